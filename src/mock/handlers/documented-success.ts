import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { Operation, ResponseSpec, Role } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { isError, jsonMediaType, statusOf, successResponse } from '../../openapi/operations/responses';
import { documentedHeaders, type HeaderContext } from '../representations/documented-headers';

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

/** The parts of a model that a success is described by. */
export interface SuccessContext extends HeaderContext {
  /** Header fields that every response has. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The status of a success that the document does not name. */
const USUAL_STATUS: Readonly<Partial<Record<Role, number>>> = { create: 201, remove: 204 };

/** Statuses that never have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
export const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Describes the success that the document promises for an operation; the usual one without a body where it documents errors only.
 *
 * @param role - what the operation does to its resource
 * @param response - the one that is meant, where the document has several
 */
export function describeSuccess(
  operation: Operation,
  role: Role,
  context: SuccessContext,
  response: ResponseSpec | undefined = documentedSuccess(operation),
): DocumentedSuccess {
  const usual = USUAL_STATUS[role] ?? (response === undefined && role !== 'list' && role !== 'read' ? 204 : 200);
  const status = statusOf(response, usual);
  const mediaType = jsonMediaType(response?.mediaTypes ?? []);
  const hasBody = mediaType !== undefined && !BODILESS.has(status);
  return {
    status,
    headers: {
      ...(hasBody && { 'content-type': concreteName(mediaType.name) }),
      ...context.headers,
      ...documentedHeaders(response, context),
    },
    hasBody,
    schema: mediaType?.schema,
  };
}

function documentedSuccess(operation: Operation): ResponseSpec | undefined {
  const response = successResponse(operation);
  return response !== undefined && isError(response) ? undefined : response;
}

/** The media types of an operation's success, JSON first. */
export function offeredMediaTypes(operation: Operation): string[] {
  const names = new Set((successResponse(operation)?.mediaTypes ?? []).map(({ name }) => concreteName(name)));
  return [...names].sort((one, other) => Number(isJson(other)) - Number(isJson(one)));
}

/** The media type that is sent where the document gives a range. */
export function concreteName(name: string): string {
  return name.endsWith('/*') ? (OF_RANGE[name] ?? 'application/json') : name;
}

const OF_RANGE: Readonly<Record<string, string>> = {
  'text/*': 'text/plain',
  'image/*': 'image/png',
  'audio/*': 'audio/wav',
};
