import { latin1Of, utf8Of } from '../../json-schema/model/bytes';
import type { JsonValue } from '../../json-schema/model/json-schema';
import type { Schemas } from '../../json-schema/model/schemas';
import type { MediaTypeSpec } from '../../openapi/model/model';
import { typesOf } from '../../openapi/model/schema-facts';
import { isXml, mediaTypeName } from '../../openapi/operations/media-types';
import { createFormValue, type OtherBody } from './form-value';
import { JsonError, parseJson } from './parse-json';
import { parseMultipart } from './parse-multipart';

/**
 * Reads a body that is no JSON by its media type: forms, XML, lists of JSON texts, text, and bytes.
 *
 * @returns undefined when nothing is known about such a type, or the document describes something else by it than it can hold
 * @throws {@link JsonError} with a sentence for a person, when the body is none of its type
 */
export function readOther(
  schemas: Schemas,
  mediaType: MediaTypeSpec,
  contentType: string,
  bytes: Uint8Array,
): OtherBody | undefined {
  const name = mediaTypeName(contentType);
  if (name === 'application/x-www-form-urlencoded') {
    return createFormValue(schemas, mediaType).ofPairs([...new URLSearchParams(textOf(bytes, contentType))]);
  }
  if (name === 'multipart/form-data') {
    return createFormValue(schemas, mediaType).ofParts(parseMultipart(bytes, contentType));
  }
  if (JSON_LINES.test(name)) return { value: parseLines(bytes), faults: [] };
  const isMarkup = isXml(name) && name !== 'image/svg+xml';
  const types = mediaType.schema === undefined ? new Set() : typesOf(schemas, mediaType.schema);
  if (isMarkup) {
    const { parseXml } = require('./parse-xml') as typeof import('./parse-xml');
    const read = parseXml(schemas, mediaType.schema, withEncoding(bytes, contentType));
    if (types.has('object') || types.has('array')) return read;
  }
  if (types.size > 0 && !types.has('string')) return undefined;
  if (name.startsWith('text/')) return { value: textOf(bytes, contentType), faults: [], isOpaque: true };
  if (/[/+](?:xml|yaml)$/.test(name) && types.size === 0) return undefined;
  return { value: latin1Of(bytes), faults: [], isOpaque: true };
}

const JSON_LINES = /^application\/(?:x-ndjson|ndjson|jsonl|x-jsonlines|jsonlines|json-seq)$/;

function parseLines(bytes: Uint8Array): JsonValue {
  // A text sequence begins each text with a record separator (RFC 7464).
  const lines = utf8Of(bytes)
    .replaceAll('\u001e', '\n')
    .split(/[\r\n]+/);
  return lines.filter((line) => line.trim() !== '').map((line) => parseJson(line));
}

/** XML may say its encoding itself. */
function withEncoding(bytes: Uint8Array, contentType: string): string {
  const start = latin1Of(bytes.subarray(0, 100));
  const told = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  return textOf(bytes, told === undefined || /charset/i.test(contentType) ? contentType : `; charset=${told}`);
}

function textOf(bytes: Uint8Array, contentType: string): string {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    throw new JsonError(`The body is not valid ${charset.toUpperCase()}.`);
  }
}
