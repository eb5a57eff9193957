import type { JsonObject } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { Operation, PathEntry } from '../../../openapi/model/model';
import { expandPath } from '../../../openapi/operations/path-template';
import { encodeParameter } from '../../../openapi/parameters/encode-parameter';
import { type OperationRole, roleOf } from '../../../openapi/resources/role-of';
import type { RequestParts } from '../../exchange/build-request';
import { jsonBody } from '../../exchange/build-request';
import type { Exchange } from '../../exchange/exchange';
import type { Expectation } from '../../exchange/expectation';
import type { CaseContext, PlannedCase } from '../context/case';
import { Blocked, type CreatedRecord } from '../context/case';
import { uniqueItem } from '../requests/fresh-id';
import { bodyWithItem, isOnItem, itemInBody } from '../requests/item-in-body';
import { validRequest, validValue } from '../requests/valid-request';
import { isReferenceName } from './existing-ids';
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
  const around = before?.path ?? (place === undefined ? {} : await context.parents(place.resource));
  // Only then is it known whether references have to be replaced.
  if (place !== undefined && jsonBody(operation) !== undefined) await context.checksReferences(place.resource);
  const valid = validRequest(context.spec, operation, context.seed, 'valid', { path: around });
  const given = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as RequestParts;
  const planned = { ...valid, ...given, path: { ...valid.path, ...parts.path } };
  const whole = place === undefined ? planned : withFreshId(context, place, operation, planned, request);
  const sent = request.verbatim === true ? whole : context.adapt(operation, whole, subject);
  const exchange = await context.send(operation, sent, await expectationOf(context, place, request));
  const created = place?.role === 'create' ? recordFrom(place.resource, around, exchange, bodyOf(sent)) : undefined;
  if (created !== undefined) context.keep(created);
  if (place?.role === 'remove' && before !== undefined && exchange.response.status < 300) context.forget(before);
  return { exchange, sent, before, created };
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

// The other records of a target are unknown, so on a target that checks them a value of a reference may be rejected.
async function expectationOf(
  context: CaseContext,
  place: OperationRole | undefined,
  { expectation, subject }: OperationRequest,
): Promise<Expectation> {
  const name = subject?.at(-1);
  if (expectation.kind !== 'success' || place === undefined || typeof name !== 'string') return expectation;
  if (!isReferenceName(name) || !(await context.checksReferences(place.resource))) return expectation;
  return { kind: 'open', because: `the target checks references: ${expectation.because}` };
}

function bodyOf({ json }: RequestParts): CreatedRecord['sent'] {
  return isJsonObject(json) ? json : undefined;
}

// Where clients make the ids, each create needs another one: the same again would be a conflict.
function withFreshId(
  context: CaseContext,
  { resource, role }: OperationRole,
  operation: Operation,
  parts: RequestParts,
  { expectation, subject = [] }: OperationRequest,
): RequestParts {
  const item = role === 'create' && expectation.kind === 'success' ? itemInBody(resource, role, parts.json) : undefined;
  if (
    !isJsonObject(item) ||
    !Object.hasOwn(item, resource.idProperty) ||
    (subject.at(-1) === resource.idProperty && subject.length <= 2)
  )
    return parts;
  const { json } = validRequest(context.spec, operation, context.seed, `id for ${expectation.because}`);
  const other = itemInBody(resource, role, json);
  const id = isJsonObject(other)
    ? uniqueItem(context.spec, resource, operation, other)[resource.idProperty]
    : undefined;
  if (id === undefined) return parts;
  return {
    ...parts,
    json: { ...(parts.json as JsonObject), ...bodyWithItem(resource, role, { ...item, [resource.idProperty]: id }) },
  };
}

/**
 * A path of an entry that leads to something that exists, for requests that no operation describes.
 *
 * @throws {@link Blocked} when a record is needed and there is none
 */
export async function pathFor(context: CaseContext, entry: PathEntry): Promise<string> {
  return expandPath(entry.template, await valuesFor(context, entry));
}

async function valuesFor(context: CaseContext, entry: PathEntry): Promise<Readonly<Record<string, string>>> {
  if (entry.template.parameterNames.length === 0) return {};
  for (const resource of context.spec.resources) {
    if (resource.item === entry) return (await context.record(resource, { mayBorrow: true })).path;
    if (resource.collection === entry) return context.parents(resource);
  }
  const parameters = [...entry.operations.values()].flatMap((operation) => operation.parameters);
  const values = entry.template.parameterNames.map((name) => {
    const parameter = parameters.find((each) => each.in === 'path' && each.name === name);
    if (parameter === undefined) throw new Blocked(`the path parameter {${name}} is not described`);
    const value = parameter.examples[0]?.value ?? validValue(context.spec, parameter.schema, context.seed, name);
    return [name, encodeParameter(parameter, value)[0]?.[1] ?? ''];
  });
  return Object.fromEntries(values);
}
