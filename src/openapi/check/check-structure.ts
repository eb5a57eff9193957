import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { childPointer, PointerError } from '../../json-schema/model/pointer';
import { follow } from '../model/locate';
import type { DocumentFinding } from '../read/document-error';
import { componentSection, type DocumentPlace, fields, walkDocument } from '../read/document-shape';

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
    findings.push(...checkFields(place));
    if (place.node.$ref !== undefined) findings.push(...checkReference(document, place));
    return undefined;
  });
  return findings;
}

function checkFields({ kind, pointer, node }: DocumentPlace): DocumentFinding[] {
  return Object.entries(fields[kind]).flatMap(([field, [childKind, holds]]) => {
    const value = node[field];
    const place = childPointer(pointer, field);
    if (value === undefined) return [];
    const fits = (entry: JsonValue): boolean =>
      isJsonObject(entry) || (childKind === 'schema' && typeof entry === 'boolean');
    if (holds === 'one') return fits(value) ? [] : [{ pointer: place, message: `"${field}" must be an object` }];
    if (holds === 'list' ? !Array.isArray(value) : !isJsonObject(value)) {
      return [{ pointer: place, message: `"${field}" must be ${holds === 'list' ? 'a list' : 'an object'}` }];
    }
    return Object.entries(value as JsonObject).flatMap(([name, entry]) => {
      if (fits(entry) || name.startsWith('x-')) return [];
      return [{ pointer: childPointer(place, name), message: `must be an object, with what "${field}" holds` }];
    });
  });
}

function checkReference(document: JsonObject, { kind, pointer, node }: DocumentPlace): DocumentFinding[] {
  const place = childPointer(pointer, '$ref');
  if (componentSection[kind] === undefined) {
    return [{ pointer: place, message: 'a $ref cannot stand here; write what it refers to in its place' }];
  }
  if (typeof node.$ref !== 'string')
    return [{ pointer: place, message: 'a $ref must be a text such as "#/components/..."' }];
  try {
    const target = follow<JsonObject>(document, { pointer, node: node as { $ref: string } });
    return isJsonObject(target.node) ? [] : [{ pointer: place, message: `the $ref "${node.$ref}" leads to no object` }];
  } catch (error) {
    if (!(error instanceof PointerError)) throw error;
    return [{ pointer: place, message: `the $ref cannot be followed: ${error.message}` }];
  }
}
