import type { Conjunction } from '../../schema/conjunction';
import { isForeign, propertyNames, propertyOf } from '../../schema/effective-object';
import { type EffectiveSchema, effectiveSchemas } from '../../schema/effective-schema';
import type { Direction, Schemas } from '../../schema/schemas';
import type { PageField } from './page-model';

/** How deep a form shows objects in objects; what is deeper is edited as JSON. */
const MAX_DEPTH = 4;

/** What a field is made from. */
export interface FieldSource {
  readonly name: string;
  /** The schemas that the value must satisfy. */
  readonly conjunction: Conjunction;
  readonly required: boolean;
}

/**
 * Describes a value for a form or a table. Where a schema leaves a choice between objects, the value is edited as JSON: such a
 * field has neither `fields` nor `item`.
 *
 * @param direction - `request` leaves out what only the server may say
 */
export function pageField(schemas: Schemas, source: FieldSource, direction: Direction, depth = 0): PageField {
  const { name, conjunction, required } = source;
  const choices = effectiveSchemas(schemas, conjunction);
  const types = [...new Set(choices.flatMap((choice) => choice.types))];
  const valued = choices.filter((choice) => !isNull(choice));
  const only = valued.length === 1 ? valued[0] : undefined;
  const field: PageField = {
    name,
    required,
    types: types.length >= 7 ? [] : types,
    ...(isForeign(conjunction, schemas, 'request') && { readOnly: true }),
    ...annotationsOf(choices),
  };
  if (only === undefined) return field;
  return { ...field, ...constraintsOf(only), ...partsOf(schemas, only, direction, depth) };
}

function isNull({ types, values }: EffectiveSchema): boolean {
  return (types.length === 1 && types[0] === 'null') || (values?.value.every((value) => value === null) ?? false);
}

/** The outermost words about a value are those of its place, the inner ones those of its type. */
function annotationsOf(choices: readonly EffectiveSchema[]): Partial<PageField> {
  const schemas = choices.flatMap(({ parts }) => parts.map(({ schema }) => schema));
  const description = schemas.find((schema) => schema.description !== undefined)?.description;
  const withDefault = schemas.find((schema) => schema.default !== undefined);
  const example = schemas.map((schema) => schema.example ?? schema.examples?.[0]).find((value) => value !== undefined);
  return {
    ...(description !== undefined && { description }),
    ...(withDefault !== undefined && { default: withDefault.default }),
    ...(example !== undefined && { example }),
  };
}

function constraintsOf(effective: EffectiveSchema): Partial<PageField> {
  const { formats, values, limits } = effective;
  const told = limitsOf(effective);
  return {
    ...(formats[0] !== undefined && { format: formats[0].value }),
    ...(values !== undefined && { values: values.value }),
    ...(limits.maxLength !== undefined && { maxLength: limits.maxLength.value }),
    ...(told !== '' && { limits: told }),
  };
}

function limitsOf({ limits, patterns }: EffectiveSchema): string {
  const range = (low: number | undefined, high: number | undefined, unit: string): string[] => {
    if (low === undefined && high === undefined) return [];
    if (high === undefined) return low === 0 ? [] : [`at least ${low}${unit}`];
    return [low === undefined ? `at most ${high}${unit}` : `${low} to ${high}${unit}`];
  };
  return [
    ...range(limits.minLength?.value, limits.maxLength?.value, ' characters'),
    ...range(limits.minimum?.value, limits.maximum?.value, ''),
    ...(limits.exclusiveMinimum === undefined ? [] : [`more than ${limits.exclusiveMinimum.value}`]),
    ...(limits.exclusiveMaximum === undefined ? [] : [`less than ${limits.exclusiveMaximum.value}`]),
    ...range(limits.minItems?.value, limits.maxItems?.value, ' items'),
    ...patterns.map(({ value }) => value),
  ].join(', ');
}

function partsOf(schemas: Schemas, only: EffectiveSchema, direction: Direction, depth: number): Partial<PageField> {
  if (depth >= MAX_DEPTH) return {};
  const kinds = only.types.filter((type) => type !== 'null');
  if (kinds.length !== 1) return {};
  if (kinds[0] === 'object') {
    const fields = propertyNames(schemas, only, direction).map((name) => {
      const { conjunction } = propertyOf(schemas, only, name);
      return pageField(schemas, { name, conjunction, required: only.required.has(name) }, direction, depth + 1);
    });
    return fields.length === 0 ? {} : { fields };
  }
  if (kinds[0] !== 'array') return {};
  const items = only.parts.flatMap((part) => schemas.below(part, 'items') ?? []);
  if (items.length === 0) return {};
  return { item: pageField(schemas, { name: '', conjunction: items, required: true }, direction, depth + 1) };
}
