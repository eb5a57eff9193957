import type { JsonValue } from '../../json-schema/model/json-schema';
import type { Schemas, Validator } from '../../json-schema/model/schemas';
import type { MediaTypeSpec, RequestBody } from '../../openapi/model/model';
import { isJson, matchMediaType } from '../../openapi/operations/media-types';
import type { MockRequest } from '../messages/message';
import { createProblem, type Problem } from '../problems/problems';
import { bodyViolations, type RequestViolation } from '../problems/request-violation';
import { type ExactIntegers, exactIntegersIn, IndistinctIntegers } from './exact-integers';
import { JsonError, parseJson } from './parse-json';

/** A request's body, read as far as it can be. */
export interface ReadBody {
  /** Undefined when there is none, or none that is JSON. */
  readonly value: JsonValue | undefined;
  readonly violations: readonly RequestViolation[];
  /** Its integers that a number cannot hold. */
  readonly exact?: ExactIntegers;
}

/** Reads the body of one operation's requests. */
export type BodyReader = (request: MockRequest) => ReadBody | Problem;

const NOTHING: ReadBody = { value: undefined, violations: [] };

/**
 * Creates the reader of an operation's request bodies: media type, encoding, JSON, schema.
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

  return ({ headers, body: bytes }) => {
    if (bytes === undefined || bytes.byteLength === 0) {
      return body.required ? createProblem('malformed-body', { detail: 'The request needs a body.' }) : NOTHING;
    }
    const contentType = headers['content-type'];
    const mediaType = contentType === undefined ? undefined : matchMediaType(body.mediaTypes, contentType);
    if (mediaType === undefined || contentType === undefined)
      return unsupported(`Send the body as ${accepted}.`, accepted);
    if (isCompressed(headers['content-encoding']))
      return unsupported('Send the body without a content coding.', accepted);
    if (!isJson(contentType)) return NOTHING;
    if (!isUtf8(contentType)) return unsupported('Send the body in UTF-8.', accepted);
    try {
      const value = parseJson(bytes);
      const violations = validatorOf(mediaType)?.(value) ?? [];
      if (violations.length > 0) return { value, violations: bodyViolations(violations) };
      return { value, violations: NOTHING.violations, exact: exactIntegersIn(bytes) };
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

/** An answer 415 tells in `Accept` what would do (RFC 9110, section 15.5.16). */
function unsupported(detail: string, accepted: string): Problem {
  return createProblem('unsupported-media-type', { detail, headers: { accept: accepted } });
}

function isCompressed(contentEncoding: string | undefined): boolean {
  return contentEncoding !== undefined && contentEncoding !== '' && contentEncoding.toLowerCase() !== 'identity';
}

/** JSON is UTF-8 (RFC 8259, section 8.1); a `charset` that says something else is believed. */
function isUtf8(contentType: string): boolean {
  if (!contentType.includes(';')) return true;
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1]?.toLowerCase();
  return charset === undefined || charset === 'utf-8' || charset === 'utf8' || charset === 'us-ascii';
}
