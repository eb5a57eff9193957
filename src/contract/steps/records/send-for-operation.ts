import type { JsonObject } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { Operation } from '../../../openapi/model/model';
import { type OperationRole, roleOf } from '../../../openapi/resources/role-of';
import type { RequestParts } from '../../exchange/build-request';
import { jsonBody } from '../../exchange/build-request';
import type { Exchange } from '../../exchange/exchange';
import type { Expectation } from '../../exchange/expectation';
import type { CaseContext, PlannedCase } from '../context/case';
import { Blocked, type CreatedRecord } from '../context/case';
import { distinctItem } from '../requests/distinct-item';
import { fittingPatch } from '../requests/fitting-patch';
import { bodyWithItem, isOnItem, isReferenceName, itemInBody, itemUnder } from '../requests/item-in-body';
import { showableBody } from '../requests/other-values';
import { validRequest } from '../requests/valid-request';
import { type FoundPath, isOnOwnRecord, pathValues, resourceAround } from './path-values';
import { recordFrom } from './record';

/** A request for an operation, whatever the operation needs around it. */
export interface OperationRequest {
  /** Subject of the case; the rest of the request is made valid around it. */
  readonly parts: RequestParts;
  readonly expectation: Expectation;
  /** The body's property that the case is about: it is sent as it is, even on a target that checks references. */
  readonly subject?: readonly (string | number)[];
  /** True when the body is sent exactly as it is. */
  readonly verbatim?: boolean;
  /** True when the texts of the body are sent as they are, although another record may have the same. */
  readonly asGiven?: boolean;
  /** True when the request is to be rejected, so that a record that others use will do. */
  readonly shared?: boolean;
}

/** Result of such a request. */
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
 * required and not given, and notes what is created and removed.
 *
 * @throws {@link Blocked} when a record is needed and there is none
 */
export async function sendForOperation(
  context: CaseContext,
  operation: Operation,
  request: OperationRequest,
): Promise<OperationResult> {
  const place = roleOf(context.spec, operation);
  const { parts, subject } = request;
  const before = await recordFor(context, place, request);
  const found = place === undefined ? await pathOutside(context, operation, request) : undefined;
  const around = found?.values ?? before?.path ?? (await context.parents(place!.resource));
  // Only then is it known whether references have to be replaced.
  if (place !== undefined && jsonBody(operation) !== undefined) await context.checksReferences(place.resource);
  // A body costs most of a request to make, and most cases bring one.
  const isBodyGiven = parts.json !== undefined || parts.bytes !== undefined;
  const valid = plainRequest(context, isBodyGiven ? { ...operation, body: undefined } : operation, around);
  const given = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as RequestParts;
  const planned = { ...valid, ...given, path: { ...valid.path, ...parts.path } };
  const adapted = request.verbatim === true ? planned : context.adapt(operation, planned, subject);
  const sent = place === undefined ? adapted : withIdentity(context, place, operation, adapted, request, before);
  const expected = await expectationOf(context, place, request);
  const expectation = found === undefined ? expected : withInvented(expected, found.invented);
  const exchange = await context.send(operation, sent, expectation);
  const made = place?.role === 'create' ? recordFrom(place.resource, around, exchange, bodyOf(sent)) : undefined;
  const created = made !== undefined && context.keep(made) ? made : undefined;
  if (place?.role === 'remove' && before !== undefined && exchange.response.status < 300) context.forget(before);
  return { exchange, sent, before, created };
}

function plainRequest(context: CaseContext, operation: Operation, path: RequestParts['path']): RequestParts {
  const { spec, seed } = context;
  const around = resourceAround(spec, operation.template);
  const valid = validRequest(spec, operation, seed, 'valid', { path });
  const patch = around === undefined ? undefined : fittingPatch(spec, operation, around, seed);
  return valid.json === undefined
    ? valid
    : { ...valid, json: patch ?? showableBody(spec, operation, valid.json, seed) };
}

/** Plans the case that sends a body to an operation and awaits what is expected of it. */
export function planBody(
  operation: Operation,
  title: string,
  partsFor: (context: CaseContext) => RequestParts,
  expectation: Expectation,
): PlannedCase {
  return {
    title,
    operation,
    pointer: operation.body?.pointer ?? operation.pointer,
    writes: true,
    exclusive: false,
    run: async (context) => {
      await sendForOperation(context, operation, { parts: partsFor(context), expectation });
    },
  };
}

async function recordFor(
  context: CaseContext,
  place: OperationRole | undefined,
  { parts, shared }: OperationRequest,
): Promise<CreatedRecord | undefined> {
  if (place === undefined || !isOnItem(place)) return undefined;
  const { idParameter } = place.resource;
  // The case names a record of its own, which may not exist at all.
  if (idParameter !== undefined && parts.path?.[idParameter] !== undefined) return undefined;
  return context.record(place.resource, { mayBorrow: place.role === 'read', shared: shared === true });
}

// What is not read only is written to nothing but the run's own records and what the document or the caller names.
async function pathOutside(
  context: CaseContext,
  operation: Operation,
  { parts, shared }: OperationRequest,
): Promise<FoundPath> {
  const { method, parameters, template } = operation;
  const isSafe = method === 'get';
  const options = { mayBorrow: isSafe, shared: shared === true };
  const found = await pathValues(context, template, parameters, options, parts.path);
  if (isSafe || found.invented.length === 0 || isOnOwnRecord(context.spec, template)) return found;
  const names = found.invented.map((name) => `{${name}}`).join(', ');
  throw new Blocked(
    `not tested: ${operation.id} writes to what ${names} names, of which nothing is known; ` +
      'give an example in the document, or an id with --ids FILE',
  );
}

// Nothing has to be there under a value that is made up.
function withInvented(expectation: Expectation, invented: readonly string[]): Expectation {
  if (invented.length === 0) return expectation;
  const because = `${invented.map((name) => `{${name}}`).join(', ')} may name nothing: ${expectation.because}`;
  if (expectation.kind === 'success') return { kind: 'open', because };
  if (expectation.kind === 'rejection') return { ...expectation, or: [...expectation.or, 404, 410] };
  if (expectation.kind === 'status') return { ...expectation, statuses: [...expectation.statuses, 404, 410] };
  return expectation;
}

// The other records of a target are unknown, so on a target that checks them a value of a reference may be rejected.
async function expectationOf(
  context: CaseContext,
  place: OperationRole | undefined,
  { expectation, subject }: OperationRequest,
): Promise<Expectation> {
  const name = subject?.at(-1);
  if (expectation.kind !== 'success' || place === undefined || typeof name !== 'string') return expectation;
  // A body with another id than the path's is for the target to refuse or not.
  if (isOnItem(place) && topLevelOf(place, subject ?? []) === place.resource.idProperty)
    return { kind: 'open', because: `the body has another id than the path: ${expectation.because}` };
  if (!isReferenceName(name) || !(await context.checksReferences(place.resource))) return expectation;
  return { kind: 'open', because: `the target checks references: ${expectation.because}` };
}

function bodyOf({ json }: RequestParts): CreatedRecord['sent'] {
  return isJsonObject(json) ? json : undefined;
}

// Each create needs another id and other texts: the same again would be a conflict. What is written to a record has its id.
function withIdentity(
  context: CaseContext,
  place: OperationRole,
  operation: Operation,
  parts: RequestParts,
  { expectation, subject = [], verbatim, asGiven }: OperationRequest,
  before: CreatedRecord | undefined,
): RequestParts {
  const { resource, role } = place;
  const { idProperty } = resource;
  const { spec } = context;
  const item = role === 'create' || isOnItem(place) ? itemInBody(resource, role, parts.json) : undefined;
  if (!isJsonObject(item)) return parts;
  const withItem = (other: JsonObject): RequestParts => {
    return { ...parts, json: { ...(parts.json as JsonObject), ...bodyWithItem(resource, role, other) } };
  };
  const about = topLevelOf(place, subject);
  const named = Object.hasOwn(item, idProperty) && about !== idProperty;
  if (role !== 'create') {
    const id =
      before === undefined ? parts.path?.[resource.idParameter ?? ''] : (before.value[idProperty] ?? before.id);
    const own = named && id !== undefined ? itemUnder(resource, item, id) : item;
    if (verbatim === true || asGiven === true || expectation.kind !== 'success') return withItem(own);
    return withItem(distinctItem(spec, place, operation, own, { except: about ?? idProperty }));
  }
  if (expectation.kind !== 'success') return parts;
  const { json } = named
    ? validRequest(spec, operation, context.seed, `id for ${expectation.because}`)
    : { json: undefined };
  const other = itemInBody(resource, role, json);
  const fresh =
    isJsonObject(other) && other[idProperty] !== undefined ? { ...item, [idProperty]: other[idProperty] } : item;
  if (verbatim !== true && asGiven !== true)
    return withItem(distinctItem(spec, place, operation, fresh, { except: about }));
  return named ? withItem(distinctItem(spec, place, operation, fresh, { only: [idProperty] })) : parts;
}

// The property of the item that a case is about, out of what wraps the item.
function topLevelOf({ resource, role }: OperationRole, subject: readonly (string | number)[]): string | undefined {
  const name = resource.wrappers[role]?.body === undefined ? subject[0] : subject[1];
  return typeof name === 'string' ? name : undefined;
}
