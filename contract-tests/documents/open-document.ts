import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json | undefined;
}

/** A parameter with everything that was behind its reference. */
export interface AskedParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly content?: JsonObject;
  readonly schema?: Json;
  readonly pointer: string;
  readonly node: JsonObject;
}

export interface AskedOperation {
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly parameters: readonly AskedParameter[];
  readonly body?: { readonly node: JsonObject; readonly pointer: string };
  readonly responses: JsonObject;
}

const METHODS = ['get', 'head', 'options', 'post', 'put', 'patch', 'delete', 'trace', 'query'];

/**
 * Reads the operations of a document without any code of ours.
 *
 * @param document - of OpenAPI 3, in one piece
 */
export function readOperations(document: JsonObject): AskedOperation[] {
  const found: AskedOperation[] = [];
  for (const [path, item] of Object.entries(objectOf(document.paths))) {
    // A fragment is no part of what is sent.
    if (!path.startsWith('/') || path.includes('#')) continue;
    const [place, node] = resolve(document, `/paths/${escapeName(path)}`, item);
    const shared = readParameters(document, `${place}/parameters`, objectOf(node).parameters);
    for (const method of METHODS) {
      const operation = objectOf(node)[method];
      if (!isObject(operation)) continue;
      const pointer = `${place}/${method}`;
      const own = readParameters(document, `${pointer}/parameters`, operation.parameters);
      const kept = shared.filter((one) => !own.some((other) => other.name === one.name && other.in === one.in));
      const [bodyPointer, body] = resolve(document, `${pointer}/requestBody`, operation.requestBody);
      found.push({
        ...{ method, path, pointer, parameters: [...kept, ...own], responses: objectOf(operation.responses) },
        ...(isObject(body) ? { body: { node: body, pointer: bodyPointer } } : {}),
      });
    }
  }
  return found;
}

function readParameters(document: JsonObject, pointer: string, list: Json | undefined): AskedParameter[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry, index) => {
    const [place, node] = resolve(document, `${pointer}/${index}`, entry);
    if (!isObject(node) || typeof node.name !== 'string' || typeof node.in !== 'string') return [];
    const { name, in: where, schema } = node;
    const content = Object.entries(objectOf(node.content))[0];
    const inner = content === undefined ? undefined : `${place}/content/${escapeName(content[0])}/schema`;
    return [
      {
        ...{ name, in: where, node, required: node.required === true || where === 'path' },
        ...{ pointer: inner ?? `${place}/schema`, schema: schema ?? (objectOf(content?.[1]).schema as Json) },
        ...(typeof node.style === 'string' ? { style: node.style } : {}),
        ...(typeof node.explode === 'boolean' ? { explode: node.explode } : {}),
        ...(content === undefined ? {} : { content: objectOf(node.content) }),
      },
    ];
  });
}

/** Parses a file; a JSON file by the JSON parser, which is fast. */
export function readDocument(file: string): JsonObject {
  const text = readFileSync(file, 'utf8');
  const value: unknown = /^\s*\{/.test(text) ? parseEither(text) : parseYaml(text);
  if (!isObject(value as Json)) throw new Error(`${file} is no object`);
  return value as JsonObject;
}

function parseEither(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return parseYaml(text);
  }
}

const parseYaml = (text: string): unknown =>
  JSON.parse(JSON.stringify(parse(text, { strict: false, uniqueKeys: false, maxAliasCount: -1, logLevel: 'silent' })));

/** Tells whether nothing of the document stands in another file. */
export function isInOnePiece(document: JsonObject): boolean {
  return JSON.stringify(document).search(/"\$ref":"(?!#)/) === -1;
}

/** Follows references; the pointer returned is the place of what is found. */
export function resolve(document: JsonObject, pointer: string, node: Json | undefined): [string, Json | undefined] {
  let place = pointer;
  let value = node;
  for (let depth = 0; depth < 50 && isObject(value) && typeof value.$ref === 'string'; depth++) {
    if (!value.$ref.startsWith('#')) return [place, undefined];
    place = decodeURIComponent(value.$ref.slice(1));
    value = at(document, place);
  }
  return [place, value];
}

export function at(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) value = value[Number(name)];
    else if (isObject(value) && Object.hasOwn(value, name)) value = value[name];
    else return undefined;
  }
  return value;
}

export const escapeName = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
