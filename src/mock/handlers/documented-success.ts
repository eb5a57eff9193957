import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { HeaderSpec, Operation, ResponseSpec, Role } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { jsonMediaType, statusOf, successResponse } from '../../openapi/operations/responses';
import type { SampleValue } from '../generation/value-maker';

/** The parts that every success of an operation has in common. */
export interface DocumentedSuccess {
  readonly status: number;
  /** All header fields but those that depend on the item. */
  readonly headers: Readonly<Record<string, string>>;
  /** True when the answer has a JSON body. */
  readonly hasBody: boolean;
  /** The schema of the body, where the document gives one. */
  readonly schema: LocatedSchema | undefined;
}

/** The status of a success that the document does not name. */
const USUAL_STATUS: Readonly<Partial<Record<Role, number>>> = { create: 201, remove: 204 };

/** Required headers that handlers fill themselves. */
export const DYNAMIC_HEADERS: ReadonlySet<string> = new Set(['location', 'link', 'content-length']);

/**
 * Describes the success that the document promises for an operation.
 *
 * @param role - what the operation does to its resource
 * @param headers - header fields that every response has
 * @param response - the one that is meant, where the document has several
 */
export function describeSuccess(
  operation: Operation,
  role: Role,
  headers: Readonly<Record<string, string>>,
  sample: SampleValue,
  response: ResponseSpec | undefined = successResponse(operation),
): DocumentedSuccess {
  const status = statusOf(response, USUAL_STATUS[role]);
  const mediaType = jsonMediaType(response?.mediaTypes ?? []);
  const hasBody = mediaType !== undefined && status !== 204;
  return {
    status,
    headers: {
      ...(hasBody && { 'content-type': jsonName(mediaType.name) }),
      ...headers,
      ...requiredHeaders(response, sample),
    },
    hasBody,
    schema: mediaType?.schema,
  };
}

/** The media types of an operation's success, those that are written concretely, JSON first. */
export function offeredMediaTypes(operation: Operation): string[] {
  const names = (successResponse(operation)?.mediaTypes ?? []).map(({ name }) =>
    name.endsWith('/*') ? jsonName(name) : name,
  );
  const json = names.filter(isJson);
  return json.length > 0 ? json : names;
}

function jsonName(name: string): string {
  return name.endsWith('/*') ? 'application/json' : name;
}

/** The header fields that a response must have, but those that are handled elsewhere. */
export function requiredHeaders(
  response: ResponseSpec | undefined,
  sample: SampleValue,
  handled: ReadonlySet<string> = DYNAMIC_HEADERS,
): Record<string, string> {
  const required = (response?.headers ?? []).filter(
    ({ name, required }) => required && !handled.has(name.toLowerCase()),
  );
  return Object.fromEntries(required.map((header) => [header.name.toLowerCase(), sampleHeader(header, sample)]));
}

/** A header carries text in which only ASCII is safe (RFC 9110, section 5.5). */
function sampleHeader({ name, schema }: HeaderSpec, sample: SampleValue): string {
  const value = schema === undefined ? '1' : sample(schema, name);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/[^\x20-\x7e]/g, '?');
}
