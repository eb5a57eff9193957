import type { JsonValue } from '../../json-schema/model/json-schema';
import { parseSpec } from '../../openapi/load-spec';
import { sameValue } from './same-value';

const { schemas } = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Values', version: '1' },
  paths: {},
  components: {
    schemas: {
      text: { type: 'string' },
      uuid: { type: 'string', format: 'uuid' },
      time: { type: 'string', format: 'date-time' },
      mail: { type: 'string', format: 'email' },
      list: { type: 'array', items: { type: 'string', format: 'uuid' } },
      object: { type: 'object', properties: { id: { type: 'string', format: 'uuid' }, name: { type: 'string' } } },
    },
  },
});

test.each<[string, JsonValue, JsonValue, boolean]>([
  ['text', 'a', 'a', true],
  ['text', 'a', 'A', false],
  ['text', 'é', 'e\u0301', false],
  ['text', ' a', 'a', false],
  ['text', '1', 1, false],
  ['uuid', 'ABCD', 'abcd', true],
  ['time', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00.000+01:00', true],
  ['time', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', false],
  ['time', 'x', 'y', false],
  ['mail', 'Jo@EXAMPLE.com', 'Jo@example.com', true],
  ['mail', 'Jo@example.com', 'jo@example.com', false],
  ['list', ['AB', 'c'], ['ab', 'C'], true],
  ['list', ['a', 'b'], ['b', 'a'], false],
  ['object', { id: 'AB', name: 'x' }, { name: 'x', id: 'ab' }, true],
  ['object', { name: 'x' }, { name: 'X' }, false],
  ['object', { name: null }, {}, false],
])('%s: %j and %j: %s', (name, one, other, same) => {
  expect(sameValue(schemas, schemas.at(`#/components/schemas/${name}`), one, other)).toBe(same);
});

test('without a schema, values are compared as they stand', () => {
  expect(sameValue(schemas, undefined, 'ABCD', 'abcd')).toBe(false);
  expect(sameValue(schemas, undefined, undefined, null)).toBe(false);
});
