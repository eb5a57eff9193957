import type { JsonObject } from '../../../json-schema/json-schema';
import type { Operation, Resource, Role, Spec } from '../../../openapi/model';
import type { RequestParts } from '../../exchange/build-request';
import type { Exchange } from '../../exchange/exchange';
import type { Expectation } from '../../exchange/expectation';
import type { CaseContext } from '../context/case';
import { uniqueItem } from '../requests/fresh-id';
import { bodyWithItem, itemInBody } from '../requests/item-in-body';
import { jsonBody, validRequest } from '../requests/valid-request';
import { type CreatedRecord, isObject, recordFrom } from './record';
import { isReferenceName } from './references';

/** A request for an operation, whatever the operation needs around it. */
export interface OperationRequest {
  /** What the case is about; the rest of the request is made valid around it. */
  readonly parts: RequestParts;
  readonly expectation: Expectation;
  /** The body's property that the case is about: it is sent as it is, even on a target that checks references. */
  readonly subject?: readonly (string | number)[];
  /** True when the body is sent exactly as it is. */
  readonly verbatim?: boolean;
  /** True when the request is to be rejected, so that a record that others use will do. */
  readonly shared?: boolean;
}

/** What came of it. */
export interface OperationResult {
  readonly exchange: Exchange;
  /** The parts as they were sent. */
  readonly sent: RequestParts;
  /** The record it was sent for, as it was before; undefined on collections. */
  readonly before?: CreatedRecord;
  /** The record that it created. */
  readonly created?: CreatedRecord;
}

/**
 * Sends a request for any operation of the document: finds or makes the records that its path needs, fills in what is
 * required and not given, and keeps the books of what is created and removed.
 *
 * @throws {@link ./blocked.Blocked} when a record is needed and none is to be had
 */
export async function sendForOperation(
  context: CaseContext,
  operation: Operation,
  request: OperationRequest,
): Promise<OperationResult> {
  const place = placeOf(context.spec, operation);
  const { parts, subject } = request;
  const before = await recordFor(context, place, request);
  const around = before?.path ?? (place === undefined ? {} : await context.parents(place.resource));
  // Only then is it known whether references have to be replaced.
  if (place !== undefined && jsonBody(operation) !== undefined) await context.checksReferences(place.resource);
  const valid = validRequest(context.spec, operation, context.seed, 'valid', { path: around });
  const planned = { ...valid, ...parts, path: { ...valid.path, ...parts.path } };
  const whole = place === undefined ? planned : withFreshId(context, place, operation, planned, request);
  const sent = request.verbatim === true ? whole : context.adapt(operation, whole, subject);
  const exchange = await context.send(operation, sent, await expectationOf(context, place, request));
  const created = place?.role === 'create' ? recordFrom(place.resource, around, exchange, bodyOf(sent)) : undefined;
  if (created !== undefined) context.keep(created);
  if (place?.role === 'remove' && before !== undefined && exchange.response.status < 300) context.forget(before);
  return {
    exchange,
    sent,
    ...(before === undefined ? {} : { before }),
    ...(created === undefined ? {} : { created }),
  };
}

/** The part that an operation plays. */
export interface OperationPlace {
  readonly resource: Resource;
  readonly role: Role;
}

/** Finds the resource that an operation works on; undefined when it belongs to none. */
export function placeOf(spec: Spec, operation: Operation): OperationPlace | undefined {
  for (const resource of spec.resources) {
    for (const [role, each] of Object.entries(resource.roles)) {
      if (each.id === operation.id) return { resource, role: role as Role };
    }
  }
  return undefined;
}

/** Whether an operation's path leads to one record. */
export function isOnItem({ role }: OperationPlace): boolean {
  return role !== 'list' && role !== 'create';
}

async function recordFor(
  context: CaseContext,
  place: OperationPlace | undefined,
  { parts, shared }: OperationRequest,
): Promise<CreatedRecord | undefined> {
  if (place === undefined || !isOnItem(place)) return undefined;
  const { idParameter } = place.resource;
  // The case names a record of its own, which may not exist at all.
  if (idParameter !== undefined && parts.path?.[idParameter] !== undefined) return undefined;
  return context.record(place.resource, { mayBorrow: place.role === 'read', shared: shared === true });
}

// Nobody knows which other records exist, so on a target that checks them a value of a reference may be rejected.
async function expectationOf(
  context: CaseContext,
  place: OperationPlace | undefined,
  { expectation, subject }: OperationRequest,
): Promise<Expectation> {
  const name = subject?.at(-1);
  if (expectation.kind !== 'success' || place === undefined || typeof name !== 'string') return expectation;
  if (!isReferenceName(name) || !(await context.checksReferences(place.resource))) return expectation;
  return { kind: 'open', because: `the target checks references: ${expectation.because}` };
}

function bodyOf({ json }: RequestParts): CreatedRecord['sent'] {
  return isObject(json) ? json : undefined;
}

// Where clients make the ids, each create needs another one: the same again would be a conflict.
function withFreshId(
  context: CaseContext,
  { resource, role }: OperationPlace,
  operation: Operation,
  parts: RequestParts,
  { expectation, subject = [] }: OperationRequest,
): RequestParts {
  const item = role === 'create' && expectation.kind === 'success' ? itemInBody(resource, role, parts.json) : undefined;
  if (
    !isObject(item) ||
    !Object.hasOwn(item, resource.idProperty) ||
    (subject.at(-1) === resource.idProperty && subject.length <= 2)
  )
    return parts;
  const { json } = validRequest(context.spec, operation, context.seed, `id for ${expectation.because}`);
  const other = itemInBody(resource, role, json);
  const id = isObject(other) ? uniqueItem(context.spec, resource, operation, other)[resource.idProperty] : undefined;
  if (id === undefined) return parts;
  return {
    ...parts,
    json: { ...(parts.json as JsonObject), ...bodyWithItem(resource, role, { ...item, [resource.idProperty]: id }) },
  };
}
