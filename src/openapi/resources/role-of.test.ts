import { loadSpec } from '../load-spec';
import { roleOf } from './role-of';

const spec = loadSpec('fixtures/specs/customer-notes.yaml');

test('every operation of a resource leads back to it and its role', () => {
  for (const resource of spec.resources) {
    for (const [role, operation] of Object.entries(resource.roles))
      expect(roleOf(spec, operation)).toEqual({ resource, role });
  }
});

test('an operation that belongs to no resource has no role', () => {
  const known = spec.resources.flatMap(({ roles }) => Object.values(roles));
  for (const operation of spec.operations.filter((each) => !known.includes(each)))
    expect(roleOf(spec, operation)).toBeUndefined();
  expect(roleOf(spec, { id: 'no such operation' })).toBeUndefined();
});
