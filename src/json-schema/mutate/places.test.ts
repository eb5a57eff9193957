import type { JsonObject, JsonValue } from '../model/json-schema';
import { createSchemas } from '../validate/create-schemas';
import { boundaryValues } from './boundaries';
import { mutations } from './mutations';

const PLACES = 200;
const names = Array.from({ length: PLACES }, (_, index) => `p${index}`);

/** An object of many properties: all of one schema, or each with a schema of its own. */
function wide(property: (name: string) => JsonObject) {
  const root = { type: 'object', properties: Object.fromEntries(names.map((name) => [name, property(name)])) };
  const Text = { type: 'string', maxLength: 9, pattern: '^[a-z]*$' };
  const document = { components: { schemas: { Root: root, Text } } };
  const schemas = createSchemas(document as unknown as JsonObject);
  return { schemas, schema: schemas.at('#/components/schemas/Root') };
}

const base: JsonValue = Object.fromEntries(names.map((name) => [name, 'abc']));

describe.each([
  ['of one schema', () => ({ $ref: '#/components/schemas/Text' }), 0],
  ['of a schema each', () => ({ type: 'string', maxLength: 9, pattern: '^[a-z]*$' }), PLACES],
])('many places %s', (_, property, least) => {
  const { schemas, schema } = wide(property);

  test.each([
    ['boundaries', () => boundaryValues(schemas, schema, 'request')],
    ['mutations', () => mutations(schemas, schema, base, 'request')],
  ])('have a bounded number of %s, and each constraint one', (_name, list) => {
    const found = list();
    expect(found.length).toBeLessThan(PLACES * 8);
    const constraints = new Set(found.map(({ pointer }) => pointer).filter((pointer) => pointer.endsWith('maxLength')));
    expect(constraints.size).toBeGreaterThanOrEqual(Math.max(1, least));
  });
});
