import type { JsonValue } from '../../json-schema/model/json-schema';
import { createRandom } from '../../json-schema/model/random';
import type { LocatedSchema, Schemas, SchemaViolation } from '../../json-schema/model/schemas';
import { mutations } from '../../json-schema/mutate/mutations';
import type { Mutation } from '../../json-schema/mutate/value-rules';
import { SampleError } from '../../json-schema/sample/generation';
import { sample } from '../../json-schema/sample/sample';
import type { Operation, Parameter } from '../../openapi/model/model';
import { jsonMediaType } from '../../openapi/operations/responses';
import { partOf, type RequestViolation } from '../messages/message';

/** At most so many properties of the body, and so many parameters, are at fault. */
const MOST = 2;

/** Keywords that clients break, the likeliest first; other keywords come after these. */
const LIKELY = [
  ...['format', 'maxLength', 'pattern', 'enum', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['minLength', 'required', 'minItems', 'maxItems', 'multipleOf', 'type'],
];

/**
 * Finds violations that a client might commit against an operation: of its own constraints, as its own validator tells them.
 *
 * @returns an empty list when the operation has no constraint that can be broken
 */
export function plausibleViolations(schemas: Schemas, operation: Operation): RequestViolation[] {
  return [...bodyFaults(schemas, operation), ...parameterFaults(schemas, operation)];
}

function bodyFaults(schemas: Schemas, { body }: Operation): RequestViolation[] {
  const mediaType = jsonMediaType(body?.mediaTypes ?? []);
  if (mediaType?.schema === undefined) return [];
  const faults = new Map<string | number, RequestViolation>();
  const all = brokenWays(schemas, mediaType.schema, mediaType.examples[0]?.value);
  // What is no object at all cannot be wrong in its properties as well.
  const inside = all.filter(({ path }) => path.length > 0);
  const candidates = inside.length > 0 ? inside : all;
  for (const { path, keyword, detail } of candidates) {
    const [property = ''] = path;
    if (faults.size < MOST && !faults.has(property))
      faults.set(property, { in: 'body', path, keyword, reason: detail });
  }
  return [...faults.values()];
}

function parameterFaults(schemas: Schemas, { parameters }: Operation): RequestViolation[] {
  const order = ['query', 'path', 'header', 'cookie'];
  const sorted = [...parameters].sort((a, b) => order.indexOf(a.in) - order.indexOf(b.in));
  const faults = sorted.flatMap((parameter) => parameterFault(schemas, parameter) ?? []);
  // A path says too little to be blamed beside a query.
  return faults.filter(({ in: part }) => part === faults[0]!.in).slice(0, MOST);
}

function parameterFault(schemas: Schemas, parameter: Parameter): RequestViolation | undefined {
  const [fault] = brokenWays(schemas, parameter.schema, parameter.examples[0]?.value);
  if (fault === undefined) return undefined;
  const { path, keyword, detail } = fault;
  return { in: partOf(parameter.in), path: [parameter.name, ...path], keyword, reason: detail };
}

/** The violations of a valid value broken in one way each, the likeliest first. */
function brokenWays(schemas: Schemas, schema: LocatedSchema, example: JsonValue | undefined): SchemaViolation[] {
  const validate = schemas.validator(schema, 'request');
  try {
    const base = example !== undefined && validate(example).length === 0 ? example : sampleOf(schemas, schema);
    const likeliest = mutations(schemas, schema, base, 'request').sort((a, b) => rank(a) - rank(b));
    return likeliest.flatMap(({ value }) => validate(value).slice(0, 1));
  } catch (error) {
    // A schema without any valid value has no slightly wrong ones, either.
    if (error instanceof SampleError) return [];
    throw error;
  }
}

function sampleOf(schemas: Schemas, schema: LocatedSchema): JsonValue {
  const randomAt = (path: readonly (string | number)[]) => createRandom(schema.pointer, ...path);
  return sample(schemas, schema, { direction: 'request', optional: 'all', randomAt });
}

function rank({ keyword, path }: Mutation): number {
  const place = LIKELY.indexOf(keyword);
  return (place === -1 ? LIKELY.length : place) + path.length * 100;
}
