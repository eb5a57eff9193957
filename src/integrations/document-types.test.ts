import type { RuleFor } from '../mock/session-controls';
import { test as base, testFor } from './playwright';
import type { CaseFor } from './register-contract';

/** As openapi-typescript writes them. */
interface Paths {
  '/books': { parameters: { query?: never }; get: object; put?: never; post: object };
  '/books/{id}': { parameters: { path: { id: number } }; get: object; post?: never; delete: object };
}

/** Takes a rule as `mock.rules.add()` does. */
const add = <Path extends string>(rule: RuleFor<Paths, Path>): unknown => rule.match;

test('rules know the paths and the methods that each of them has', () => {
  const then = { status: 503 };
  const given = [
    add({ match: { path: '/books', method: 'post' }, then }),
    add({ match: { path: '/books/{id}', method: 'DELETE' }, then }),
    // A glob may meet any method.
    add({ match: { path: '/books/**', method: 'PATCH' }, then }),
    add({ match: { method: 'PATCH' }, then }),
    // @ts-expect-error the document has no PUT there
    add({ match: { path: '/books', method: 'PUT' }, then }),
    // @ts-expect-error nor any method of the name of a member
    add({ match: { path: '/books', method: 'parameters' }, then }),
  ];
  expect(given).toHaveLength(6);
});

test('cases know the paths', () => {
  const chosen = ({ operation }: CaseFor<Paths>): boolean => operation?.template.source === '/books/{id}';
  // @ts-expect-error there is no such path
  const mistaken = ({ operation }: CaseFor<Paths>): boolean => operation?.template.source === '/authors';
  expect([chosen, mistaken].map((select) => select({} as never))).toEqual([false, false]);
});

test('the test of Playwright is the same with types', () => expect(testFor<Paths>()).toBe(base));
