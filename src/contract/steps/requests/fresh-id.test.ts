import { changeSpec, smallSpec } from '../../run/small-target.test-support';
import { LARGEST_ID, unknownId } from './fresh-id';

const spec = smallSpec({ items: { name: { type: 'string' } } });

function idWith(schema: object, item?: object): string | undefined {
  const changed = changeSpec(spec, (paths) => {
    paths['/items/{id}']!.parameters = [{ name: 'id', in: 'path', required: true, schema }];
  });
  const [resource] = changed.resources;
  const read = resource!.roles.read!;
  return unknownId(changed, item === undefined ? resource! : { ...resource!, ...item }, read, 1, 'a test');
}

test.each<[schema: object, expected: RegExp | undefined]>([
  [{ type: 'integer' }, /^2147\d{6}$/],
  [{ type: 'integer', maximum: 9, minimum: 1 }, /^[1-9]$/],
  [{ type: 'string', format: 'uuid' }, /^[0-9a-f-]{36}$/],
  [{ type: 'integer', enum: [1, 2] }, undefined],
  [{ type: 'string', enum: ['a', 'b'] }, undefined],
  [{ type: 'boolean' }, undefined],
  // The item has a number there.
  [{}, /^2147\d{6}$/],
])('an id of %j that hardly any record has is like %s', (schema, expected) => {
  const id = idWith(schema);
  if (expected === undefined) expect(id).toBeUndefined();
  else expect(id).toMatch(expected);
  expect(Number(id ?? 0) > LARGEST_ID).toBe(false);
});
