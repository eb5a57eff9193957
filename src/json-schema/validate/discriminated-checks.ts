import type { CodeKeywordDefinition, ErrorObject, KeywordCxt, _ as template, ValidateFunction } from 'ajv';
import type { callRef } from 'ajv/dist/vocabularies/core/ref';
import { createDiscriminators, type Discriminator } from '../model/discriminator';
import type { JsonObject, JsonSchema, JsonValue } from '../model/json-schema';
import { isJsonObject } from '../model/json-value';

/** Gives the pointer of an object of the document; undefined for anything else. */
export type PointerOf = (part: object) => string | undefined;

/** A fault of a discriminating property. */
export interface TagFault {
  readonly property: string;
  readonly missing: boolean;
  /** The values that it may have. */
  readonly values: readonly string[];
}

/** The checks of schemas that a discriminator chooses among. */
export interface DiscriminatedChecks {
  /** The check of an object by the schema that its discriminating property stands for; undefined without a discriminator. */
  of(schema: JsonSchema): ValidateFunction | undefined;
  /** Wraps the check of a schema that is part of another one: there its discriminator chooses nothing. */
  asBase(check: ValidateFunction): ValidateFunction;
}

/**
 * Creates the checks of a document's discriminators: the schema that a value names decides alone, however much the branches
 * overlap (OpenAPI 3.1, section 4.8.25).
 *
 * @param checkAt - gives the compiled check of the schema at a pointer
 */
export function createDiscriminatedChecks(
  document: JsonObject,
  pointerOf: PointerOf,
  checkAt: (pointer: string) => ValidateFunction,
): DiscriminatedChecks {
  const readDiscriminator = createDiscriminators(document);
  /** The values that are being checked as children just now; their base finds them here. */
  const asChildren = new Set<unknown>();

  const of = (schema: JsonSchema): ValidateFunction | undefined => {
    const pointer = schema.discriminator === undefined ? undefined : pointerOf(schema);
    const discriminator = pointer === undefined ? undefined : readDiscriminator(schema, pointer);
    if (discriminator === undefined) return undefined;
    const { isBase } = discriminator;
    const check = ((value: JsonObject, context) => {
      if (isBase && asChildren.has(value)) return true;
      const { target, fault } = choose(discriminator, value);
      if (fault !== undefined) {
        check.errors = [tagError(fault, schema, value, context?.instancePath ?? '')];
        return false;
      }
      if (target === undefined || target === pointer) return true;
      const checkTarget = checkAt(target);
      const isValid = checkTarget(value, context);
      check.errors = checkTarget.errors ?? null;
      Object.assign(check, { evaluated: checkTarget.evaluated });
      return isValid;
    }) as ValidateFunction;
    check.evaluated = { dynamicProps: true, dynamicItems: true };
    return check;
  };

  const asBase = (check: ValidateFunction): ValidateFunction => {
    const guarded = ((value, context) => {
      const isOutermost = isJsonObject(value as JsonValue) && !asChildren.has(value);
      if (isOutermost) asChildren.add(value);
      try {
        const isValid = check(value, context);
        guarded.errors = check.errors ?? null;
        Object.assign(guarded, { evaluated: check.evaluated });
        return isValid;
      } finally {
        if (isOutermost) asChildren.delete(value);
      }
    }) as ValidateFunction;
    guarded.evaluated = check.evaluated;
    return guarded;
  };
  return { of, asBase };
}

function choose(
  { property, targets, values, fallback, isBase }: Discriminator,
  value: JsonObject,
): { readonly target?: string | undefined; readonly fault?: TagFault } {
  const missing = !Object.hasOwn(value, property);
  const tag = missing ? undefined : value[property];
  const target = (typeof tag === 'string' ? targets.get(tag) : undefined) ?? fallback;
  // A base has its own say about a property that is missing or no text.
  if (target !== undefined || (isBase && typeof tag !== 'string')) return { target };
  return { fault: { property, missing, values } };
}

function tagError(params: TagFault, schema: JsonSchema, data: JsonObject, instancePath: string): ErrorObject {
  const { discriminator } = schema;
  return {
    keyword: 'discriminator',
    instancePath,
    schemaPath: '',
    params,
    schema: discriminator,
    parentSchema: schema,
    data,
  };
}

/** Tools for writing code for keywords; the door to ajv hands them in. */
export interface CodeTools {
  readonly checkOf: DiscriminatedChecks['of'];
  readonly _: typeof template;
  readonly callRef: typeof callRef;
}

/** Makes `anyOf` or `oneOf` obey the discriminator beside it, where a value is an object. */
export function byDiscriminator(definition: CodeKeywordDefinition, tools: CodeTools): CodeKeywordDefinition {
  return {
    ...definition,
    code(cxt: KeywordCxt, ruleType) {
      const check = tools.checkOf(cxt.parentSchema as JsonSchema);
      if (check === undefined) definition.code(cxt, ruleType);
      else ifObject(tools, cxt, check, () => definition.code(cxt, ruleType));
    },
  };
}

/** Writes the check of a base schema that others extend; beside `anyOf` and `oneOf` those have done it. */
export function discriminatorCode(tools: CodeTools): (cxt: KeywordCxt) => void {
  return (cxt) => {
    const { anyOf, oneOf } = cxt.parentSchema as JsonSchema;
    const check = (oneOf ?? anyOf) === undefined ? tools.checkOf(cxt.parentSchema as JsonSchema) : undefined;
    if (check !== undefined) ifObject(tools, cxt, check);
  };
}

function ifObject(tools: CodeTools, cxt: KeywordCxt, check: ValidateFunction, otherwise?: () => void): void {
  const { _ } = tools;
  const { gen, data } = cxt;
  gen.if(
    _`${data} && typeof ${data} == "object" && !Array.isArray(${data})`,
    () => tools.callRef(cxt, gen.scopeValue('validate', { ref: check })),
    otherwise,
  );
}
