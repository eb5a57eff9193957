import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { type ExactIntegers, exactIntegersIn, IndistinctIntegers } from '../../json-schema/model/exact-integers';
import type { JsonValue } from '../../json-schema/model/json-schema';
import type { Schemas, Validator } from '../../json-schema/model/schemas';
import type { MediaTypeSpec, RequestBody } from '../../openapi/model/model';
import { isJson, matchMediaType, mediaTypeName } from '../../openapi/operations/media-types';
import type { MockRequest } from '../messages/message';
import { bodyViolations, type RequestViolation } from '../messages/message';
import { createProblem, type Problem } from '../problems/problems';
import { JsonError, parseJson } from './parse-json';

/** A request's body, read as far as it can be. */
export interface ReadBody {
  /** Undefined when there is none, or none that can be read. Bytes are a text of one character for each. */
  readonly value: JsonValue | undefined;
  readonly violations: readonly RequestViolation[];
  /** Its integers that a number cannot hold. */
  readonly exact?: ExactIntegers;
  /** The media type of a body whose content is not known here: of text, of bytes, or of a type that cannot be read. */
  readonly opaque?: string;
  /** True when it has not been checked. */
  readonly isUnread?: true;
}

/** Reads the body of one operation's requests, which inflated is no larger than the limit, in bytes. */
export type BodyReader = (request: MockRequest, limit?: number) => ReadBody | Problem;

/** The size of an inflated body where the caller has no limit of its own. */
const USUAL_LIMIT = 16_777_216;

const NOTHING: ReadBody = { value: undefined, violations: [] };

/**
 * Creates the reader of an operation's request bodies: media type, coding, content, schema.
 *
 * @param body - what the document says; undefined when the operation has no body, and one that is sent is ignored
 */
export function createBodyReader(schemas: Schemas, body: RequestBody | undefined): BodyReader {
  if (body === undefined || body.mediaTypes.length === 0) return () => NOTHING;
  const validators = new Map<MediaTypeSpec, Validator>();
  const validatorOf = (mediaType: MediaTypeSpec): Validator | undefined => {
    const { schema } = mediaType;
    if (schema === undefined) return undefined;
    const validator = validators.get(mediaType) ?? schemas.validator(schema, 'request');
    validators.set(mediaType, validator);
    return validator;
  };
  const accepted = body.mediaTypes.map(({ name }) => name).join(', ');
  const readContentType = createContentTypeReader(body.mediaTypes);
  const checked = (mediaType: MediaTypeSpec, value: JsonValue): RequestViolation[] | undefined => {
    const violations = validatorOf(mediaType)?.(value) ?? [];
    return violations.length === 0 ? undefined : bodyViolations(violations);
  };

  return ({ headers, body: sent }, limit = USUAL_LIMIT) => {
    if (sent === undefined || sent.byteLength === 0) {
      return body.required ? createProblem('malformed-body', { detail: 'The request needs a body.' }) : NOTHING;
    }
    const contentType = headers['content-type'] ?? '';
    const { mediaType, isJson, isUtf8 } = readContentType(contentType);
    if (mediaType === undefined) return unsupported(`Send the body as ${accepted}.`, accepted);
    const coding = headers['content-encoding']?.trim().toLowerCase();
    const bytes = coding === undefined ? sent : inflated(sent, coding, limit, accepted);
    if ('kind' in bytes) return bytes;
    try {
      if (isJson) {
        if (!isUtf8) return unsupported('Send the body in UTF-8.', accepted);
        const value = parseJson(bytes);
        const violations = checked(mediaType, value);
        if (violations !== undefined && violations.length > 0) return { value, violations };
        return { value, violations: NOTHING.violations, exact: exactIntegersIn(bytes) };
      }
      const { readOther } = require('./read-other') as typeof import('./read-other');
      const read = readOther(schemas, mediaType, contentType, bytes);
      if (read === undefined) return { ...NOTHING, opaque: mediaTypeName(contentType), isUnread: true };
      const told = new Set(read.faults.map(({ path }) => path[0]));
      const broken = (checked(mediaType, read.value) ?? []).filter(({ path }) => !told.has(path[0]!));
      const violations = [...bodyViolations(read.faults), ...broken];
      return { value: read.value, violations, ...(read.isOpaque && { opaque: mediaTypeName(contentType) }) };
    } catch (error) {
      if (error instanceof IndistinctIntegers) {
        const reason = `must not hold two integers that are too large to be told apart: ${error.message}`;
        return { value: undefined, violations: [{ in: 'body', path: [], keyword: 'type', reason }] };
      }
      if (!(error instanceof JsonError)) throw error;
      return createProblem('malformed-body', { detail: error.message });
    }
  };
}

/** The content of a body, as its `Content-Type` tells it. */
interface ContentType {
  /** Undefined where the document has none that fits. */
  readonly mediaType: MediaTypeSpec | undefined;
  readonly isJson: boolean;
  readonly isUtf8: boolean;
}

/** The number of `Content-Type` values that are remembered; clients send very few, save for those of multipart. */
const REMEMBERED = 100;

/** Creates the reader of `Content-Type`, which remembers the usual values. */
function createContentTypeReader(documented: readonly MediaTypeSpec[]): (contentType: string) => ContentType {
  const remembered = new Map<string, ContentType>();
  return (contentType) => {
    const known = remembered.get(contentType);
    if (known !== undefined) return known;
    const mediaType = contentType === '' ? undefined : matchMediaType(documented, contentType);
    const read = { mediaType, isJson: isJson(contentType), isUtf8: isUtf8(contentType) };
    if (remembered.size < REMEMBERED) remembered.set(contentType, read);
    return read;
  };
}

/** An answer 415 tells in `Accept` what would do (RFC 9110, section 15.5.16). */
function unsupported(detail: string, accepted: string): Problem {
  return createProblem('unsupported-media-type', { detail, headers: { accept: accepted } });
}

const DECODERS: Readonly<Record<string, typeof gunzipSync>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/** Takes the content codings off a body, the last one first (RFC 9110, section 8.4). */
function inflated(bytes: Uint8Array, codings: string, limit: number, accepted: string): Uint8Array | Problem {
  let content = bytes;
  for (const coding of codings.split(',').reverse()) {
    const name = coding.trim();
    if (name === '' || name === 'identity') continue;
    const decode = DECODERS[name];
    if (decode === undefined) return unsupported('Send the body plain, or as gzip, deflate or br.', accepted);
    try {
      content = decode(content, { maxOutputLength: limit });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
        return createProblem('payload-too-large', { detail: `The body is larger than ${limit} bytes when inflated.` });
      }
      return createProblem('malformed-body', { detail: `The body is no valid ${name}.` });
    }
  }
  return content;
}

/** JSON is UTF-8 (RFC 8259, section 8.1); a `charset` that says something else is believed. */
function isUtf8(contentType: string): boolean {
  if (!contentType.includes(';')) return true;
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1]?.toLowerCase();
  return charset === undefined || charset === 'utf-8' || charset === 'utf8' || charset === 'us-ascii';
}
