import type { Conjunction } from '../../json-schema/effective/conjunction';
import { isForeign, propertyNames, propertyOf } from '../../json-schema/effective/effective-children';
import { type EffectiveSchema, effectiveSchemas } from '../../json-schema/effective/effective-schema';
import { JSON_TYPES } from '../../json-schema/model/json-value';
import type { Direction, Schemas } from '../../json-schema/model/schemas';
import type { PageField } from './page-model';

/** A limit to taking a value apart; what is deeper, or comes when there is room no more, is edited as JSON. */
export interface FieldRoom {
  readonly depth: number;
  /** The most fields in all; counted down. */
  fields: number;
}

/** The room of a form: large documents have schemas that contain each other in every combination. */
export const formRoom = (): FieldRoom => ({ depth: 4, fields: 300 });

/** The room of a table: one column for each property. */
export const tableRoom = (): FieldRoom => ({ depth: 1, fields: Number.POSITIVE_INFINITY });

/** The source of a field. */
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
 * @param room - how far it is taken apart
 */
export function pageField(schemas: Schemas, source: FieldSource, direction: Direction, room: FieldRoom): PageField {
  const { name, conjunction, required } = source;
  const choices = effectiveSchemas(schemas, conjunction);
  const types = [...new Set(choices.flatMap((choice) => choice.types))];
  const valued = choices.filter((choice) => !isNull(choice));
  const only = valued.length === 1 ? valued[0] : undefined;
  const field: PageField = {
    name,
    required,
    types: types.length === JSON_TYPES.length ? [] : types,
    ...(isForeign(conjunction, schemas, 'request') && { readOnly: true }),
    ...annotationsOf(choices),
  };
  if (only === undefined) return field;
  return { ...field, ...constraintsOf(only), ...partsOf(schemas, only, direction, room) };
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
    description,
    default: withDefault?.default,
    example,
  };
}

function constraintsOf(effective: EffectiveSchema): Partial<PageField> {
  const { formats, values, limits } = effective;
  const told = limitsOf(effective);
  return {
    format: formats[0]?.value,
    values: values?.value,
    maxLength: limits.maxLength?.value,
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

function partsOf(schemas: Schemas, only: EffectiveSchema, direction: Direction, room: FieldRoom): Partial<PageField> {
  const kinds = only.types.filter((type) => type !== 'null');
  if (room.depth === 0 || kinds.length !== 1) return {};
  const partOf = (source: FieldSource): PageField => {
    const inner = { depth: room.depth - 1, fields: room.fields };
    const field = pageField(schemas, source, direction, inner);
    room.fields = inner.fields;
    return field;
  };
  if (kinds[0] === 'object') {
    const names = propertyNames(schemas, only, direction);
    if (names.length === 0 || names.length > room.fields) return {};
    room.fields -= names.length;
    return {
      fields: names.map((name) => {
        const { conjunction } = propertyOf(schemas, only, name);
        return partOf({ name, conjunction, required: only.required.has(name) });
      }),
    };
  }
  if (kinds[0] !== 'array') return {};
  const items = only.parts.flatMap((part) => schemas.below(part, 'items') ?? []);
  return items.length === 0 ? {} : { item: partOf({ name: '', conjunction: items, required: true }) };
}
