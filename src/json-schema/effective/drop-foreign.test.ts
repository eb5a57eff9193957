import type { JsonObject, JsonSchema, JsonValue } from '../model/json-schema';
import { createSchemas } from '../validate/create-schemas';
import { dropForeign } from './drop-foreign';

const secret: JsonSchema = { type: 'string', writeOnly: true };
const card: JsonSchema = { type: 'object', properties: { object: { const: 'card' }, cvc: secret } };
const bank: JsonSchema = { type: 'object', properties: { object: { const: 'bank' }, iban: { type: 'string' } } };
const open: JsonSchema = { type: 'object', properties: { cvc: { type: 'string' } } };
const Root: JsonSchema = {
  type: 'object',
  properties: {
    password: secret,
    id: { type: 'integer', readOnly: true },
    cards: { type: 'array', items: { $ref: '#/components/schemas/Card' } },
    source: { oneOf: [card, bank] },
    either: { anyOf: [card, open] },
    all: { allOf: [bank, { properties: { pin: { allOf: [secret] } } }] },
  },
};

test.each<[string, JsonValue, JsonValue]>([
  ['a property', { id: 1, password: 'x' }, { id: 1 }],
  ['a property of an item', { cards: [{ cvc: '1', object: 'card' }] }, { cards: [{ object: 'card' }] }],
  ['a property of a branch', { source: { object: 'card', cvc: '1' } }, { source: { object: 'card' } }],
  ['a property of a part', { all: { iban: 'a', pin: '1' } }, { all: { iban: 'a' } }],
  ['nothing that another branch has for both sides', { either: { cvc: '1' } }, { either: { cvc: '1' } }],
  ['nothing that the schema does not know', { more: { password: 'x' } }, { more: { password: 'x' } }],
  ['nothing of another type', 'password', 'password'],
])('an answer loses %s', (_, value, expected) => {
  const schemas = createSchemas({ components: { schemas: { Root, Card: card } } } as unknown as JsonObject);
  const dropped = dropForeign(schemas, schemas.at('#/components/schemas/Root'), value, 'response');
  expect(dropped).toEqual(expected);
  if (JSON.stringify(value) === JSON.stringify(expected)) expect(dropped).toBe(value);
});
