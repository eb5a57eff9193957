import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { isObject, type Json, type JsonObject, objectOf, resolve } from './open-document';

/** Finds what a value breaks of the schema at a place of the document; undefined when it fits or nothing can be said. */
export type SchemaJudge = (pointer: string, value: unknown) => string | undefined;

/** Keywords whose values are schemas, lists of them, or maps of them. */
const ONE = [
  'not',
  'if',
  'then',
  'else',
  'items',
  'contains',
  'additionalProperties',
  'propertyNames',
  'unevaluatedProperties',
];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const MAPS = ['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions'];
const NOT_SCHEMAS = new Set(['example', 'examples', 'default', 'enum', 'const', 'description']);

/**
 * Judges values by ajv, which knows nothing of OpenAPI: the document's schemas are written as JSON Schema 2020-12 first.
 *
 * @param side - of the exchange: what is only written is not required in an answer, what is only read not in a request
 */
export function createSchemaJudge(document: JsonObject, side: 'request' | 'answer'): SchemaJudge {
  const isOld = String(document.openapi ?? '3.0').startsWith('3.0');
  const written = rewrite(document, document, isOld, side);
  const ajv = new Ajv2020({
    ...{
      strict: false,
      logger: false,
      inlineRefs: false,
      validateSchema: false,
      addUsedSchema: false,
      multipleOfPrecision: 8,
    },
    code: { regExp: Object.assign(readPattern, { code: 'readPattern' }) },
  });
  addFormats(ajv);
  ajv.addSchema({ ...written, $id: 'document:' });
  const known = new Map<string, ReturnType<typeof ajv.compile> | undefined>();
  return (pointer, value) => {
    if (!known.has(pointer)) known.set(pointer, compile(pointer));
    const validate = known.get(pointer);
    if (validate === undefined || validate(value)) return undefined;
    const { instancePath, keyword, message } = validate.errors?.[0] ?? { instancePath: '', keyword: '', message: '' };
    return `${keyword}: ${instancePath || 'the body'} ${message}`;
  };

  function compile(pointer: string): ReturnType<typeof ajv.compile> | undefined {
    try {
      return ajv.compile({ $ref: `document:#${encodeURI(pointer).replaceAll('#', '%23')}` });
    } catch {
      return undefined;
    }
  }
}

/** A pattern that ECMA-262 cannot read allows everything. */
function readPattern(pattern: string): RegExp {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {}
  }
  return /(?:)/;
}

/** Copies what is no schema and rewrites every schema in it. */
function rewrite(document: JsonObject, node: Json, isOld: boolean, side: 'request' | 'answer', name = ''): JsonObject {
  const copied = (value: Json | undefined, key: string, parent: string): Json | undefined => {
    if (key === 'schema' || key === 'itemSchema' || parent === 'schemas') return schema(value);
    if (Array.isArray(value)) return value.map((each) => copied(each, '', key) as Json);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([inner]) => !NOT_SCHEMAS.has(inner) || parent === 'paths')
        .map(([inner, each]) => [inner, copied(each, inner, key)]),
    );
  };

  const schema = (value: Json | undefined): Json | undefined => {
    if (!isObject(value)) return value;
    if (isOld && typeof value.$ref === 'string') return { $ref: value.$ref };
    const {
      nullable,
      exclusiveMinimum,
      exclusiveMaximum,
      required,
      example: _e,
      examples: _s,
      $schema: _d,
      ...rest
    } = value;
    const made: JsonObject = { ...rest };
    delete made.$id;
    for (const key of ONE) if (key in made) made[key] = schema(made[key]);
    for (const key of LISTS) {
      const list = made[key];
      if (Array.isArray(list)) made[key] = list.map((each) => schema(each) as Json);
    }
    for (const key of MAPS) {
      const map = made[key];
      if (isObject(map)) made[key] = Object.fromEntries(Object.entries(map).map(([each, of]) => [each, schema(of)]));
    }
    if (Array.isArray(required)) {
      made.required = required.filter((each) => typeof each === 'string' && !isOneSided(value, each));
    }
    limit(made, 'minimum', 'exclusiveMinimum', exclusiveMinimum);
    limit(made, 'maximum', 'exclusiveMaximum', exclusiveMaximum);
    obeyDiscriminator(made);
    if (made.enum !== undefined && Array.isArray(made.enum) && made.enum.length === 0) delete made.enum;
    if (nullable !== true || !isOld || value.type === undefined) return made;
    return Array.isArray(made.enum) && !made.enum.includes(null)
      ? { ...made, enum: [...made.enum, null], type: [value.type as string, 'null'] }
      : { ...made, type: [value.type as string, 'null'] };
  };

  const isOneSided = (owner: JsonObject, property: string): boolean => {
    const own = objectOf(objectOf(owner.properties)[property]);
    const [, target] = resolve(document, '', own);
    const flag = side === 'request' ? 'readOnly' : 'writeOnly';
    return own[flag] === true || objectOf(target)[flag] === true;
  };
  return copied(node, name, '') as JsonObject;
}

/**
 * Writes a discriminator as JSON Schema: the branch that the tag names must hold. Branches often overlap, because all of them
 * allow any tag; a value of one of them is then a value of another one, too, which is the document's fault and none of the answer.
 */
function obeyDiscriminator(made: JsonObject): void {
  const { discriminator, oneOf } = made;
  if (!isObject(discriminator) || typeof discriminator.propertyName !== 'string' || !Array.isArray(oneOf)) return;
  const property = discriminator.propertyName;
  const pointers = oneOf.flatMap((branch) =>
    isObject(branch) && typeof branch.$ref === 'string' ? [branch.$ref] : [],
  );
  const mapped = Object.entries(objectOf(discriminator.mapping)).map(([tag, target]) => {
    const name = String(target);
    return [tag, name.startsWith('#') ? name : `#/components/schemas/${name}`] as const;
  });
  const named = pointers.map((pointer) => [pointer.split('/').at(-1) as string, pointer] as const);
  const tagged = [...named.filter(([, pointer]) => !mapped.some(([, other]) => other === pointer)), ...mapped];
  const conditions = tagged
    .filter(([, pointer]) => pointers.includes(pointer))
    .map(([tag, pointer]) => ({
      if: { required: [property], properties: { [property]: { const: tag } } },
      then: { $ref: pointer },
    }));
  delete made.oneOf;
  made.allOf = [...(Array.isArray(made.allOf) ? made.allOf : []), { anyOf: oneOf }, ...conditions];
}

/** Writes a limit of 3.0, where `exclusiveMinimum` is a flag, as 3.1 has it. */
function limit(made: JsonObject, plain: string, exclusive: string, value: Json | undefined): void {
  if (typeof value === 'number') made[exclusive] = value;
  if (value !== true) return;
  made[exclusive] = made[plain];
  delete made[plain];
}
