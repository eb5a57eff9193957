import type { Conjunction } from '../../json-schema/effective/conjunction';
import { propertyNames, propertyOf } from '../../json-schema/effective/effective-children';
import { type EffectiveSchema, effectiveSchemas, hasDoubtfulNull } from '../../json-schema/effective/effective-schema';
import { discriminatorOf } from '../../json-schema/model/discriminator';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';

/** Which parts of a value a schema speaks of. */
export interface ValueShape {
  /** One for each choice of `oneOf` and `anyOf` branches. */
  readonly variants: readonly Variant[];
}

/** The shape under one choice of branches. */
interface Variant {
  readonly parts: Conjunction;
  readonly properties: readonly PropertyShape[];
  /** The names that the schema knows, its properties of the other direction included. */
  readonly declared: ReadonlySet<string>;
  /** True when properties that it does not name are part of the value. */
  readonly isOpen: boolean;
  readonly items: ValueShape | undefined;
  /** Tells if a discriminator chooses this one for a value; undefined where none chooses. */
  readonly isFor?: ((value: JsonValue) => boolean) | undefined;
}

/** The shape of one property. */
export interface PropertyShape {
  readonly name: string;
  /** The schema to make a value from. */
  readonly schema: LocatedSchema;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly default: JsonValue | undefined;
  readonly readOnly: boolean;
  readonly shape: ValueShape | undefined;
}

/** Gives a value to a property that a value lacks; undefined leaves it out. `depth` is 0 at the value itself. */
export type FillIn = (property: PropertyShape, depth: number) => JsonValue | undefined;

/** The shapes of a document's schemas, each read once. */
export interface Shapes {
  /** The shape of a schema; undefined when its values have no parts. `writeOnly` properties are not in it when asked so. */
  of(schema: LocatedSchema, direction: 'request' | 'response'): ValueShape | undefined;
  /**
   * Copies the parts of a value that a shape speaks of, in the order of the document; others are dropped, unless the
   * schema is an open object, and so are `readOnly` properties of a request.
   */
  project(value: JsonValue, shape: ValueShape | undefined, fillIn: FillIn): JsonValue;
}

/** Creates the reader of shapes for a document. */
export function createShapes(schemas: Schemas): Shapes {
  const known = {
    request: new Map<string, ValueShape | undefined>(),
    response: new Map<string, ValueShape | undefined>(),
  };

  const shapeOf = (conjunction: Conjunction, direction: 'request' | 'response'): ValueShape | undefined => {
    const key = conjunction.map(({ pointer }) => pointer).join(' ');
    const cache = known[direction];
    if (!cache.has(key)) {
      // Entered before its properties are read, since a schema may contain itself.
      const variants: Variant[] = [];
      cache.set(key, { variants });
      for (const { parts, isFor } of alternativesOf(conjunction)) {
        const effective = effectiveSchemas(schemas, parts);
        variants.push(...effective.map((each) => ({ ...variantOf(each, direction), isFor: isFor ?? choiceOf(each) })));
      }
      if (variants.every(({ properties, items }) => properties.length === 0 && items === undefined)) {
        cache.set(key, undefined);
      }
    }
    return cache.get(key);
  };

  /** The schemas that extend a base, where its discriminator says of which of them a value is; else what was given. */
  const alternativesOf = (conjunction: Conjunction): { parts: Conjunction; isFor?: Variant['isFor'] }[] => {
    const [base, ...others] = conjunction;
    if (base === undefined || others.length > 0) return [{ parts: conjunction }];
    if (base.schema.$ref !== undefined) return alternativesOf([schemas.at(base.schema.$ref)]);
    const discriminator = discriminatorOf(schemas, base);
    if (!discriminator?.isBase) return [{ parts: conjunction }];
    const { property, targets } = discriminator;
    return [...new Set(targets.values())].map((target) => ({
      parts: [schemas.at(target)],
      isFor: (value) => isJsonObject(value) && targets.get(String(value[property])) === target,
    }));
  };

  /** The test for the branch that a discriminator beside it chooses. */
  const choiceOf = ({ parts }: EffectiveSchema): Variant['isFor'] => {
    const pointers = new Set(parts.map(({ pointer }) => pointer));
    const [chosen] = parts.flatMap((part) => discriminatorOf(schemas, part) ?? []);
    if (chosen === undefined) return undefined;
    const { property, targets } = chosen;
    return (value) => {
      const target = isJsonObject(value) ? targets.get(String(value[property])) : undefined;
      return target === undefined || pointers.has(schemas.at(target).pointer);
    };
  };

  const variantOf = (effective: EffectiveSchema, direction: 'request' | 'response'): Variant => {
    const { parts, types } = effective;
    const names = types.includes('object') ? propertyNames(schemas, effective, direction) : [];
    const declared = new Set(parts.flatMap(({ schema }) => Object.keys(schema.properties ?? {})));
    const properties = names.map((name) => propertyShape(effective, name, direction));
    const items = parts.flatMap((part) => schemas.below(part, 'items') ?? []);
    return {
      parts,
      properties,
      declared,
      isOpen: declared.size === 0 || parts.some(isExplicitlyOpen),
      items: types.includes('array') && items.length > 0 ? shapeOf(items, direction) : undefined,
    };
  };

  const propertyShape = (
    effective: EffectiveSchema,
    name: string,
    direction: 'request' | 'response',
  ): PropertyShape => {
    const { conjunction } = propertyOf(schemas, effective, name);
    const alternatives = effectiveSchemas(schemas, conjunction);
    const parts = [...conjunction, ...alternatives.flatMap((alternative) => alternative.parts)];
    return {
      name,
      schema: conjunction.find(({ schema }) => schema.enum ?? schema.const) ?? conjunction[0] ?? effective.parts[0]!,
      required: effective.required.has(name),
      nullable: alternatives.some(
        (each) => each.types.includes('null') && each.values?.value.includes(null) !== false && !hasDoubtfulNull(each),
      ),
      default: parts.find(({ schema }) => schema.default !== undefined)?.schema.default,
      readOnly: parts.some(({ schema }) => schema.readOnly === true),
      shape: conjunction.length === 0 ? undefined : shapeOf(conjunction, direction),
    };
  };

  const variantFor = ({ variants }: ValueShape, value: JsonValue): Variant | undefined => {
    if (variants.length < 2) return variants[0];
    const chosen = variants.some(({ isFor }) => isFor !== undefined)
      ? variants.filter(({ isFor }) => isFor?.(value) !== false)
      : variants;
    if (chosen.length === 1) return chosen[0];
    return chosen.find(({ parts }) => parts.every((part) => schemas.validator(part, 'request')(value).length === 0));
  };

  const project = (value: JsonValue, shape: ValueShape | undefined, fillIn: FillIn, depth: number): JsonValue => {
    if (shape === undefined || typeof value !== 'object' || value === null) return value;
    const variant = variantFor(shape, value);
    if (variant === undefined) return value;
    if (Array.isArray(value)) return value.map((item) => project(item, variant.items, fillIn, depth + 1));
    if (variant.properties.length === 0) return value;
    const result: JsonObject = {};
    for (const property of variant.properties) {
      const given = Object.hasOwn(value, property.name) ? value[property.name] : undefined;
      const part = given === undefined ? fillIn(property, depth) : project(given, property.shape, fillIn, depth + 1);
      if (part !== undefined) define(result, property.name, part);
    }
    if (variant.isOpen) {
      for (const name of Object.keys(value)) if (!variant.declared.has(name)) define(result, name, value[name]!);
    }
    return result;
  };

  return {
    of: (schema, direction) => shapeOf([schema], direction),
    project: (value, shape, fillIn) =>
      isJsonObject(value) || Array.isArray(value) ? project(value, shape, fillIn, 0) : value,
  };
}

/** `additionalProperties: true` says no more than its absence; a schema says that such properties mean something. */
function isExplicitlyOpen({ schema }: LocatedSchema): boolean {
  const { additionalProperties } = schema;
  if (schema.patternProperties !== undefined) return true;
  return typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0;
}

/** An assignment to `__proto__` would not make a property. */
function define(target: JsonObject, name: string, value: JsonValue): void {
  if (name === '__proto__')
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  else target[name] = value;
}
