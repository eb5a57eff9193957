import type { Operation as PatchOperation } from 'rfc6902';
import { exactIntegers, joinExact } from '../../json-schema/model/exact-integers';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { SchemaViolation } from '../../json-schema/model/schemas';
import type { Operation } from '../../openapi/model/model';
import { mediaTypeName } from '../../openapi/operations/media-types';
import { isPatchList, isPatchOp, JSON_PATCH, takenSchema } from '../../openapi/resources/resource-roles';
import { bodyViolations } from '../messages/message';
import { createProblem, type Problem, violationsProblem } from '../problems/problems';
import { describeSuccess } from './documented-success';
import { findItem, unknownId } from './find-item';
import type { Handler, ResourceContext, ValidRequest } from './handler';
import { createItemMaker, describeItemBody, unfitBody } from './item-maker';
import { createRepresentation } from './representation';

/** Leaves the store's change without writing. */
class InvalidItem extends Error {
  constructor(readonly violations: readonly SchemaViolation[]) {
    super('The changed item is not valid.');
  }
}

/** Leaves it because the item is not what a JSON Patch expects. */
class FailedTest extends Error {
  override readonly name = 'FailedTest';
}

/** Makes the changed item; what the server fixes stays. */
type Change = (before: JsonObject, fixed: JsonObject) => JsonObject;

/** Carries out what a SCIM patch says, as violations where it cannot be. */
function scimPatched(patch: JsonValue | undefined, before: JsonObject, fixed: JsonObject): JsonObject {
  const { applyPatchOp, PatchFault } = require('./patch-op') as typeof import('./patch-op');
  try {
    return { ...applyPatchOp(before, patch), ...fixed };
  } catch (error) {
    if (!(error instanceof PatchFault)) throw error;
    const path = ['Operations', error.index, error.member];
    throw new InvalidItem([{ path, keyword: 'patchOp', detail: error.message, pointer: '' }]);
  }
}

/** Applies a JSON Patch (RFC 6902), whole or not at all; what the server fixes stays. */
function patched(operations: JsonValue | undefined, before: JsonObject, fixed: JsonObject): JsonObject {
  const { applyPatch } = require('rfc6902') as typeof import('rfc6902');
  const holder = { item: structuredClone(before) };
  const list = (operations as JsonObject[]).map((operation) => ({
    ...operation,
    path: `/item${String(operation.path ?? '')}`,
    ...(typeof operation.from === 'string' && { from: `/item${operation.from}` }),
  }));
  for (const [index, fault] of applyPatch(holder, list as unknown as PatchOperation[]).entries()) {
    if (fault === null) continue;
    const { op, path } = operations![index as never] as JsonObject;
    if (op === 'test') throw new FailedTest(`The item at ${String(path)} is not what the test of the patch says.`);
    const detail =
      fault.name === 'MissingError' ? 'must name a place that the item has' : 'must be a JSON Patch operation';
    throw new InvalidItem([{ path: [index, 'path'], keyword: 'jsonPatch', detail, pointer: '' }]);
  }
  return { ...holder.item, ...fixed };
}

const MERGE_PATCH = 'application/merge-patch+json';

/**
 * Names the objects of a patch that fit only where nothing of what was there before is left in them, as another branch of a `oneOf`
 * is meant. Only the media type of a merge patch promises that it is merged in at every depth.
 */
function mixedParts(patch: JsonValue | undefined, violations: () => readonly SchemaViolation[]): readonly string[] {
  const objects = Object.entries(isJsonObject(patch) ? patch : {}).filter(([, value]) => isJsonObject(value));
  if (objects.length === 0) return [];
  const names = new Set(violations().map(({ path: [name] }) => name));
  return objects.map(([name]) => name).filter((name) => names.has(name));
}

/**
 * Creates the handler that applies a JSON Merge Patch (RFC 7396), a JSON Patch (RFC 6902) or a SCIM patch (RFC 7644) to an
 * item; the result must be valid as a whole.
 */
export function createUpdateHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, parents, spec } = context;
  const { status, headers, schema, hasBody } = describeSuccess(operation, 'update', context);
  const itemBody = describeItemBody(context, operation, 'update');
  const maker = createItemMaker(context, resource, itemBody.schema);
  const represent = createRepresentation(context, resource, schema, resource.wrappers.update?.answer);
  const validate = spec.schemas.validator(resource.schema, 'response');
  const failedTest = operation.responses.some(({ status: other }) => /^4(?:09|XX)$/i.test(other))
    ? 'conflict'
    : 'malformed-body';

  const taken = takenSchema(operation);
  const takesOperations = isPatchList(spec.schemas, taken);
  const takesScim = isPatchOp(spec.schemas, taken);

  const changeOf = ({ message, body }: ValidRequest): Change | Problem => {
    const isPatchType = mediaTypeName(message.headers['content-type'] ?? '') === JSON_PATCH;
    if (Array.isArray(body) && (takesOperations || isPatchType)) return (...item) => patched(body, ...item);
    if (takesScim) return (...item) => scimPatched(body, ...item);
    const patch = itemBody.itemOf(body);
    const isMergePatch = mediaTypeName(message.headers['content-type'] ?? '') === MERGE_PATCH;
    return (
      unfitBody(patch) ??
      ((before, fixed) => {
        const merged = maker.patch(patch, { fixed, before });
        const mixed = isMergePatch ? [] : mixedParts(patch, () => validate(merged));
        if (mixed.length === 0) return merged;
        const rest = Object.entries(before).filter(([name]) => !mixed.includes(name));
        return maker.patch(patch, { fixed, before: Object.fromEntries(rest) });
      })
    );
  };

  return async (request) => {
    const change = changeOf(request);
    if (typeof change !== 'function') return change;
    const found = await findItem(context, request);
    if ('kind' in found) return found;
    try {
      const record = await request.session.store.update(resource.name, found.id, (current) => {
        const before: JsonObject = JSON.parse(current.json);
        const id = before[resource.idProperty] ?? current.id;
        const fixed = { ...parents.properties(request.parameters.path), [resource.idProperty]: id };
        const item = change(before, fixed);
        const violations = validate(item);
        if (violations.length > 0) throw new InvalidItem(violations);
        return codec.encode(item, current.keys, joinExact(exactIntegers(current.json), request.exact));
      });
      if (record === undefined) return unknownId(found.id);
      return hasBody ? { status, headers, body: represent(record.json), note: '' } : { status, headers, note: '' };
    } catch (error) {
      if (error instanceof FailedTest) return createProblem(failedTest, { detail: error.message });
      if (!(error instanceof InvalidItem)) throw error;
      return violationsProblem(bodyViolations(error.violations));
    }
  };
}
