import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { valueAt } from '../../json-schema/model/pointer';
import type { Schemas } from '../../json-schema/model/schemas';
import type { MediaTypeSpec, Operation, Resource, ResponseSpec, Spec } from '../../openapi/model/model';
import { encodeSegment, expandPath } from '../../openapi/operations/path-template';
import { roleOf } from '../../openapi/resources/role-of';
import type { LocatedRequest } from '../engine/engine';
import { offeredMediaTypes } from '../handlers/documented-success';
import { challengesOf } from '../login/challenges';
import {
  createProblem,
  type Problem,
  problemOfStatus,
  unspecificProblem,
  violationsProblem,
} from '../problems/problems';
import type { OverrideContext } from './override';
import { plausibleViolations } from './plausible-violations';

/**
 * Describes a problem that did not happen as if it had: with the violations that the operation could have found, the methods
 * that its path allows, the id that was asked for.
 *
 * @param status - 400..599
 */
export function trueProblem(status: number, target: LocatedRequest, context: OverrideContext): Problem {
  const headers = trueHeaders(status, target, context);
  const operation = target.plan?.operation;
  if (status === 400) return badRequest(context.spec.schemas, operation);
  const detail = detailOf(status, target, operation);
  return problemOfStatus(status, { headers, detail });
}

function badRequest(schemas: Schemas, operation: Operation | undefined): Problem {
  const violations = operation === undefined ? [] : plausibleViolations(schemas, operation);
  if (violations.length > 0) return violationsProblem(violations);
  if (operation?.body !== undefined) return createProblem('malformed-body');
  // Nothing can be said to be wrong where nothing is asked for.
  return unspecificProblem(400, { detail: 'The request cannot be processed.' });
}

function detailOf(status: number, target: LocatedRequest, operation: Operation | undefined): string | undefined {
  const { method } = target.request;
  switch (status) {
    case 404: {
      const match = target.found?.match;
      const id = match?.kind === 'found' ? [...match.parameters.values()].at(-1) : undefined;
      return id === undefined ? undefined : `There is nothing with the ID ${id.slice(0, 100)}.`;
    }
    case 405: {
      const others = allowedBesides(target);
      return `${method} is not allowed here.${others.length === 0 ? '' : ` Use one of ${others.join(', ')}.`}`;
    }
    case 406:
      return operation === undefined
        ? undefined
        : `This resource is available as ${offeredMediaTypes(operation).join(', ')} only.`;
    case 415: {
      const accepted = operation?.body?.mediaTypes.map(({ name }) => name) ?? [];
      return accepted.length === 0 ? undefined : `Send the body as ${accepted.join(', ')}.`;
    }
    default:
      return undefined;
  }
}

/** The seconds that a client is told to wait. */
const RETRY_AFTER = '5';

/**
 * The header fields without which a status would not be true (RFC 9110): 401 says how to authenticate, 405 what is allowed,
 * 415 what is accepted, 429 and 503 when to try again, a redirection where to go.
 *
 * @param status - of the answer
 * @param target - what was asked for
 */
export function trueHeaders(
  status: number,
  target: LocatedRequest,
  { spec }: Pick<OverrideContext, 'spec'>,
): Record<string, string> {
  const operation = target.plan?.operation;
  switch (status) {
    case 401:
      return { 'www-authenticate': challengesOf(spec, operation) };
    case 405:
      return { allow: allowedBesides(target).join(', ') };
    case 415:
      return acceptedBy(operation);
    case 429:
    case 503:
      return { 'retry-after': RETRY_AFTER };
    default:
      return {};
  }
}

/** Lists the other methods of the path: a 405 that lists the method it refuses would contradict itself. */
function allowedBesides({ methods, request }: LocatedRequest): string[] {
  const refused = request.method === 'GET' ? ['GET', 'HEAD'] : [request.method];
  return methods.filter((method) => !refused.includes(method));
}

function acceptedBy(operation: Operation | undefined): Record<string, string> {
  const accepted = operation?.body?.mediaTypes.map(({ name }) => name) ?? [];
  return accepted.length === 0 ? {} : { accept: accepted.join(', ') };
}

/** Statuses that say where something is (RFC 9110, sections 10.2.2 and 15). */
const LOCATED = new Set([201, 301, 302, 303, 307, 308]);

/**
 * The `Location` of an answer that needs one: of the item in its body, else what the document gives as an example, else a
 * path below the one that was asked for.
 *
 * @param value - the body
 */
export function locationOf(
  status: number,
  target: LocatedRequest,
  { spec }: OverrideContext,
  response: ResponseSpec | undefined,
  value: JsonValue | undefined,
): Record<string, string> {
  if (!LOCATED.has(status)) return {};
  const location = itemUrl(spec, target, value) ?? documentedLocation(spec, response);
  return { location: location ?? `${target.request.path.replace(/\/$/, '')}/1` };
}

function itemUrl(
  spec: Spec,
  { plan, found, request }: LocatedRequest,
  value: JsonValue | undefined,
): string | undefined {
  const resource = resourceOf(spec, { plan });
  if (resource?.item === undefined || resource.idParameter === undefined || !isJsonObject(value)) return undefined;
  const id = value[resource.idProperty];
  if (id === undefined || id === null || typeof id === 'object') return undefined;
  const { template } = resource.item;
  if (template.source === `${plan?.operation.template.source}/{${resource.idParameter}}`) {
    return `${request.path}/${encodeSegment(String(id))}`;
  }
  const known = found?.match.kind === 'found' ? Object.fromEntries(found.match.parameters) : {};
  const values: Record<string, string> = { ...known, [resource.idParameter]: String(id) };
  return template.parameterNames.every((name) => values[name])
    ? (found?.basePath ?? '') + expandPath(template, values)
    : undefined;
}

function documentedLocation({ schemas }: Spec, response: ResponseSpec | undefined): string | undefined {
  const header = response?.headers.find(({ name }) => name.toLowerCase() === 'location');
  if (header === undefined) return undefined;
  const { example } = valueAt(schemas.document, header.pointer) as JsonObject;
  return typeof example === 'string' ? example : undefined;
}

/**
 * Puts the id that was asked for into the body of an item.
 *
 * @returns the same value where the path names no item, or the schema allows no other
 */
export function withTrueId(value: JsonValue, mediaType: MediaTypeSpec, target: LocatedRequest, spec: Spec): JsonValue {
  const resource = resourceOf(spec, target);
  const match = target.found?.match;
  if (resource?.idParameter === undefined || match?.kind !== 'found' || !isJsonObject(value)) return value;
  const asked = match.parameters.get(resource.idParameter);
  const own = value[resource.idProperty];
  if (asked === undefined || own === undefined) return value;
  const id = typeof own === 'number' ? Number(asked) : asked;
  return ifValid({ ...value, [resource.idProperty]: id }, value, mediaType, spec);
}

/** The resource on which the operation that was asked for plays a role. */
export function resourceOf(spec: Spec, { plan }: Pick<LocatedRequest, 'plan'>): Resource | undefined {
  return plan && roleOf(spec, plan.operation)?.resource;
}

function ifValid(changed: JsonValue, value: JsonValue, { schema }: MediaTypeSpec, { schemas }: Spec): JsonValue {
  if (schema === undefined) return changed;
  return schemas.validator(schema, 'response')(changed).length === 0 ? changed : value;
}
