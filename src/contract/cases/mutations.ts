import { formatPropertyPath } from '../../json-schema/model/pointer';
import { mutations as mutate } from '../../json-schema/mutate/mutations';
import type { Mutation } from '../../json-schema/mutate/value-rules';
import type { Operation, Parameter, Spec } from '../../openapi/model/model';
import { encodeParameter } from '../../openapi/parameters/encode-parameter';
import type { QueryPair, RequestParts } from '../exchange/build-request';
import { jsonBody } from '../exchange/build-request';
import type { ExpectedViolation } from '../exchange/expectation';
import { INSTEAD_OF_400_FOR_PATH_PARAMETER, insteadForLength, isAtEdgeOfInt64 } from '../exchange/tolerances';
import type { CaseKind, PlannedCase } from '../steps/context/case';
import { sendForOperation } from '../steps/records/send-for-operation';
import { brokenValues } from '../steps/requests/changes';
import { LARGEST_ID, unknownId } from '../steps/requests/fresh-id';
import { bodyViolations, parameterViolations } from '../steps/requests/rejection';
import { validValue } from '../steps/requests/valid-request';

/** Texts that no number is written as, in a query or a path; readers that are careless take the number that they begin with. */
function notNumbers(number: number): readonly (readonly [label: string, text: string])[] {
  return [
    ['a word', 'abc'],
    ['the word null', 'null'],
    ['a number and a word', `${number}x`],
    ['two numbers', `${number},2`],
  ];
}

const NOTHING = ['nothing', ''] as const;

/** Words that programs write where they have no value; whether they are wrong is for the schema to say. */
const NOT_TEXT: ReturnType<typeof notNumbers> = [
  ['the word null', 'null'],
  ['the word undefined', 'undefined'],
];

/** Each constraint broken alone, in the body, the query and the path, is rejected with the violation that names it. */
export const mutations: CaseKind = {
  name: 'mutations',
  *plan({ spec, seed }) {
    for (const operation of spec.operations) {
      yield* bodyCases(spec, operation, seed);
      for (const parameter of operation.parameters) {
        if (parameter.in === 'query' || parameter.in === 'path')
          yield* parameterCases(spec, operation, parameter, seed);
      }
    }
  },
};

function* bodyCases(spec: Spec, operation: Operation, seed: number): Iterable<PlannedCase> {
  const schema = jsonBody(operation)?.schema;
  if (schema === undefined) return;
  for (const mutation of brokenValues(spec, schema, seed)) {
    const violations = bodyViolations(spec, schema, mutation.value);
    const because = `${formatPropertyPath(mutation.path) || 'the body'}: ${mutation.label}`;
    if (violations !== undefined)
      yield rejectionCase(operation, because, mutation.pointer, { json: mutation.value }, violations, {
        in: 'body',
        path: mutation.path,
      });
  }
}

function* parameterCases(spec: Spec, operation: Operation, parameter: Parameter, seed: number): Iterable<PlannedCase> {
  const sent = new Set<string>();
  for (const { label, pairs, pointer } of invalidPairs(spec, operation, parameter, seed)) {
    const parts: RequestParts =
      parameter.in === 'query' ? { query: pairs } : { path: { [parameter.name]: pairs[0]?.[1] ?? '' } };
    const text = JSON.stringify(pairs);
    // An empty path segment makes another path; a text that was sent proves nothing more.
    if (sent.has(text) || (parameter.in === 'path' && pairs.some(([, value]) => value === ''))) continue;
    if (isWritten(operation, parameter) && pairs.some(([, value]) => mayNameAnother(value))) continue;
    sent.add(text);
    const or = insteadForLength(pairs.map(([, value]) => value));
    if (or === undefined || pairs.some(([, value]) => isAtEdgeOfInt64(value))) continue;
    const violations = parameterViolations(spec, operation, parts);
    if (violations === undefined) continue;
    const exercises = { in: parameter.in, path: [parameter.name] };
    yield rejectionCase(operation, `${parameter.name}: ${label}`, pointer, parts, violations, exercises, or);
  }
}

interface InvalidPairs {
  readonly label: string;
  readonly pairs: readonly QueryPair[];
  readonly pointer: string;
}

function* invalidPairs(spec: Spec, operation: Operation, parameter: Parameter, seed: number): Iterable<InvalidPairs> {
  const base = baseOf(spec, operation, parameter, seed);
  for (const { label, value, pointer } of safeMutations(spec, parameter, base)) {
    yield { label, pairs: encodeParameter(parameter, value), pointer };
  }
  const texts = typeof base === 'number' ? [...notNumbers(parameter.in === 'path' ? base : 1), NOTHING] : NOT_TEXT;
  for (const [label, text] of texts) {
    yield { label, pairs: [[parameter.name, text]], pointer: parameter.schema.pointer };
  }
}

// A target may read `7x` and `7.5` as 7, and -1 as the last one: where something is written, that must be the id of nothing.
function isWritten({ method }: Operation, parameter: Parameter): boolean {
  return parameter.in === 'path' && method !== 'get';
}

function mayNameAnother(text: string): boolean {
  return /^[-+]?\d/.test(text) && Math.abs(Number.parseInt(text, 10)) < LARGEST_ID - 100_000;
}

function baseOf(spec: Spec, operation: Operation, parameter: Parameter, seed: number): Mutation['value'] {
  const value = validValue(spec, parameter.schema, seed, 'mutations');
  if (!isWritten(operation, parameter) || typeof value !== 'number') return value;
  return Number(unknownId(spec, { idParameter: parameter.name }, operation, seed, 'mutations') ?? value);
}

// Values that a parameter cannot carry (an array where a text is asked for) say nothing about it.
function safeMutations(spec: Spec, parameter: Parameter, base: Mutation['value']): readonly Mutation[] {
  return mutate(spec.schemas, parameter.schema, base, 'request').filter(
    ({ value }) => parameter.json || (value !== null && (typeof value !== 'object' || typeof base === 'object')),
  );
}

function rejectionCase(
  operation: Operation,
  because: string,
  pointer: string,
  parts: RequestParts,
  violations: readonly ExpectedViolation[],
  exercises: NonNullable<PlannedCase['exercises']>,
  orForLength: readonly number[] = [],
): PlannedCase {
  const inPath = violations.some((violation) => violation.in === 'path');
  const or = [...(inPath ? INSTEAD_OF_400_FOR_PATH_PARAMETER : []), ...orForLength];
  return {
    title: `${because} is rejected`,
    operation,
    pointer,
    exercises,
    writes: operation.method !== 'get',
    exclusive: false,
    run: async (context) => {
      await sendForOperation(context, operation, {
        parts,
        expectation: { kind: 'rejection', violations, because, or },
        subject: exercises.in === 'body' ? exercises.path : [],
        shared: true,
      });
    },
  };
}
