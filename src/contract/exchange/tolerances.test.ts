import type { JsonValue } from '../../json-schema/model/json-schema';
import { createSchemas } from '../../json-schema/validate/create-schemas';
import { allowsContestedEmptyText, insteadForLength, isAtEdgeOfInt64, isContested } from './tolerances';

test.each([
  [{ format: 'email', minLength: 0, maxLength: 255 }, true],
  [{ format: 'email', maxLength: 255 }, true],
  [{ format: 'email', minLength: 1 }, false],
  [{ format: 'uuid' }, false],
  [{ maxLength: 5 }, false],
])('an empty text is contested under %j: %s', (schema, contested) =>
  expect(allowsContestedEmptyText(schema)).toBe(contested),
);

test.each<[JsonValue, boolean]>([
  [{ owner: { name: 'a' } }, false],
  [{ owner: 'a' }, true],
  [{ owner: null }, true],
  [{ tags: 'a' }, true],
  [{ tags: ['a'] }, false],
  ['a', false],
])('%j is contested where types are forgotten: %s', (body, contested) => {
  const root = { type: ['object', 'string'], properties: { owner: { properties: { name: {} } }, tags: { items: {} } } };
  const schemas = createSchemas({ components: { schemas: { Root: root } } });
  expect(isContested(schemas, schemas.at('#/components/schemas/Root'), body)).toBe(contested);
});

test.each([
  ['9223372036854775807', true],
  ['9223372036854775808', true],
  ['-9223372036854775809', true],
  ['9223372036854780000', false],
  ['100000000000000000000', false],
  ['2147483648', false],
  ['abc', false],
])('%s is at the edge of int64: %s', (text, edge) => expect(isAtEdgeOfInt64(text)).toBe(edge));

test.each([
  ['a word', ['word'], []],
  ['5000 letters', ['a'.repeat(5_000)], [414, 431]],
  ['5000 letters of four bytes', ['\u{1f600}'.repeat(5_000)], undefined],
  ['values that are long together', ['a'.repeat(4_000), 'b'.repeat(4_000)], undefined],
])('%s in a URL may be answered otherwise', (_, values, statuses) =>
  expect(insteadForLength(values)).toEqual(statuses),
);
