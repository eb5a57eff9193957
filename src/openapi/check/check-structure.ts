import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { childPointer, PointerError } from '../../json-schema/model/pointer';
import { follow, type Located } from '../model/locate';
import type { DocumentFinding } from '../read/document-error';
import {
  componentSection,
  type DocumentPlace,
  fields,
  isExtensible,
  type Kind,
  walkDocument,
} from '../read/document-shape';
import { leaveOut } from '../read/leave-out';

/**
 * Checks that every field which holds OpenAPI objects holds objects, and that every reference but those of schemas leads
 * to one. Further checks rely on that.
 *
 * @param document - bundled
 */
export function checkStructure(document: JsonObject): DocumentFinding[] {
  const findings: DocumentFinding[] = [];
  const seen = new Set<string>();
  const pending: DocumentPlace[] = [{ kind: 'document', pointer: '#', node: document }];
  const check = (place: DocumentPlace): 'skip' | undefined => {
    const { kind, pointer, node } = place;
    const key = `${kind} ${pointer}`;
    if (kind === 'schema' || seen.has(key)) return 'skip';
    seen.add(key);
    findings.push(...checkFields(document, place));
    if (node.$ref === undefined) return undefined;
    const target = findTarget(document, place);
    // It may stand where nothing of its kind is looked for.
    if (typeof target !== 'string') pending.push({ kind, ...target });
    else {
      const mend = (): void => leaveOut(document, kind, pointer);
      findings.push({ pointer: childPointer(pointer, '$ref'), message: target, mend });
    }
    return undefined;
  };
  for (const place of pending) walkDocument(place, check);
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
        if (fits(entry) || (holds === 'list' && entry === null) || (name.startsWith('x-') && isExtensible(kind, field)))
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

/** The target of a reference, or the fault of one that has none. */
function findTarget(document: JsonObject, { kind, pointer, node }: DocumentPlace): Located<JsonObject> | string {
  if (componentSection[kind] === undefined && kind !== 'mediaType')
    return 'a $ref cannot stand here; write what it refers to in its place';
  if (typeof node.$ref !== 'string') return 'a $ref must be a text such as "#/components/..."';
  try {
    return follow<JsonObject>(document, { pointer, node: node as { $ref: string } });
  } catch (error) {
    if (!(error instanceof PointerError)) throw error;
    return `the $ref cannot be followed: ${error.message}`;
  }
}
