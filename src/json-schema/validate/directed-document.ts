import { createReferenceFollower } from '../model/follow-references';
import type { JsonObject, JsonSchema, JsonValue } from '../model/json-schema';
import type { Direction } from '../model/schemas';
import { walkSchemas } from '../model/walk-schemas';

/**
 * Gives the document as its schemas read in one direction. OpenAPI 3.1 leaves `readOnly` properties to the server and
 * `writeOnly` ones to the client (JSON Schema 2020-12 validation, section 9.4): the side that does not own a property need
 * not send it, and what it sends is ignored. So such a property is not required here and allows any value. `nullable`, a
 * keyword of OpenAPI 3.0 only, is taken out, as ajv would obey it.
 *
 * Pointers stay the same. The document itself is returned when nothing in it depends on the direction.
 *
 * @param document - the whole OpenAPI document; it is not changed
 */
export function directedDocument(document: JsonObject, direction: Direction): JsonObject {
  const keyword = direction === 'request' ? 'readOnly' : 'writeOnly';
  if (!mentions(document, keyword)) return document;
  const copy = structuredClone(document);
  const follow = createReferenceFollower(copy);
  const isForeign = (property: JsonValue): boolean => follow(property).some((schema) => schema[keyword] === true);

  const edits: (() => void)[] = [];
  walkSchemas(copy, (schema) => {
    edits.push(() => delete (schema as JsonObject).nullable);
    const foreign = foreignNames(schema, follow, isForeign);
    if (foreign.size > 0) edits.push(() => loosen(schema, foreign));
  });
  // Only now, as every name must be judged by the untouched schemas.
  for (const edit of edits) edit();
  return copy;
}

/** A quick look, which may take an example for a schema: that costs a copy, and nothing else. */
function mentions(document: JsonObject, keyword: string): boolean {
  const pending: JsonValue[] = [document];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value === null || typeof value !== 'object') continue;
    if (!Array.isArray(value) && (value[keyword] === true || value.nullable !== undefined)) return true;
    for (const child of Object.values(value)) pending.push(child);
  }
  return false;
}

type Follower = (schema: JsonValue) => JsonSchema[];

/** The names of properties that the other side owns, by this schema or by one that it is composed of. */
function foreignNames(schema: JsonSchema, follow: Follower, isForeign: (property: JsonValue) => boolean): Set<string> {
  const names = new Set<string>();
  for (const part of follow(schema as JsonObject)) {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      if (isForeign(property as JsonValue)) names.add(name);
    }
  }
  return names;
}

function loosen(schema: JsonSchema, foreign: ReadonlySet<string>): void {
  for (const name of Object.keys(schema.properties ?? {})) {
    if (foreign.has(name)) schema.properties![name] = true;
  }
  if (schema.required) schema.required = schema.required.filter((name) => !foreign.has(name));
  // `required` often stands in an `allOf` branch beside the branch with the properties.
  for (const branch of schema.allOf ?? []) if (typeof branch === 'object') loosen(branch, foreign);
}
