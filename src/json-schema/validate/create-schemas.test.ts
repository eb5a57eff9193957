import type { JsonObject, JsonSchema } from '../model/json-schema';
import { PointerError } from '../model/pointer';
import { createRandom } from '../model/random';
import type { Schemas } from '../model/schemas';
import { sample } from '../sample/sample';
import { createSchemas } from './create-schemas';
import { schemaFaults } from './schema-faults';

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const at = (name: string): string => `#/components/schemas/${name}`;

function schemasOf(definitions: Record<string, unknown>): Schemas {
  return createSchemas({ openapi: '3.1.0', components: { schemas: definitions } } as unknown as JsonObject);
}

describe('at', () => {
  const schemas = schemasOf({
    Text: { type: 'string', description: 'target' },
    Alias: ref('Text'),
    Twice: ref('Alias'),
    Described: { ...ref('Text'), description: 'outer', default: 'a', readOnly: true, 'x-own': 1 },
    Outer: { ...ref('Described'), description: 'outermost' },
    Narrowed: { ...ref('Text'), maxLength: 3 },
    Open: true,
    Closed: false,
    'a/b c': { type: 'null' },
    Loop: ref('Pool'),
    Pool: ref('Loop'),
    Away: { $ref: 'other.yaml' },
    Lost: ref('Nowhere'),
    Broken: 'text',
  });

  test.each<[string, string, JsonSchema]>([
    ['Text', 'Text', { type: 'string', description: 'target' }],
    ['Alias', 'Text', { type: 'string', description: 'target' }],
    ['Twice', 'Text', { type: 'string', description: 'target' }],
    ['Described', 'Text', { type: 'string', description: 'outer', default: 'a', readOnly: true, 'x-own': 1 }],
    ['Outer', 'Text', { type: 'string', description: 'outermost', default: 'a', readOnly: true, 'x-own': 1 }],
    ['Narrowed', 'Narrowed', { ...ref('Text'), maxLength: 3 }],
    ['Open', 'Open', {}],
    ['Closed', 'Closed', { not: {} }],
    ['a~1b%20c', 'a~1b c', { type: 'null' }],
  ])('%s stands at %s', (asked, pointer, schema) => {
    expect(schemas.at(at(asked))).toEqual({ pointer: at(pointer), schema });
  });

  test.each([
    ['Loop', `${at('Loop')} is a $ref that leads back to itself`],
    ['Away', `other.yaml (a $ref at ${at('Away')}) leaves the document`],
    ['Lost', `${at('Nowhere')} names nothing in the document`],
    ['Broken', `${at('Broken')} is not a schema`],
    ['Missing', `${at('Missing')} names nothing in the document`],
  ])('%s is an error', (name, message) => {
    expect(() => schemas.at(at(name))).toThrow(message);
    expect(() => schemas.at(at(name))).toThrow(PointerError);
  });

  test('the same place is the same object', () => {
    expect(schemas.at(at('Text'))).toBe(schemas.at(at('Text')));
    expect(schemas.at('#/components/schemas/a~1b c')).toEqual(schemas.at('/components/schemas/a~1b c'));
  });
});

describe('below', () => {
  const schemas = schemasOf({
    Note: { properties: { text: ref('Text'), open: true }, allOf: [{ title: 'first' }] },
    Text: { type: 'string' },
  });
  const note = schemas.at(at('Note'));

  test('follows the reference that it finds', () => {
    expect(schemas.below(note, 'properties', 'text')).toEqual({ pointer: at('Text'), schema: { type: 'string' } });
  });

  test.each([
    [['properties', 'open'], {}],
    [['allOf', '0'], { title: 'first' }],
  ])('finds %j', (tokens, schema) => {
    expect(schemas.below(note, ...tokens)?.schema).toEqual(schema);
  });

  test.each([[['items']], [['properties', 'toString']], [['allOf', '1']], [['allOf', 'length']]])(
    'finds nothing at %j',
    (tokens) => {
      expect(schemas.below(note, ...tokens)).toBeUndefined();
    },
  );
});

describe('large and tangled documents', () => {
  test('a chain of 5,000 references is followed, checked and compiled', () => {
    const definitions: Record<string, JsonSchema> = { Link5000: { type: 'string', maxLength: 1 } };
    for (let index = 0; index < 5000; index++) definitions[`Link${index}`] = ref(`Link${index + 1}`);
    definitions.Holder = { properties: { end: ref('Link0') } };
    const schemas = schemasOf(definitions);
    expect(schemaFaults(schemas.document)).toEqual([]);
    expect(schemas.at(at('Link0')).pointer).toBe(at('Link5000'));
    expect(schemas.validator(schemas.at(at('Link0')), 'request')('ab')).toHaveLength(1);
    expect(schemas.validator(schemas.at(at('Holder')), 'request')({ end: 'ab' })).toHaveLength(1);
  });

  test('600 schemas that all refer to each other are checked and compiled where they are used', () => {
    const definitions: Record<string, JsonSchema> = {};
    for (let index = 0; index < 600; index++) {
      const properties: Record<string, JsonSchema> = { name: { type: 'string', maxLength: 9 } };
      for (const step of [1, 7, 60]) properties[`to${step}`] = ref(`Node${(index + step) % 600}`);
      definitions[`Node${index}`] = { type: 'object', required: ['name'], properties };
    }
    const schemas = schemasOf(definitions);
    expect(schemaFaults(schemas.document)).toEqual([]);
    const node = schemas.at(at('Node0'));
    expect(schemas.validator(node, 'request')({ name: 'a', to7: { to60: { name: 1 } } })).toHaveLength(2);
    const value = sample(schemas, node, {
      direction: 'request',
      optional: 'all',
      randomAt: (path) => createRandom(path.length),
    });
    expect(schemas.validator(node, 'request')(value)).toEqual([]);
  });
});
