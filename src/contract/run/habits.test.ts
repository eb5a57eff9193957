import type { Spec } from '../../openapi/model/model';
import { creation } from '../cases/creation';
import { lifetime } from '../cases/lifetime';
import { removal } from '../cases/removal';
import { replacement } from '../cases/replacement';
import { unknownIds } from '../cases/unknown-ids';
import { unsupportedMethods } from '../cases/unsupported-methods';
import { values } from '../cases/values';
import type { WireRequest } from '../exchange/exchange';
import { verify } from '../verify';
import {
  type Answer,
  type Choices,
  changeSpec,
  createSmallTarget,
  type Paths,
  problem,
  type Row,
  smallSpec,
} from './small-target.test-support';

const kinds = [values, creation, replacement, removal, lifetime, unknownIds, unsupportedMethods];
const base = smallSpec({ items: { name: { type: 'string', minLength: 1, maxLength: 40 } } });

const answersOf = (paths: Paths, path: string, method: string): Record<string, unknown> =>
  (paths[path]![method] as { responses: Record<string, unknown> }).responses;

type Instead = NonNullable<Choices['instead']>;
type Rows = Map<number, Row>;
const rowsOf = (all: Parameters<Instead>[1]): Rows => all.get('items') as Rows;
const idOf = ({ path }: WireRequest): number => Number(path.split('?')[0]!.split('/')[2]);
const bodyOf = ({ body }: WireRequest): Row => JSON.parse(new TextDecoder().decode(body)) as Row;
const on =
  (method: string, answer: (request: WireRequest, rows: Rows) => Answer | undefined): Instead =>
  (request, all) => {
    const isItem = request.path.startsWith('/items') && (method !== 'POST' || request.path === '/items');
    return request.method === method && isItem ? answer(request, rowsOf(all)) : undefined;
  };
/** A method or path that the server does not know, answered in its own way. */
const elsewhere =
  (status: number): Instead =>
  ({ method, path }) => {
    if (!path.startsWith('/items')) return problem(404, 'none');
    const allowed = path.split('/').length > 2 ? ['GET', 'PUT', 'DELETE'] : ['GET', 'POST'];
    if (allowed.includes(method)) return undefined;
    const isKnown = ['GET', 'POST', 'PUT', 'DELETE'].includes(method);
    return isKnown || status === 405 ? [405, undefined, { allow: allowed.join(', ') }] : [status];
  };
const both =
  (...all: readonly Instead[]): Instead =>
  (request, stores) => {
    for (const each of all) {
      const answer = each(request, stores);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };

let last = 0;
const store = (rows: Rows, id: number, request: WireRequest): Row => {
  rows.set(id, { ...bodyOf(request), id });
  return rows.get(id)!;
};

const habits: readonly (readonly [title: string, instead: Instead, spec: Spec])[] = [
  ['refuses methods with 405', elsewhere(405), base],
  ['knows nothing of other methods', elsewhere(501), base],
  [
    'answers a replace with 204',
    on('PUT', (request, rows) => {
      if (!rows.has(idOf(request))) return undefined;
      store(rows, idOf(request), request);
      return [204];
    }),
    changeSpec(base, (paths) => {
      const responses = answersOf(paths, '/items/{id}', 'put');
      delete responses['200'];
      responses['204'] = { description: 'done' };
    }),
  ],
  [
    'answers a removal with the record',
    on('DELETE', (request, rows) => {
      const row = rows.get(idOf(request));
      rows.delete(idOf(request));
      return row === undefined ? undefined : [200, row];
    }),
    changeSpec(base, (paths) => {
      const responses = answersOf(paths, '/items/{id}', 'delete');
      responses['200'] = (answersOf(paths, '/items/{id}', 'get') as Record<string, unknown>)['200'];
      delete responses['204'];
    }),
  ],
  [
    'counts ids down below zero',
    on('POST', (request, rows) => {
      last -= 1;
      return [201, store(rows, last, request), { location: `/items/${last}` }];
    }),
    base,
  ],
  [
    'gives the Location of another host, with a query',
    on('POST', (request, rows) => {
      last += 1_000_007;
      return [201, store(rows, last, request), { location: `https://api.example/items/${last}?fresh=1` }];
    }),
    base,
  ],
  [
    'lists the newest first',
    ({ method, path }, all) =>
      method === 'GET' && path.split('?')[0] === '/items' ? [200, [...rowsOf(all).values()].reverse()] : undefined,
    base,
  ],
  [
    'says 410 of what is gone, as documented',
    both(
      on('GET', (request, rows) =>
        Number.isNaN(idOf(request)) || rows.has(idOf(request)) ? undefined : problem(410, 'gone'),
      ),
      on('PUT', (request, rows) => (rows.has(idOf(request)) ? undefined : problem(410, 'gone'))),
      on('DELETE', (request, rows) => (rows.has(idOf(request)) ? undefined : problem(410, 'gone'))),
    ),
    changeSpec(base, (paths) => {
      for (const method of ['get', 'put', 'delete'])
        answersOf(paths, '/items/{id}', method)['410'] = answersOf(paths, '/items/{id}', method)['404'];
    }),
  ],
  [
    'takes writes on a condition only',
    (request, all) => {
      const row = rowsOf(all).get(idOf(request));
      const tag = `"${JSON.stringify(row)?.length}-${row?.name as string}"`.replace(/[^!-~]/g, '-');
      const isWrite = request.method === 'PUT' || request.method === 'DELETE';
      if (row === undefined || !request.path.startsWith('/items/')) return undefined;
      if (request.method === 'GET') return [200, row, { etag: tag }];
      if (isWrite && request.headers['if-match'] === undefined) return problem(428, 'If-Match is missing');
      return isWrite && request.headers['if-match'] !== tag ? problem(412, 'it has changed') : undefined;
    },
    changeSpec(base, (paths) => {
      for (const method of ['put', 'delete'])
        for (const status of ['412', '428'])
          answersOf(paths, '/items/{id}', method)[status] = answersOf(paths, '/items/{id}', method)['404'];
    }),
  ],
  [
    'answers text where its document has no path',
    ({ path }) => (path.startsWith('/items') ? undefined : [404, 'nothing here', { 'content-type': 'text/plain' }]),
    base,
  ],
  [
    'answers with more than is asked for',
    on('GET', (request, rows) => {
      const row = rows.get(idOf(request));
      return row === undefined ? undefined : [200, { ...row, _links: { self: `/items/${row.id}` } }];
    }),
    base,
  ],
];

const usual = elsewhere(405);

test.each(habits)('a correct target that %s has no errors, and nothing is left', async (_title, instead, spec) => {
  const before: Choices['before'] = (_, { name }) => (typeof name === 'string' ? undefined : problem(400, 'no name'));
  const target = createSmallTarget({ instead: both(instead, usual), before, rows: { items: [] } });
  const report = await verify(target, spec, { kinds });
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ check, title }) => `${check}: ${title}`)).toEqual([]);
  expect(report.leftovers).toEqual([]);
  expect(target.stores.get('items')!.size).toBe(0);
});

const faults: readonly (readonly [title: string, instead: Instead, check: string])[] = [
  [
    'counts its records for the next id',
    on('POST', (request, rows) => {
      const id = rows.size + 1;
      return [201, store(rows, id, request), { location: `/items/${id}` }];
    }),
    'ids-unique',
  ],
  [
    'takes the record before along',
    on('DELETE', (request, rows) => {
      rows.delete(idOf(request) - 1);
      return rows.delete(idOf(request)) ? [204] : undefined;
    }),
    'accepts-valid',
  ],
  [
    'answers the removal and keeps the record',
    on('DELETE', (request, rows) => (rows.has(idOf(request)) ? [204] : undefined)),
    'removed-is-gone',
  ],
  [
    'answers the replace and keeps the old record',
    on('PUT', (request, rows) => {
      const row = rows.get(idOf(request));
      return row === undefined ? undefined : [200, { ...bodyOf(request), id: row.id }];
    }),
    'reads-agree',
  ],
  [
    'replaces what is not there',
    on('PUT', (request, rows) => [200, store(rows, idOf(request), request)]),
    'unknown-not-found',
  ],
  [
    'gives a Location that leads to the list',
    on('POST', (request, rows) => {
      last += 1_000_007;
      return [201, store(rows, last, request), { location: '/items' }];
    }),
    'location-leads',
  ],
  [
    'lists all but the newest',
    ({ method, path }, all) =>
      method === 'GET' && path.split('?')[0] === '/items' ? [200, [...rowsOf(all).values()].slice(0, -1)] : undefined,
    'list-follows-writes',
  ],
  [
    'answers any id',
    on('GET', (request, rows) =>
      Number.isNaN(idOf(request)) || rows.has(idOf(request))
        ? undefined
        : [200, { id: idOf(request), name: 'made up' }],
    ),
    'unknown-not-found',
  ],
  [
    'moves a record to another id',
    on('PUT', (request, rows) => {
      if (!rows.delete(idOf(request))) return undefined;
      last += 1_000_007;
      return [200, store(rows, last, request)];
    }),
    'keeps-id',
  ],
  [
    'takes any method for a read',
    ({ method, path }, all) => (method === 'PATCH' ? [200, rowsOf(all).get(Number(path.split('/')[2]))] : undefined),
    'method-not-allowed',
  ],
  [
    'loses the last letter',
    on('POST', (request, rows) => {
      last += 1_000_007;
      const row = store(rows, last, request);
      row.name = String(row.name).slice(0, -1) || '-';
      return [201, row, { location: `/items/${last}` }];
    }),
    'answer-reflects-request',
  ],
];

test.each(faults)('a target that %s is found', async (_title, instead, check) => {
  const before: Choices['before'] = (_, { name }) => (typeof name === 'string' ? undefined : problem(400, 'no name'));
  const target = createSmallTarget({ instead: both(instead, usual), before, rows: { items: [] } });
  const report = await verify(target, base, { kinds, eventually: 0 });
  expect(report.findings.filter(({ severity }) => severity === 'error').map((each) => each.check)).toContain(check);
});
