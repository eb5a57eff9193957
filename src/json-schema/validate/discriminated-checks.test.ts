import type { JsonObject, JsonSchema, JsonValue } from '../model/json-schema';
import { formatPropertyPath } from '../model/pointer';
import { createSchemas } from './create-schemas';

const part = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const text: JsonSchema = { type: 'string' };
const extending = (base: string, required: string[], properties: JsonSchema['properties']): JsonSchema => ({
  allOf: [part(base), { type: 'object', required, properties }],
});

const documentSchemas: Record<string, JsonSchema> = {
  Cat: { type: 'object', required: ['kind'], properties: { kind: text, name: text } },
  Dog: { type: 'object', required: ['kind'], properties: { kind: text, name: text, bark: { type: 'boolean' } } },
  Lower: { type: 'object', required: ['kind'], properties: { kind: { const: 'lower' } } },
  Overlapping: { oneOf: [part('Cat'), part('Dog')], discriminator: { propertyName: 'kind' } },
  Mapped: {
    oneOf: [part('Cat'), part('Dog')],
    discriminator: { propertyName: 'kind', mapping: { NICE: '#/components/schemas/Cat', HUNT: 'Dog' } },
  },
  Closed: {
    oneOf: [
      { type: 'object', required: ['a'], additionalProperties: false, properties: { a: text } },
      { type: 'object', required: ['b'], additionalProperties: false, properties: { b: text } },
    ],
    discriminator: { propertyName: 'kind', mapping: { A: '#/components/schemas/Cat' } },
  },
  WithNull: { oneOf: [part('Cat'), { type: 'null' }], discriminator: { propertyName: 'kind' } },
  ByConstant: { oneOf: [part('Lower'), part('Dog')], discriminator: { propertyName: 'kind' } },
  WithDefault: {
    anyOf: [part('Cat'), part('Dog')],
    discriminator: { propertyName: 'kind', defaultMapping: 'Dog' },
  },
  Vehicle: {
    type: 'object',
    required: ['kind'],
    discriminator: {
      propertyName: 'kind',
      mapping: { car: '#/components/schemas/Car', bike: '#/components/schemas/Bike' },
    },
    properties: { kind: text },
  },
  Car: extending('Vehicle', ['doors'], { doors: { type: 'integer' } }),
  Bike: extending('Vehicle', ['bell'], { bell: { type: 'boolean' } }),
  Animal: { discriminator: { propertyName: 'kind' } },
  Bird: extending('Animal', ['wings'], { wings: { type: 'integer' } }),
  Owl: extending('Bird', ['wise'], { wise: { type: 'boolean' } }),
  Garage: { type: 'object', properties: { parked: { type: 'array', items: part('Vehicle') } } },
};
const schemas = createSchemas({ components: { schemas: documentSchemas } } as unknown as JsonObject);

function violations(name: string, value: JsonValue): string[] {
  const validate = schemas.validator(schemas.at(`#/components/schemas/${name}`), 'request');
  return validate(value).map(({ path, keyword }) => `${formatPropertyPath(path)} ${keyword}`);
}

describe('a discriminator decides', () => {
  test.each<[name: string, value: JsonValue, expected: string[]]>([
    ['Overlapping', { kind: 'Cat' }, []],
    ['Overlapping', { kind: 'Dog', bark: 1 }, ['bark type']],
    ['Overlapping', { kind: 'Cow' }, ['kind enum']],
    ['Overlapping', {}, ['kind required']],
    ['Mapped', { kind: 'NICE' }, []],
    ['Mapped', { kind: 'HUNT', bark: 'x' }, ['bark type']],
    ['Mapped', { kind: 'COW' }, ['kind enum']],
    ['Closed', { a: 'x' }, []],
    ['Closed', { a: 'x', b: 'x' }, [' oneOf']],
    ['WithNull', null, []],
    ['WithNull', { kind: 'Dog' }, ['kind enum']],
    ['ByConstant', { kind: 'lower' }, []],
    ['ByConstant', { kind: 'Lower' }, ['kind enum']],
    ['WithDefault', { kind: 'Cat', bark: 1 }, []],
    ['WithDefault', { kind: 'other', bark: 1 }, ['bark type']],
    ['Vehicle', { kind: 'car' }, ['doors required']],
    ['Vehicle', { kind: 'bike', bell: true }, []],
    ['Vehicle', { kind: 'boat' }, ['kind enum']],
    ['Vehicle', {}, ['kind required']],
    ['Car', { kind: 'car', doors: 4 }, []],
    ['Car', { kind: 'limousine', doors: 4 }, []],
    ['Garage', { parked: [{ kind: 'car', doors: 2 }, { kind: 'bike' }] }, ['parked[1].bell required']],
    ['Animal', { kind: 'Owl', wings: 2 }, ['wise required']],
    ['Animal', { kind: 'Bird', wings: 2 }, []],
    ['Animal', { kind: 'Animal' }, []],
    ['Owl', { kind: 'Owl', wings: 2, wise: true }, []],
  ])('%s, %j: %j', (name, value, expected) => {
    expect(violations(name, value)).toEqual(expected);
  });
});
