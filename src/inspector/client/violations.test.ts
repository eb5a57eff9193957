import { otherViolations, violationsAt, violationsOf } from './violations';

describe('violations of errors of any shape', () => {
  test.each<[string, unknown, unknown]>([
    [
      'problem details',
      { title: 'Bad', status: 400, violations: [{ property_path: 'a.b', in: 'body', detail: 'Too long.' }] },
      [{ path: 'a.b', in: 'body', detail: 'Too long.' }],
    ],
    ['fields with messages', { error: { errors: [{ field: 'a', message: 'No.' }] } }, [{ path: 'a', detail: 'No.' }]],
    [
      'a pointer',
      { errors: [{ pointer: '#/items/0/na~1me', detail: 'No.' }] },
      [{ path: 'items[0].na/me', detail: 'No.' }],
    ],
    [
      'a list of steps',
      { detail: [{ loc: ['body', 'items', 0, 'n'], msg: 'No.' }] },
      [{ path: 'items[0].n', detail: 'No.' }],
    ],
    ['the whole', { errors: [{ path: '', detail: 'No.' }] }, [{ path: '', detail: 'No.' }]],
    ['no list', { title: 'Not found', status: 404 }, []],
    ['a list of something else', { items: [{ id: 1 }, 'x', null] }, []],
    ['text', 'Bad request', []],
    ['nothing', undefined, []],
  ])('%s', (_, body, expected) => expect(violationsOf(body)).toEqual(expected));
});

const some = [
  { path: 'a', in: 'body', detail: '1' },
  { path: 'a', in: 'query', detail: '2' },
  { path: 'b', detail: '3' },
];
test('at a place of the body', () => expect(violationsAt(some, 'a')).toEqual(['1']));
test('at no place that is shown', () => {
  expect(otherViolations(some, (path) => path === 'a')).toEqual([some[1], some[2]]);
});
