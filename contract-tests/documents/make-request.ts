import { makeValue } from './make-value';
import {
  type AskedOperation,
  type AskedParameter,
  escapeName,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  resolve,
} from './open-document';
import type { SchemaJudge } from './schema-judge';

/** A request as it is sent to every server. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Says why no request can be made that fits the document. */
export class CannotAsk extends Error {}

/** Makes requests of what a document shows, else of its schemas. */
export interface RequestMaker {
  /** @param ids - values of path parameters that are better than what the document shows */
  make(operation: AskedOperation, ids?: Readonly<Record<string, string>>): Request;
  /** The documented example of a parameter; undefined when there is none. */
  exampleOf(parameter: AskedParameter): Json | undefined;
}

/** @param judge - of what is sent */
export function createRequestMaker(document: JsonObject, judge: SchemaJudge): RequestMaker {
  const exampleOf = ({ node, schema }: AskedParameter): Json | undefined => {
    const inner = node.content === undefined ? node : objectOf(Object.values(objectOf(node.content))[0]);
    const [, target] = resolve(document, '', schema);
    const { example, examples, default: usual, enum: values } = objectOf(target);
    const listed = Array.isArray(examples) ? examples[0] : undefined;
    return (
      inner.example ??
      firstOf(document, inner.examples) ??
      example ??
      listed ??
      usual ??
      (values as Json[] | undefined)?.[0]
    );
  };

  const valueFor = (parameter: AskedParameter): Json => {
    const shown = exampleOf(parameter);
    if (shown !== undefined && judge(parameter.pointer, shown) === undefined) return shown;
    const made = makeValue(document, parameter.schema, 0, shown === undefined);
    const wrong = made === undefined ? 'nothing fits' : judge(parameter.pointer, made);
    if (wrong === undefined) return made as Json;
    if (shown !== undefined) return shown;
    throw new CannotAsk(`no value for ${parameter.in} ${parameter.name} (${wrong})`);
  };

  return {
    exampleOf,
    make(operation, ids = {}) {
      const headers: Record<string, string> = {};
      const query: string[] = [];
      let { path } = operation;
      for (const parameter of operation.parameters) {
        const { name, in: where } = parameter;
        if (!parameter.required) continue;
        const value = where === 'path' && ids[name] !== undefined ? ids[name] : valueFor(parameter);
        if (where === 'path') path = path.replaceAll(`{${name}}`, () => simple(value));
        else if (where === 'query') query.push(...queryOf(parameter, value));
        else if (where === 'header' && !/^(accept|content-type|authorization)$/i.test(name))
          headers[name] = decodeURIComponent(simple(value));
        else if (where === 'cookie')
          headers.cookie = [headers.cookie, `${name}=${simple(value)}`].filter(Boolean).join('; ');
      }
      path = path.replaceAll(/\{([^}]*)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? 'text'));
      const body = operation.body === undefined ? undefined : bodyOf(document, judge, operation.body);
      if (body !== undefined) headers['content-type'] = body.type;
      const target = query.length === 0 ? path : `${path}?${query.join('&')}`;
      return { method: operation.method.toUpperCase(), path: target, headers, ...(body ? { body: body.text } : {}) };
    },
  };
}

function firstOf(document: JsonObject, examples: Json | undefined): Json | undefined {
  const first = Object.values(objectOf(examples))[0];
  const [, node] = resolve(document, '', first);
  return objectOf(node).value;
}

/** Writes a value in the style `simple`, which is that of paths and headers. */
function simple(value: Json): string {
  const text = (each: Json): string =>
    encodeURIComponent(isObject(each) || Array.isArray(each) ? JSON.stringify(each) : String(each));
  if (Array.isArray(value)) return value.map(text).join(',');
  if (isObject(value))
    return Object.entries(value)
      .flatMap(([name, each]) => [name, text(each ?? null)])
      .join(',');
  return text(value);
}

function queryOf({ name, style, explode, content }: AskedParameter, value: Json): string[] {
  const pair = (key: string, each: Json): string =>
    `${encodeURIComponent(key)}=${encodeURIComponent(isObject(each) || Array.isArray(each) ? JSON.stringify(each) : String(each))}`;
  if (content !== undefined) return [pair(name, JSON.stringify(value))];
  if (Array.isArray(value)) {
    if (explode !== false && (style ?? 'form') === 'form') return value.map((each) => pair(name, each));
    const separator = { spaceDelimited: '%20', pipeDelimited: '|' }[style ?? ''] ?? ',';
    return [`${encodeURIComponent(name)}=${value.map((each) => encodeURIComponent(String(each))).join(separator)}`];
  }
  if (!isObject(value)) return [pair(name, value)];
  const entries = Object.entries(value) as [string, Json][];
  if (style === 'deepObject') return entries.map(([key, each]) => pair(`${name}[${key}]`, each));
  if (explode !== false) return entries.map(([key, each]) => pair(key, each));
  return [
    `${encodeURIComponent(name)}=${entries
      .flat()
      .map((each) => encodeURIComponent(String(each)))
      .join(',')}`,
  ];
}

/** The body in the first media type that can be written, JSON before others. */
function bodyOf(
  document: JsonObject,
  judge: SchemaJudge,
  { node, pointer }: { node: JsonObject; pointer: string },
): { type: string; text: string | Uint8Array } | undefined {
  const kinds = Object.keys(objectOf(node.content));
  const type =
    kinds.find((kind) => /^application\/json\b/i.test(kind)) ??
    kinds.find((kind) => /\bjson\b/i.test(kind)) ??
    kinds.find((kind) => /x-www-form-urlencoded|multipart\/form-data/i.test(kind)) ??
    kinds[0];
  if (type === undefined) return undefined;
  const place = `${pointer}/content/${escapeName(type)}`;
  const [, found] = resolve(document, place, objectOf(node.content)[type]);
  const media = objectOf(found);
  const shown = media.example ?? firstOf(document, media.examples);
  const fits = (value: Json | undefined): string | undefined =>
    media.schema === undefined ? undefined : value === undefined ? 'nothing fits' : judge(`${place}/schema`, value);
  const isJson = /json/i.test(type);
  let value = isJson && typeof shown === 'string' ? (parsed(shown) ?? shown) : shown;
  if (value === undefined || fits(value) !== undefined) {
    const shownFirst = makeValue(document, media.schema);
    const made = fits(shownFirst) === undefined ? shownFirst : makeValue(document, media.schema, 0, false);
    // Where the document's own example breaks its schema, and nothing else fits, the example is what a user would send.
    value = fits(made) === undefined ? (made as Json) : (value ?? (shownFirst as Json));
    if (value === undefined) {
      if (node.required !== true) return undefined;
      throw new CannotAsk(`no body (${fits(made)})`);
    }
  }
  const concrete = type.includes('*') ? (type.startsWith('text') ? 'text/plain' : 'application/json') : type;
  if (/x-www-form-urlencoded/i.test(type)) return { type: concrete, text: formOf(value) };
  if (/multipart\/form-data/i.test(type)) return { type: 'multipart/form-data; boundary=cut', text: partsOf(value) };
  return { type: concrete, text: typeof value === 'string' && !isJson ? value : JSON.stringify(value) };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const formOf = (value: Json): string =>
  Object.entries(objectOf(value))
    .flatMap(([name, each]): [string, Json][] =>
      Array.isArray(each) ? each.map((one): [string, Json] => [name, one]) : [[name, each ?? null]],
    )
    .map(([name, each]) => `${encodeURIComponent(name)}=${encodeURIComponent(textOf(each))}`)
    .join('&');

const partsOf = (value: Json): string =>
  `${Object.entries(objectOf(value))
    .map(([name, each]) => `--cut\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${textOf(each as Json)}\r\n`)
    .join('')}--cut--\r\n`;

const textOf = (value: Json): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
