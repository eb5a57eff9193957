import type { JsonObject } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { parsePointer } from '../../json-schema/model/pointer';
import type { Kind } from './document-shape';

/**
 * Leaves an object out of a document, or puts the least in its place that says nothing: a schema that allows any value, a
 * response or media type of which no more is known than its name. An entry of a list becomes null, so that the places of
 * the others stay theirs.
 *
 * @param pointer - the object's place; where nothing stands, nothing is changed
 */
export function leaveOut(document: JsonObject, kind: Kind | undefined, pointer: string): void {
  const tokens = parsePointer(pointer);
  const name = tokens.pop();
  let parent: unknown = document;
  for (const token of tokens) parent = isContainer(parent) && Object.hasOwn(parent, token) ? parent[token] : undefined;
  if (name === undefined || !isContainer(parent)) return;
  const neutral = kind === undefined ? undefined : NEUTRAL[kind];
  if (neutral !== undefined) parent[name] = neutral();
  else if (Array.isArray(parent)) parent[Number(name)] = null;
  else delete parent[name];
}

const NEUTRAL: Readonly<Partial<Record<Kind, () => JsonObject>>> = {
  schema: () => ({}),
  mediaType: () => ({}),
  response: () => ({ description: '' }),
};

function isContainer(value: unknown): value is JsonObject {
  return isJsonObject(value) || Array.isArray(value);
}
