import {
  type AskedOperation,
  escapeName,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  resolve,
} from './open-document';
import type { SchemaJudge } from './schema-judge';
import type { Answer } from './served';

/** Finds what an answer breaks of its operation: status, media type, required headers, body. */
export function judgeAnswer(
  document: JsonObject,
  judge: SchemaJudge,
  operation: AskedOperation,
  { status, headers, text }: Answer,
): string | undefined {
  const key = [String(status), `${String(status)[0]}XX`, `${String(status)[0]}xx`, 'default'].find(
    (name) => name in operation.responses,
  );
  if (key === undefined) {
    // Errors alone, or an interim status (RFC 9110, section 15.2), leave the success open.
    const isOpen = Object.keys(operation.responses).every((name) => /^[145]/.test(name));
    return status >= 400 || isOpen ? undefined : `status: ${status} is not documented`;
  }
  const [pointer, found] = resolve(
    document,
    `${operation.pointer}/responses/${escapeName(key)}`,
    operation.responses[key],
  );
  if (!isObject(found)) return undefined;
  const missing = Object.entries(objectOf(found.headers)).find(([name, node]) => {
    const [, header] = resolve(document, '', node);
    return objectOf(header).required === true && name.toLowerCase() !== 'content-type' && !headers.has(name);
  });
  if (missing !== undefined) return `header: ${missing[0]} is required and missing`;
  const content = objectOf(found.content);
  const kinds = Object.keys(content);
  const isBare = status === 204 || status === 304 || operation.method === 'head';
  if (kinds.length === 0 || isBare) return undefined;
  const type = (headers.get('content-type') ?? '').toLowerCase().split(';')[0]?.trim() ?? '';
  if (type === '') return text === '' ? 'content: there is no body' : 'content: there is no content-type';
  const kind = kinds.find((name) => bare(name) === type) ?? kinds.find((name) => matches(bare(name), type));
  // A problem of the protocol, such as 406, may be told in the mock's own way.
  if (kind === undefined) return `content: ${status} ${type} is not documented`;
  if (!/json$/.test(type)) return undefined;
  let body: Json;
  try {
    body = JSON.parse(text);
  } catch {
    return 'content: the body is no JSON';
  }
  const place = `${pointer}/content/${escapeName(kind)}`;
  const [mediaPlace, media] = resolve(document, place, content[kind]);
  return objectOf(media).schema === undefined ? undefined : judge(`${mediaPlace}/schema`, body);
}

const bare = (name: string): string => name.toLowerCase().split(';')[0]?.trim() ?? '';

function matches(range: string, type: string): boolean {
  const [group] = range.split('/');
  return range === '*/*' || (range.endsWith('/*') && type.startsWith(`${group}/`));
}
