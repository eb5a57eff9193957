import type { OpenAPIV3_1 } from 'openapi-types';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { childPointer, PointerError, valueAt } from '../../json-schema/model/pointer';

/** An object of the document and where it stands. */
export interface Located<T> {
  readonly pointer: string;
  readonly node: T;
}

type Reference = OpenAPIV3_1.ReferenceObject;

/**
 * Follows the `$ref`s of an object that is not a schema (OpenAPI 3.1, section 4.8.23) to the object itself.
 *
 * @param document - with local references only
 * @throws PointerError when a reference names nothing or no object, or the chain runs in a circle
 */
export function follow<T extends object>(document: object, start: Located<T | Reference>): Located<T> {
  let { pointer, node } = start;
  const seen = new Set<string>();
  while ('$ref' in node && typeof node.$ref === 'string') {
    pointer = node.$ref;
    if (seen.has(pointer)) throw new PointerError(pointer, 'is a chain of references that runs in a circle');
    seen.add(pointer);
    const target = valueAt(document as JsonValue, pointer);
    if (!isJsonObject(target)) throw new PointerError(pointer, 'is no object');
    node = target as unknown as T | Reference;
  }
  return { pointer, node: node as T };
}

/** The entries of a map such as `responses` or `content`, located, references followed; none when it is absent. */
export function followEach<T extends object>(
  document: object,
  parent: string,
  name: string,
  map: Readonly<Record<string, T | Reference | undefined>> | undefined,
): (Located<T> & { readonly name: string })[] {
  const entries: (Located<T> & { readonly name: string })[] = [];
  for (const [key, node] of Object.entries(map ?? {})) {
    // Only `responses` may hold extensions between its entries; a header may well be called `x-total-count`.
    if (node === undefined || (name === 'responses' && key.startsWith('x-'))) continue;
    entries.push({ name: key, ...follow<T>(document, { pointer: childPointer(parent, name, key), node }) });
  }
  return entries;
}
