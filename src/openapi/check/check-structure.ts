import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { childPointer, PointerError } from '../../json-schema/model/pointer';
import { follow } from '../model/locate';
import type { DocumentFinding } from '../read/document-error';
import { componentSection, type DocumentPlace, fields, type Kind, walkDocument } from '../read/document-shape';
import { leaveOut } from '../read/leave-out';

/**
 * Checks that every field which holds OpenAPI objects holds objects, and that every reference but those of schemas leads
 * to one. Further checks rely on that.
 *
 * @param document - bundled
 */
export function checkStructure(document: JsonObject): DocumentFinding[] {
  const findings: DocumentFinding[] = [];
  walkDocument({ kind: 'document', pointer: '#', node: document }, (place) => {
    if (place.kind === 'schema') return 'skip';
    findings.push(...checkFields(document, place));
    if (place.node.$ref === undefined) return undefined;
    const message = checkReference(document, place);
    const mend = (): void => leaveOut(document, place.kind, place.pointer);
    if (message !== undefined) findings.push({ pointer: childPointer(place.pointer, '$ref'), message, mend });
    return undefined;
  });
  return findings;
}

function checkFields(document: JsonObject, { kind, pointer, node }: DocumentPlace): DocumentFinding[] {
  const findings: DocumentFinding[] = [];
  const find = (message: string, place: string, placeKind?: Kind): void => {
    findings.push({ pointer: place, message, mend: () => leaveOut(document, placeKind, place) });
  };
  for (const field of TEXTS) {
    const text = node[field];
    if (text !== undefined && typeof text !== 'string' && !MAPS_OF_NAMES.has(kind)) {
      find(`"${field}" must be a text`, childPointer(pointer, field));
    }
  }
  for (const [field, [childKind, holds]] of Object.entries(fields[kind])) {
    const value = node[field];
    if (value === undefined) continue;
    const place = childPointer(pointer, field);
    const fits = (entry: JsonValue): boolean =>
      isJsonObject(entry) || (childKind === 'schema' && typeof entry === 'boolean');
    if (holds === 'one') {
      if (!fits(value)) find(`"${field}" must be an object`, place, childKind);
    } else if (holds === 'list' ? !Array.isArray(value) : !isJsonObject(value)) {
      find(`"${field}" must be ${holds === 'list' ? 'a list' : 'an object'}`, place);
    } else {
      for (const [name, entry] of Object.entries(value as JsonObject)) {
        // What was left out of a list before is null.
        if (fits(entry) || (holds === 'list' && entry === null) || (name.startsWith('x-') && childKind !== 'header'))
          continue;
        find(`must be an object, with what "${field}" holds`, childPointer(place, name), childKind);
      }
    }
  }
  return findings;
}

/** Fields that are read as text wherever they stand. */
const TEXTS = ['description', 'summary'];

/** Kinds whose fields have names of the author's own. */
const MAPS_OF_NAMES: ReadonlySet<Kind> = new Set(['callback', 'components']);

function checkReference(document: JsonObject, { kind, pointer, node }: DocumentPlace): string | undefined {
  if (componentSection[kind] === undefined && kind !== 'mediaType')
    return 'a $ref cannot stand here; write what it refers to in its place';
  if (typeof node.$ref !== 'string') return 'a $ref must be a text such as "#/components/..."';
  try {
    follow<JsonObject>(document, { pointer, node: node as { $ref: string } });
    return undefined;
  } catch (error) {
    if (!(error instanceof PointerError)) throw error;
    return `the $ref cannot be followed: ${error.message}`;
  }
}
