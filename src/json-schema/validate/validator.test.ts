import type { JsonObject, JsonSchema, JsonValue } from '../model/json-schema';
import { formatPropertyPath } from '../model/pointer';
import type { Direction } from '../model/schemas';
import { createSchemas } from './create-schemas';

/** `path keyword detail` of every violation of a value against one schema of a document. */
function violationsOf(
  schema: JsonSchema | boolean,
  value: unknown,
  definitions: Record<string, JsonSchema> = {},
  direction: Direction = 'request',
): string[] {
  const document = { openapi: '3.1.0', components: { schemas: { ...definitions, Root: schema } } };
  const schemas = createSchemas(document as unknown as JsonObject);
  const validate = schemas.validator(schemas.at('#/components/schemas/Root'), direction);
  return validate(value).map(({ path, keyword, detail }) => `${formatPropertyPath(path)} ${keyword}: ${detail}`);
}

describe('says what is wrong', () => {
  const cases: [JsonSchema, JsonValue, string][] = [
    [{ type: 'string' }, 1, 'type: must be a string'],
    [{ type: ['null', 'string'] }, 1, 'type: must be a string or null'],
    [{ type: ['integer', 'string', 'null'] }, true, 'type: must be a whole number, a string or null'],
    [{ type: 'integer' }, 1.5, 'type: must be a whole number'],
    [{ type: 'number' }, '1', 'type: must be a number'],
    [{ type: 'boolean' }, 'true', 'type: must be true or false'],
    [{ type: 'array' }, {}, 'type: must be a list'],
    [{ type: 'object' }, [], 'type: must be an object'],
    [{ maxLength: 1 }, 'ab', 'maxLength: must be at most 1 character'],
    [{ maxLength: 2 }, '😀😀😀', 'maxLength: must be at most 2 characters'],
    [{ minLength: 2 }, '😀', 'minLength: must be at least 2 characters'],
    [{ minimum: 0 }, -1, 'minimum: must be at least 0'],
    [{ maximum: 1000 }, 1001, 'maximum: must be at most 1000'],
    [{ exclusiveMinimum: 0 }, 0, 'exclusiveMinimum: must be greater than 0'],
    [{ exclusiveMaximum: 1 }, 1, 'exclusiveMaximum: must be less than 1'],
    [{ multipleOf: 0.01 }, 0.001, 'multipleOf: must be a multiple of 0.01'],
    [{ pattern: '^a$' }, 'b', 'pattern: must match the pattern ^a$'],
    [{ format: 'email' }, 'x', 'format: must be a valid e-mail address'],
    [{ format: 'uuid' }, 'x', 'format: must be a valid UUID'],
    [{ enum: ['a', 'b'] }, 'c', 'enum: must be one of: a, b'],
    [{ enum: [1, null] }, 2, 'enum: must be one of: 1, null'],
    [{ const: 'a' }, 'b', 'const: must be a'],
    [{ minItems: 1 }, [], 'minItems: must have at least 1 item'],
    [{ maxItems: 2 }, [1, 2, 3], 'maxItems: must have at most 2 items'],
    [{ uniqueItems: true }, [1, 1], 'uniqueItems: items must be unique'],
    [{ prefixItems: [{}], items: false }, [1, 2], 'items: has too many items'],
    [{ contains: { type: 'string' } }, [1], 'contains: must contain an item of the required kind'],
    [{ minProperties: 1 }, {}, 'minProperties: must have at least 1 property'],
    [{ maxProperties: 1 }, { a: 1, b: 2 }, 'maxProperties: must have at most 1 property'],
    [{ not: { type: 'string' } }, 'a', 'not: must not have a forbidden form'],
    [{ anyOf: [{ minimum: 5 }, { multipleOf: 2 }] }, 3, 'anyOf: must match at least one of the allowed alternatives'],
    [{ oneOf: [{ minimum: 1 }, { minimum: 2 }] }, 3, 'oneOf: must match exactly one of the allowed alternatives'],
  ];
  test.each(cases)('%j refuses %j: %s', (schema, value, expected) => {
    expect(violationsOf(schema, value)).toEqual([` ${expected}`]);
  });
});

describe('names the offending property', () => {
  const person: JsonSchema = {
    type: 'object',
    required: ['name', 'tags'],
    properties: { name: { type: 'string' }, tags: { type: 'array', items: { type: 'object', required: ['id'] } } },
    additionalProperties: false,
  };
  const cases: [string, JsonSchema, JsonValue, string[]][] = [
    ['missing', person, { tags: [] }, ['name required: is required']],
    ['missing in an item', person, { name: '', tags: [{ id: 1 }, {}] }, ['tags[1].id required: is required']],
    ['surplus', person, { name: '', tags: [], more: 1 }, ['more additionalProperties: is not allowed']],
    [
      'unevaluated',
      { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
      { a: 1, b: 2 },
      ['b unevaluatedProperties: is not allowed'],
    ],
    ['dependent', { dependentRequired: { a: ['b'] } }, { a: 1 }, ['b dependentRequired: is required']],
    [
      'badly named',
      { propertyNames: { pattern: '^[a-z]+$' } },
      { a: 1, B: 2 },
      ['B propertyNames: is not an allowed property name'],
    ],
    ['forbidden', { properties: { a: false } }, { a: 1 }, ['a not: is not allowed']],
    [
      'with slash and tilde',
      { properties: { 'a/b~c': { type: 'string' } } },
      { 'a/b~c': 1 },
      ['a/b~c type: must be a string'],
    ],
    ['called like an index', { properties: { 0: { type: 'string' } } }, { 0: 1 }, ['0 type: must be a string']],
    [
      'called like a method',
      { required: ['toString', '__proto__'] },
      {},
      ['toString required: is required', '__proto__ required: is required'],
    ],
  ];
  test.each(cases)('%s', (_, schema, value, expected) => {
    expect(violationsOf(schema, value)).toEqual(expected);
  });

  test('all at once, each once', () => {
    const schema: JsonSchema = { allOf: [person, { required: ['name'] }, { properties: { tags: { minItems: 1 } } }] };
    expect(violationsOf(schema, { tags: [], more: 1 })).toEqual([
      'name required: is required',
      'more additionalProperties: is not allowed',
      'tags minItems: must have at least 1 item',
    ]);
  });

  test('a wrong type hides what follows from it', () => {
    expect(violationsOf({ type: 'string', enum: ['a'], not: { type: 'number' } }, 1)).toEqual([
      ' type: must be a string',
    ]);
  });
});

describe('of alternatives', () => {
  const definitions: Record<string, JsonSchema> = {
    Cat: {
      type: 'object',
      required: ['kind', 'lives'],
      properties: { kind: { type: 'string' }, lives: { type: 'integer' } },
    },
    Dog: {
      type: 'object',
      required: ['kind', 'bark'],
      properties: { kind: { type: 'string' }, bark: { type: 'boolean' } },
    },
    Circle: { type: 'object', required: ['form'], properties: { form: { const: 'circle' }, radius: { minimum: 1 } } },
    Square: { type: 'object', required: ['form'], properties: { form: { const: 'square' }, side: { minimum: 1 } } },
    Text: { type: 'string', maxLength: 2 },
  };
  const cat = { $ref: '#/components/schemas/Cat' };
  const dog = { $ref: '#/components/schemas/Dog' };
  const pet: JsonSchema = { oneOf: [cat, dog], discriminator: { propertyName: 'kind' } };
  const mapped: JsonSchema = {
    oneOf: [cat, dog],
    discriminator: { propertyName: 'kind', mapping: { feline: cat.$ref, canine: 'Dog' } },
  };
  const shape: JsonSchema = {
    anyOf: [{ $ref: '#/components/schemas/Circle' }, { $ref: '#/components/schemas/Square' }],
  };
  const nullable: JsonSchema = { anyOf: [{ $ref: '#/components/schemas/Text' }, { type: 'null' }] };
  const cases: [string, JsonSchema, JsonValue, string[]][] = [
    ['nullable, wrong inside', nullable, 'abc', [' maxLength: must be at most 2 characters']],
    ['nullable, wrong type', nullable, 1, [' type: must be a string or null']],
    ['discriminated', pet, { kind: 'Dog', bark: 1 }, ['bark type: must be true or false']],
    ['discriminated, tag missing', pet, { bark: 1 }, ['kind required: is required']],
    ['discriminated, tag unknown', pet, { kind: 'Cow' }, ['kind enum: must be one of: Cat, Dog']],
    ['discriminated, tag of the wrong type', pet, { kind: 1 }, ['kind enum: must be one of: Cat, Dog']],
    ['mapped', mapped, { kind: 'feline' }, ['lives required: is required']],
    ['mapped, tag unknown', mapped, { kind: 'x' }, ['kind enum: must be one of: feline, canine']],
    ['told by a constant', shape, { form: 'square', side: 0 }, ['side minimum: must be at least 1']],
    ['constant unknown', shape, { form: 'line' }, ['form enum: must be one of: circle, square']],
    ['constants', { oneOf: [{ const: 's' }, { const: 'm' }] }, 'x', [' enum: must be one of: s, m']],
    [
      'told by the type',
      { oneOf: [cat, { type: 'array', maxItems: 0 }] },
      [1],
      [' maxItems: must have at most 0 items'],
    ],
    [
      'nested',
      { properties: { list: { type: 'array', items: nullable } } },
      { list: ['a', 'abc', 1] },
      ['list[1] maxLength: must be at most 2 characters', 'list[2] type: must be a string or null'],
    ],
    [
      'if and then',
      JSON.parse('{"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]},"else":{"required":["c"]}}'),
      { a: 1 },
      ['b required: is required'],
    ],
  ];
  test.each(cases)('%s', (_, schema, value, expected) => {
    expect(violationsOf(schema, value, definitions)).toEqual(expected);
  });
});

describe('directions', () => {
  const user: JsonSchema = {
    type: 'object',
    required: ['id', 'name', 'password'],
    properties: {
      id: { allOf: [{ $ref: '#/components/schemas/Id' }], readOnly: true },
      name: { type: 'string' },
      password: { type: 'string', writeOnly: true },
    },
    additionalProperties: false,
  };
  const id: JsonSchema = { type: 'string', format: 'uuid' };
  const cable: JsonSchema = { $ref: '#/components/schemas/Cable' };
  const valid = '497f6eca-6276-4993-bfeb-53cbbbba6f08';
  test.each<[Direction, JsonValue, string[]]>([
    ['request', { name: '', password: '' }, []],
    ['request', { id: 7, name: '', password: '' }, []],
    ['request', { id: valid, name: '' }, ['password required: is required']],
    ['response', { id: valid, name: '' }, []],
    ['response', { id: valid, name: '', password: 7 }, []],
    ['response', { id: 'x', name: '' }, ['id format: must be a valid UUID']],
    ['response', { name: '' }, ['id required: is required']],
  ])('%s %j', (direction, value, expected) => {
    expect(violationsOf(user, value, { Id: id }, direction)).toEqual(expected);
  });

  test('readOnly is seen through a $ref and for a `required` in another branch of allOf', () => {
    const schema: JsonSchema = {
      allOf: [{ properties: { id: { $ref: '#/components/schemas/Id' }, name: {} } }, { required: ['id', 'name'] }],
    };
    const definitions = { Id: { ...id, readOnly: true } };
    expect(violationsOf(schema, { name: 1 }, definitions)).toEqual([]);
    expect(violationsOf(schema, { name: 1 }, definitions, 'response')).toEqual(['id required: is required']);
  });

  test.each<[place: string, value: JsonValue, expected: string[]]>([
    ['Root/properties/cable/anyOf/0', { label: 'a' }, []],
    ['Root/properties/cable/anyOf/0', { label: 1 }, ['label type: must be a string']],
    ['Root/properties/cable/anyOf/0/allOf/0', {}, ['label required: is required']],
    ['Other', { label: 1 }, ['label type: must be a string']],
  ])('what stands inside of a readOnly property can be asked about: %s of %j', (place, value, expected) => {
    const document = {
      components: {
        schemas: {
          Root: { properties: { cable: { readOnly: true, anyOf: [{ allOf: [cable] }, { type: 'null' }] } } },
          Other: { allOf: [{ $ref: '#/components/schemas/Root/properties/cable/anyOf/0' }] },
          Cable: { type: 'object', required: ['label'], properties: { label: { type: 'string' } } },
        },
      },
    };
    const schemas = createSchemas(document as unknown as JsonObject);
    const found = schemas.validator(schemas.at(`#/components/schemas/${place}`), 'request')(value);
    expect(found.map(({ path, keyword, detail }) => `${path.join('/')} ${keyword}: ${detail}`)).toEqual(expected);
  });

  test('the document is left as it was', () => {
    const document = { components: { schemas: { Root: structuredClone(user), Id: id } } };
    const before = JSON.stringify(document);
    const schemas = createSchemas(document as unknown as JsonObject);
    schemas.validator(schemas.at('#/components/schemas/Root'), 'request')({});
    expect(JSON.stringify(document)).toBe(before);
  });
});

describe('accepts', () => {
  const cases: [string, JsonSchema | boolean, JsonValue][] = [
    [
      'OpenAPI and extension keywords',
      { type: 'string', example: 1, xml: {}, discriminator: { propertyName: 'a' }, 'x-a': {} },
      'a',
    ],
    ['unknown keywords', { unheardOf: true } as JsonSchema, 1],
    ['unknown formats', { type: 'string', format: 'colour' }, 'x'],
    ['`nullable` as the unknown keyword that it is', { nullable: true } as JsonSchema, 1],
    ['0.3 as a multiple of 0.1', { multipleOf: 0.1 }, 0.3],
    ['objects that differ', { uniqueItems: true }, [{ a: 1 }, { a: 2 }, { b: 1 }]],
    ['a boolean schema', true, 1],
    ['255 astral characters', { maxLength: 255 }, '😀'.repeat(255)],
    ['an enum beside null', { type: ['string', 'null'], enum: ['a', null] }, null],
  ];
  test.each(cases)('%s', (_, schema, value) => {
    expect(violationsOf(schema, value)).toEqual([]);
  });

  test('not null, although `nullable` says so', () => {
    expect(violationsOf({ type: 'string', nullable: true } as JsonSchema, null)).toEqual([' type: must be a string']);
  });

  test('not objects that differ only in the order of their names', () => {
    expect(
      violationsOf({ uniqueItems: true }, [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ]),
    ).toHaveLength(1);
  });
});

describe('pointers', () => {
  const document = {
    paths: {
      '/a b/{id}/100%/"é"': {
        get: {
          responses: {
            200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Alias' } } } },
            201: { content: { 'application/json': { schema: { items: { maxLength: 1 } } } } },
          },
        },
      },
    },
    components: {
      schemas: {
        Alias: { $ref: '#/components/schemas/Real', description: 'other' },
        Real: { properties: { again: { $ref: '#/components/schemas/Real' }, text: { type: 'string', maxLength: 1 } } },
        Elsewhere: { $ref: '#/paths/~1a%20b~1{id}~1100%25~1"é"/get/responses/201/content/application~1json/schema' },
      },
    },
  };
  const schemas = createSchemas(document as unknown as JsonObject);
  const body = '#/paths/~1a b~1{id}~1100%25~1"é"/get/responses';

  test.each([
    [
      `${body}/200/content/application~1json/schema`,
      { text: 'ab' },
      '#/components/schemas/Real/properties/text/maxLength',
    ],
    ['#/components/schemas/Alias', { again: { again: { text: 1 } } }, '#/components/schemas/Real/properties/text/type'],
    [
      `${body}/201/content/application~1json/schema`,
      ['ab'],
      `${body}/201/content/application~1json/schema/items/maxLength`,
    ],
    ['#/components/schemas/Elsewhere', ['ab'], `${body}/201/content/application~1json/schema/items/maxLength`],
  ])('a value checked against %s is told where the keyword stands', (pointer, value, expected) => {
    const validate = schemas.validator(schemas.at(pointer), 'request');
    expect(validate(value).map((violation) => violation.pointer)).toEqual([expected]);
    expect(validate([]).length + validate({}).length).toBe(0);
  });

  test('a valid value costs no new list', () => {
    const validate = schemas.validator(schemas.at('#/components/schemas/Real'), 'request');
    expect(validate({})).toBe(validate({ text: 'a' }));
  });

  test('a validator is made once', () => {
    const real = schemas.at('#/components/schemas/Real');
    expect(schemas.validator(schemas.at('#/components/schemas/Alias'), 'request')).toBe(
      schemas.validator(real, 'request'),
    );
  });
});

describe('hostile values', () => {
  const node: JsonSchema = { type: 'object', properties: { next: { $ref: '#/components/schemas/Root' } } };

  test('nested 100,000 deep', () => {
    let value: JsonValue = {};
    for (let depth = 0; depth < 100_000; depth++) value = { next: value };
    expect(violationsOf(node, value)).toEqual([' $ref: must not be nested that deeply']);
    expect(violationsOf({ uniqueItems: true }, [value, value])).toEqual([' $ref: must not be nested that deeply']);
    expect(violationsOf({ type: 'array' }, value)).toEqual([' type: must be a list']);
  });

  test('100,000 different objects in a unique array take no quadratic time', () => {
    const items = Array.from({ length: 100_000 }, (_, index) => ({ index }));
    expect(violationsOf({ type: 'array', uniqueItems: true }, items)).toEqual([]);
  });

  test('alternatives inside alternatives are explained to a depth, not for ever', () => {
    const chain: JsonSchema = {
      type: 'object',
      properties: { next: { oneOf: [{ $ref: '#/components/schemas/Root' }, { type: 'null' }] } },
    };
    const nested = (depth: number): JsonValue => (depth === 0 ? { next: 1 } : { next: nested(depth - 1) });
    const names = (depth: number): string => Array(depth).fill('next').join('.');
    expect(violationsOf(chain, nested(9))).toEqual([`${names(10)} type: must be an object or null`]);
    expect(violationsOf(chain, nested(300))).toEqual([
      `${names(17)} oneOf: must match exactly one of the allowed alternatives`,
    ]);
  });

  test('300,000 faults are told in part, and soon', () => {
    const items = Array.from({ length: 300_000 }, () => 1);
    expect(violationsOf({ type: 'array', items: { type: 'string' } }, items)).toHaveLength(1000);
  });

  test('names of the prototype are names like any other', () => {
    const value = JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}');
    expect(violationsOf({ additionalProperties: false }, value)).toEqual([
      '__proto__ additionalProperties: is not allowed',
      'constructor additionalProperties: is not allowed',
    ]);
  });
});
