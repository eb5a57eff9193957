import type { JsonObject } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Mutation } from '../../json-schema/mutate/value-rules';
import type { Operation, Spec } from '../../openapi/model/model';
import { encodeParameter } from '../../openapi/parameters/encode-parameter';
import { roleOf } from '../../openapi/resources/role-of';
import type { QueryPair, RequestParts } from '../exchange/build-request';
import { jsonBody } from '../exchange/build-request';
import type { ExpectedViolation } from '../exchange/expectation';
import { INSTEAD_OF_400_FOR_PATH_PARAMETER } from '../exchange/tolerances';
import type { CaseKind, PlannedCase } from '../steps/context/case';
import { sendForOperation } from '../steps/records/send-for-operation';
import { brokenValues, changeOf, changesByName, withChanges } from '../steps/requests/changes';
import { itemInBody, wrapItem } from '../steps/requests/item-in-body';
import { bodyViolations, parameterViolations } from '../steps/requests/rejection';
import { validValue } from '../steps/requests/valid-request';

/** Combinations that are made of the faults of one operation. */
const COMBINATIONS = 6;

/** A request with several faults, in several of its parts, is rejected with a violation for each of them at once. */
export const combinedFaults: CaseKind = {
  name: 'combined-faults',
  *plan({ spec, seed }) {
    for (const operation of spec.operations) {
      const bodies = brokenBodies(spec, operation, seed);
      const queries = brokenQueries(spec, operation, seed);
      const paths = brokenPaths(spec, operation, seed);
      for (const body of bodies) yield* combinedCase(spec, operation, 'faults in the body', { json: body });
      for (const query of queries) yield* combinedCase(spec, operation, 'faults in the query', { query });
      const [body, query, path] = [bodies[0], queries[0], paths[0]];
      const parts = { ...(body && { json: body }), ...(query && { query }), ...(path && { path }) };
      if (Object.keys(parts).length > 1) yield* combinedCase(spec, operation, 'faults everywhere', parts);
    }
  },
};

// The first body lacks everything; each further one breaks every property in another way.
function brokenBodies(spec: Spec, operation: Operation, seed: number): JsonObject[] {
  const schema = jsonBody(operation)?.schema;
  const place = roleOf(spec, operation);
  const base = schema === undefined ? undefined : validValue(spec, schema, seed, 'mutations');
  const item = place === undefined ? base : itemInBody(place.resource, place.role, base);
  if (schema === undefined || !isJsonObject(item)) return [];
  const changes = brokenValues(spec, schema, seed).flatMap((mutation) => {
    const change = changeOf(spec, operation, mutation);
    return change === undefined ? [] : [{ ...change, keyword: mutation.keyword }];
  });
  const byProperty = changesByName(changes).map(keywordsInTurn);
  const bodies: JsonObject[] = [{}];
  for (let turn = 0; turn < COMBINATIONS; turn += 1) {
    const chosen = byProperty.map((choices) => choices[turn % choices.length]!);
    bodies.push(wrapItem(spec, operation, withChanges(item, chosen)));
  }
  return bodies;
}

// Every turn breaks another keyword, as far as there are several.
function keywordsInTurn<Broken extends Pick<Mutation, 'keyword'>>(choices: readonly Broken[]): Broken[] {
  const turns = new Map<string, number>();
  const ranked = choices.map((choice) => {
    const turn = turns.get(choice.keyword) ?? 0;
    turns.set(choice.keyword, turn + 1);
    return { choice, turn };
  });
  return ranked.sort((one, other) => one.turn - other.turn).map(({ choice }) => choice);
}

function brokenQueries(spec: Spec, operation: Operation, seed: number): (readonly QueryPair[])[] {
  const choices = operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => {
      return keywordsInTurn(brokenValues(spec, parameter.schema, seed))
        .filter(({ value }) => value !== null && typeof value !== 'object' && value !== '')
        .map(({ value }) => encodeParameter(parameter, value))
        .filter((query) => parameterViolations(spec, operation, { query }) !== undefined);
    })
    .filter((pairs) => pairs.length > 0);
  if (choices.length < 2) return [];
  return [0, 1, 2].map((turn) => choices.flatMap((pairs) => pairs[turn % pairs.length] ?? []));
}

function brokenPaths(spec: Spec, operation: Operation, seed: number): Record<string, string>[] {
  return operation.parameters
    .filter((parameter) => parameter.in === 'path')
    .flatMap((parameter) => {
      return brokenValues(spec, parameter.schema, seed)
        .filter(({ value }) => typeof value === 'string' && /^[\w-]+$/.test(value))
        .map(({ value }) => ({ [parameter.name]: String(value) }));
    });
}

function* combinedCase(spec: Spec, operation: Operation, what: string, parts: RequestParts): Iterable<PlannedCase> {
  const schema = jsonBody(operation)?.schema;
  const inBody = parts.json === undefined || schema === undefined ? [] : bodyViolations(spec, schema, parts.json);
  if (inBody === undefined) return;
  const violations: ExpectedViolation[] = [...inBody, ...(parameterViolations(spec, operation, parts) ?? [])];
  if (violations.length < 2) return;
  const because = `${violations.length} ${what}: ${violations.map(({ path, keyword }) => `${path.join('.')} (${keyword})`).join(', ')}`;
  yield {
    title: `${because} are rejected at once`,
    operation,
    pointer: operation.pointer,
    writes: operation.method !== 'get',
    exclusive: false,
    run: async (context) => {
      const or = violations.some(({ in: place }) => place === 'path') ? INSTEAD_OF_400_FOR_PATH_PARAMETER : [];
      // What is wrong on purpose stays as it is, also on a target that checks references.
      const expectation = { kind: 'rejection', violations, because, or } as const;
      await sendForOperation(context, operation, { parts, expectation, shared: true, verbatim: true });
    },
  };
}
