import { isJsonObject } from '../../json-schema/model/json-value';
import type { Schemas, SchemaViolation } from '../../json-schema/model/schemas';
import type { Spec } from '../../openapi/model/model';
import { propertiesOf, schemaParts } from '../../openapi/model/schema-facts';
import { changeValidation } from '../changes/change-validation';
import type { FaultInjection } from '../changes/fault-injection';
import { bodySchemasOf, type DriftScope, scopesOf } from '../changes/scopes';
import { type BodyPlace, bodyPlaces, placeName, valuesAt } from './body-places';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

/** Keywords that can be forgotten without anything else taking their place. */
const KEYWORDS = [
  'enum',
  'const',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
] as const;

/** Formats that say nothing that JSON and the other keywords do not say. */
const IDLE_FORMATS = /^(u?int(8|16|32|64)|float|double|password|binary|byte)$/;

/** Each constraint of each body: not enforced, or enforced more strictly than the document says. */
export function bodyDrifts(spec: Spec): Drift[] {
  return scopesOf(spec).flatMap((scope) => defineDrifts('body', faultsOf(spec, scope)));
}

function* faultsOf(spec: Spec, scope: DriftScope): Iterable<DriftDefinition> {
  const bodies = bodySchemasOf(scope);
  const pointers = new Set(bodies.map(({ pointer }) => pointer));
  // A partial update is judged by what it results in, too.
  if (scope.resource?.roles.update !== undefined) pointers.add(scope.resource.schema.pointer);
  const places = new Map<string, BodyPlace>();
  for (const body of bodies) {
    for (const place of bodyPlaces(spec.schemas, body)) {
      const known = places.get(place.path);
      places.set(place.path, { ...place, required: place.required || known?.required === true });
    }
  }
  const isOpen = bodies.some((body) => {
    const parts = schemaParts(spec.schemas, body).map((part) => part.schema);
    const isClosed = parts.some((part) => part.additionalProperties === false || part.unevaluatedProperties === false);
    return !isClosed && parts.some((part) => part.properties !== undefined);
  });
  if (isOpen && bodies.length > 0) {
    const names = new Set(bodies.flatMap((body) => [...propertiesOf(spec.schemas, body).keys()]));
    const strict = changeValidation(pointers, (violations, body) => {
      const [surplus] = Object.keys(isJsonObject(body) ? body : {}).filter((name) => !names.has(name) && name !== 'id');
      if (violations.length > 0 || surplus === undefined) return violations;
      const pointer = bodies[0]?.pointer ?? '#';
      return [{ path: [surplus], keyword: 'additionalProperties', detail: 'is not known', pointer }];
    });
    yield [`${scope.prefix}body:undeclared-refused`, 'refuses members that are not declared', 'accepts-valid', strict];
  }
  for (const place of places.values()) {
    const name = `${scope.prefix}body.${place.path}`;
    yield* forgotten(name, place, pointers);
    for (const [what, title, isRefused] of stricterJudgements(spec.schemas, place)) {
      const shown = `rejects ${place.path} ${title}, although it is valid`;
      yield [`${name}.${what}`, shown, 'accepts-valid', refuse(pointers, place, isRefused)];
    }
  }
}

function* forgotten(name: string, place: BodyPlace, pointers: ReadonlySet<string>): Iterable<DriftDefinition> {
  const { keywords, path, required, nullable } = place;
  const drop = (forgets: (violation: SchemaViolation, value: unknown) => boolean): FaultInjection =>
    changeValidation(pointers, (violations, body) => {
      const here = violations.filter((violation) => placeName(violation.path) === path);
      const excused = here.filter((violation) => forgets(violation, valueNamedBy(body, violation)));
      if (excused.length === 0) return violations;
      // Who does not look at the type of a value does not look at what is in it either.
      const blind = excused.some(({ keyword }) => keyword === 'type');
      const below = (violation: SchemaViolation): boolean => `${placeName(violation.path)}.`.startsWith(`${path}.`);
      return violations.filter((violation) => !(blind ? below(violation) : excused.includes(violation)));
    });
  if (keywords.type !== undefined) {
    yield [
      `${name}.type:not-enforced`,
      `accepts ${path} of any type`,
      'rejects-invalid',
      drop(({ keyword }, value) => keyword === 'type' && value !== null),
    ];
  }
  if (!nullable) {
    const title = `accepts null for ${path}`;
    const blind = drop((_, value) => value === null);
    yield [`${name}.null:accepted`, title, 'rejects-invalid', blind];
  }
  if (required) {
    const title = `accepts a body without ${path}`;
    yield [`${name}.required:not-enforced`, title, 'rejects-invalid', drop(({ keyword }) => keyword === 'required')];
  }
  if (keywords.additionalProperties === false) {
    const blind = changeValidation(pointers, (violations) =>
      violations.filter(
        ({ keyword, path: at }) => keyword !== 'additionalProperties' || placeName(at.slice(0, -1)) !== path,
      ),
    );
    const title = `accepts properties in ${path} that it does not have`;
    yield [`${name}.additionalProperties:not-enforced`, title, 'rejects-invalid', blind];
  }
  for (const key of KEYWORDS) {
    const value = keywords[key];
    if (value === undefined || value === false || isIdle(key, value)) continue;
    const title = `accepts ${path} although it breaks ${key}`;
    yield [`${name}.${key}:not-enforced`, title, 'rejects-invalid', drop(({ keyword }) => keyword === key)];
  }
}

function isIdle(keyword: string, value: unknown): boolean {
  if (keyword === 'format') return IDLE_FORMATS.test(String(value));
  return /^min(Length|Items)$/.test(keyword) && value === 0;
}

function valueNamedBy(body: unknown, violation: SchemaViolation): unknown {
  const wanted = violation.path.join('.');
  return valuesAt(body, placeName(violation.path)).find(({ path }) => path.join('.') === wanted)?.value;
}

/** Adds a violation for values that are valid. */
function refuse(
  pointers: ReadonlySet<string>,
  { path, schema }: BodyPlace,
  isRefused: (value: unknown) => boolean,
): FaultInjection {
  return changeValidation(pointers, (violations, body) => {
    if (violations.length > 0) return violations;
    return valuesAt(body, path)
      .filter(({ value }) => isRefused(value))
      .map((found) => ({ path: found.path, keyword: 'drift', detail: 'is not accepted', pointer: schema.pointer }));
  });
}

/** A valid value that is taken for an invalid one. */
type StricterJudgement = readonly [what: string, title: string, isRefused: (value: unknown) => boolean];

/** Strings in formats that lazy expressions do not take. */
const FORMATS: Readonly<Record<string, readonly [what: string, title: string, pattern: RegExp]>> = {
  uuid: ['format:lower-case-only', 'in upper case', /[A-F]/],
  email: ['format:no-plus', 'with a plus sign', /\+/],
  'date-time': ['format:utc-only', 'with another offset than Z', /[+-]\d\d:\d\d$/],
  uri: ['format:no-query', 'with a query', /\?/],
};

/**
 * The ways in which a place is judged more strictly than the document says: one off at a boundary, or without a form of
 * a value that is easily forgotten.
 */
function* stricterJudgements(schemas: Schemas, place: BodyPlace): Iterable<StricterJudgement> {
  const { keywords, nullable, required, path, schema } = place;
  const { maxLength, minLength, maximum, minimum, maxItems, minItems, format, multipleOf } = keywords;
  const isValid = (value: unknown): boolean => schemas.validator(schema, 'request')(value).length === 0;
  const length = (value: unknown): number => (typeof value === 'string' ? [...value].length : Number.NaN);

  if (maxLength !== undefined) {
    yield ['maxLength:one-less', `with exactly ${maxLength} characters`, (value) => length(value) === maxLength];
  }
  if (minLength !== undefined && minLength > 0) {
    yield ['minLength:one-more', `with exactly ${minLength} characters`, (value) => length(value) === minLength];
  }
  if (isValid('') && keywords.enum === undefined) yield ['empty:rejected', 'when it is empty', (value) => value === ''];
  if (maximum !== undefined) yield ['maximum:exclusive', `of ${maximum}`, (value) => value === maximum];
  if (minimum !== undefined) yield ['minimum:exclusive', `of ${minimum}`, (value) => value === minimum];
  if (isValid(0) && minimum !== 0) yield ['zero:rejected', 'of 0', (value) => value === 0];
  if (isValid(false)) yield ['false:rejected', 'when it is false', (value) => value === false];
  if (maxItems !== undefined) {
    yield ['maxItems:one-less', `with ${maxItems} items`, (value) => Array.isArray(value) && value.length === maxItems];
  }
  if (minItems !== undefined && minItems > 0) {
    yield ['minItems:one-more', `with ${minItems} items`, (value) => Array.isArray(value) && value.length === minItems];
  }
  if (isValid([])) {
    yield ['empty:rejected', 'without items', (value) => Array.isArray(value) && value.length === 0];
  }
  if (multipleOf !== undefined && multipleOf < 1) {
    yield ['multipleOf:whole', 'with a fraction', (value) => typeof value === 'number' && !Number.isInteger(value)];
  }
  if (keywords.enum !== undefined && keywords.enum.length > 1) {
    const last = keywords.enum.filter((value) => value !== null).at(-1);
    yield ['enum:value-unknown', `of ${JSON.stringify(last)}`, (value) => value === last];
  }
  if (nullable) yield ['null:rejected', 'when it is null', (value) => value === null];
  if (!required && !path.endsWith('*'))
    yield ['required:surplus', 'when it is left out', (value) => value === undefined];
  const lazy = FORMATS[format ?? ''];
  if (lazy !== undefined) {
    yield [lazy[0], lazy[1], (value) => typeof value === 'string' && lazy[2].test(value)];
  }
}
