import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { mutations } from '../../json-schema/mutate/mutations';
import type { Mutation } from '../../json-schema/mutate/value-rules';
import type { Operation, Spec } from '../../openapi/model/model';
import { encodeParameter } from '../../openapi/parameters/encode-parameter';
import type { QueryPair, RequestParts } from '../exchange/build-request';
import { jsonBody } from '../exchange/build-request';
import type { ExpectedViolation } from '../exchange/expectation';
import { INSTEAD_OF_400_FOR_PATH_PARAMETER } from '../exchange/tolerances';
import type { CaseKind, PlannedCase } from '../steps/context/case';
import { sendForOperation } from '../steps/records/send-for-operation';
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
  const base = schema === undefined ? undefined : validValue(spec, schema, seed, 'combined');
  if (schema === undefined || !isJsonObject(base)) return [];
  const byProperty = new Map<string, Mutation[]>();
  for (const mutation of mutations(spec.schemas, schema, base, 'request')) {
    const [name] = mutation.path;
    if (typeof name === 'string') byProperty.set(name, [...(byProperty.get(name) ?? []), mutation]);
  }
  for (const [name, choices] of byProperty) byProperty.set(name, keywordsInTurn(choices));
  const bodies: JsonObject[] = [{}];
  for (let turn = 0; turn < COMBINATIONS; turn += 1) {
    const body: JsonObject = { ...base };
    for (const [name, choices] of byProperty) applyTo(body, name, choices[turn % choices.length]);
    bodies.push(body);
  }
  return bodies;
}

// Every turn breaks another keyword, as far as there are several.
function keywordsInTurn(choices: readonly Mutation[]): Mutation[] {
  const turns = new Map<string, number>();
  const ranked = choices.map((mutation) => {
    const turn = turns.get(mutation.keyword) ?? 0;
    turns.set(mutation.keyword, turn + 1);
    return { mutation, turn };
  });
  return ranked.sort((one, other) => one.turn - other.turn).map(({ mutation }) => mutation);
}

function applyTo(body: JsonObject, name: string, mutation: Mutation | undefined): void {
  if (mutation === undefined || !isJsonObject(mutation.value)) return;
  const value: JsonValue | undefined = Object.hasOwn(mutation.value, name) ? mutation.value[name] : undefined;
  if (value === undefined) delete body[name];
  else body[name] = value;
}

function brokenQueries(spec: Spec, operation: Operation, seed: number): (readonly QueryPair[])[] {
  const choices = operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => {
      const base = validValue(spec, parameter.schema, seed, 'combined');
      return keywordsInTurn(mutations(spec.schemas, parameter.schema, base, 'request'))
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
      const base = validValue(spec, parameter.schema, seed, 'combined');
      return mutations(spec.schemas, parameter.schema, base, 'request')
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
