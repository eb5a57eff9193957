import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { dereference } from './dereference';

const document: JsonObject = {
  plain: { a: [1, { b: null }] },
  text: { type: 'string' },
  'with/slash': { x: 1 },
  chain: { $ref: '#/text' },
  loop: { properties: { self: { $ref: '#/loop' } } },
  circle: { $ref: '#/circle' },
  wide: Array.from({ length: 60 }, () => ({ $ref: '#/chain' })),
};

describe('dereference', () => {
  test.each<[JsonValue, JsonValue | undefined]>([
    [{ $ref: '#/plain' }, { a: [1, { b: null }] }],
    [{ schema: { $ref: '#/chain' } }, { schema: { type: 'string' } }],
    [
      { $ref: '#/text', description: 'own' },
      { type: 'string', description: 'own' },
    ],
    [
      [{ $ref: '#/text' }, { $ref: '#/text' }],
      [{ type: 'string' }, { type: 'string' }],
    ],
    [{ $ref: '#/with~1slash' }, { x: 1 }],
    [{ properties: { $ref: { type: 'string' } } }, { properties: { $ref: { type: 'string' } } }],
    ['text', 'text'],
    [{ $ref: '#/loop' }, undefined],
    [{ $ref: '#/circle' }, undefined],
    [{ $ref: '#/nowhere' }, undefined],
    [{ $ref: '#/wide' }, undefined],
  ])('%j', (node, expected) => {
    expect(dereference(document, node, 100)).toEqual(expected);
  });
});
