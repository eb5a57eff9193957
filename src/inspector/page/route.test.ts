import { formatRoute, parseRoute } from './route';

test.each([
  ['', { view: 'requests', session: '' }],
  ['#/data', { view: 'data', session: '' }],
  ['#/data/notes?session=anna', { view: 'data', item: 'notes', session: 'anna' }],
  ['#/requests/7', { view: 'requests', item: '7', session: '' }],
  ['#/data/a%2Fb', { view: 'data', item: 'a/b', session: '' }],
  ['#/data/%zz', { view: 'data', item: '%zz', session: '' }],
  ['#/nowhere', { view: 'requests', session: '' }],
])('%j', (hash, route) => expect(parseRoute(hash)).toEqual(route));

test.each([
  { view: 'data', item: 'a/b?c#d', session: 'x.y-1' },
  { view: 'drifts', session: '' },
] as const)('%j comes back', (route) => expect(parseRoute(formatRoute(route))).toEqual(route));
