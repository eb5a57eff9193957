import type { JsonObject } from '../model/json-schema';
import { createSchemas } from './create-schemas';
import { schemaFaults } from './schema-faults';

const key = { type: 'object', required: ['key'], properties: { key: { type: 'string' } } };
const closed = { type: 'object', required: ['name'], properties: { name: {} }, additionalProperties: false };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function load(Root: object) {
  const document = structuredClone({
    components: { schemas: { Root, Key: key, Closed: closed } },
  }) as unknown as JsonObject;
  const faults = schemaFaults(document);
  for (const { mend } of faults) mend();
  const schemas = createSchemas(document);
  const violations = (name: string, value: unknown) =>
    schemas
      .validator(
        schemas.at(`#/components/schemas/${name}`),
        'request',
      )(value)
      .map(({ keyword }) => keyword);
  return { faults, violations };
}

test.each<[title: string, schema: object, place: string]>([
  ['a branch', { allOf: [ref('Key'), closed] }, 'allOf/1'],
  ['a branch by reference', { allOf: [ref('Closed'), ref('Key')] }, 'allOf/0'],
  ['what stands beside the branches', { allOf: [ref('Key')], ...closed }, 'additionalProperties'],
])('%s that shuts out what another one requires is opened, and told', (_, schema, place) => {
  const { faults, violations } = load(schema);
  expect(faults).toMatchObject([
    {
      pointer: `#/components/schemas/Root/${place}`,
      reason: expect.stringContaining('another branch requires "key"'),
    },
  ]);
  expect(violations('Root', { key: 'a', name: 1 })).toEqual([]);
  expect(violations('Root', { key: 7 }).sort()).toEqual(['required', 'type']);
  // Elsewhere it means what it says.
  expect(violations('Closed', { key: 'a', name: 1 })).toEqual(['additionalProperties']);
});

test.each<[title: string, schema: object]>([
  ['a branch that names what the others require', { allOf: [{ required: ['name'] }, closed] }],
  [
    'one that has a pattern for it',
    { allOf: [ref('Key'), { patternProperties: { '^k': {} }, additionalProperties: false }] },
  ],
  ['optional properties', { allOf: [{ properties: { key: {} } }, closed] }],
  ['a whole that is closed', { allOf: [ref('Key'), { properties: { name: {} } }], unevaluatedProperties: false }],
])('%s is no fault', (_, schema) => expect(load(schema).faults).toEqual([]));
