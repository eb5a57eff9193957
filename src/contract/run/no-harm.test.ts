import type { Spec } from '../../openapi/model/model';
import { creation } from '../cases/creation';
import { replacement } from '../cases/replacement';
import { values } from '../cases/values';
import type { CaseKind } from '../steps/context/case';
import { verify } from '../verify';
import {
  type Choices,
  changeSpec,
  createSmallTarget,
  type Paths,
  problem,
  type Row,
  smallSpec,
} from './small-target.test-support';

const old: readonly Row[] = [1, 2, 3, 7, 2_147_483_647].map((id) => ({ id, name: `precious ${id}` }));
const text = { type: 'string', minLength: 1, maxLength: 40 };
const number = { type: 'integer' };

const changed = (change: (paths: Paths) => void): Spec => changeSpec(smallSpec({ items: { name: text } }), change);

const answered = { 200: { description: 'done' }, 404: { description: 'none' } };
const inPath = (name: string, schema: object = number) => ({ name, in: 'path', required: true, schema });

/** Carries out what the document does not have: PUT and DELETE of the whole collection. */
const obeysAll: Choices['instead'] = ({ method, path }, all) => {
  if (!/^(PUT|PATCH|DELETE)$/.test(method) || path.split('?')[0] !== '/items') return undefined;
  all.get('items')?.clear();
  return [204];
};

/** Takes the number that an id begins with. */
const readsLeniently: Choices['instead'] = ({ method, path }, all) => {
  const [, name = '', id = ''] = path.split('?')[0]!.split('/');
  if (method !== 'DELETE' || Number.isInteger(Number(id)) || Number.isNaN(Number.parseInt(id, 10))) return undefined;
  return all.get(name)?.delete(Number.parseInt(id, 10)) === true ? [204] : problem(404, 'none');
};

/** Renames the item that a POST below `/items/{id}` names. */
const renames: Choices['instead'] = ({ method, path }, all) => {
  const [, id] = /^\/items\/(\d+)(?:\/name)?(?:\?|$)/.exec(path) ?? [];
  const row = all.get('items')?.get(Number(id));
  if (method !== 'POST' || id === undefined) return undefined;
  if (row !== undefined) row.name = 'renamed';
  return row === undefined ? problem(404, 'none') : [200, row];
};

const hostile: readonly (readonly [title: string, instead: Choices['instead'], spec: Spec])[] = [
  ['carries out methods that the document lacks', obeysAll, changed(() => {})],
  ['reads 7x and 7.5 as 7', readsLeniently, changed(() => {})],
  [
    'changes what an operation without a role names',
    renames,
    changed((paths) => {
      paths['/items/{id}']!.post = { operationId: 'touchItem', responses: answered };
      paths['/items/{itemId}/name'] = {
        parameters: [inPath('itemId')],
        post: { operationId: 'renameItem', responses: answered },
      };
    }),
  ],
  [
    'makes no records, so that none is the own one',
    renames,
    changed((paths) => {
      delete paths['/items']!.post;
      paths['/items/{id}']!.post = { operationId: 'touchItem', responses: answered };
    }),
  ],
  [
    'has few ids',
    undefined,
    changed((paths) => {
      paths['/items/{id}']!.parameters = [inPath('id', { type: 'integer', minimum: 1, maximum: 7 })];
    }),
  ],
  [
    'has ids that are a choice',
    undefined,
    changed((paths) => {
      delete paths['/items']!.post;
      paths['/items/{id}']!.parameters = [inPath('id', { type: 'integer', enum: [1, 2, 3] })];
    }),
  ],
];

test.each(hostile)('a target that %s keeps what was there before', async (_title, instead, spec) => {
  const target = createSmallTarget({
    instead,
    before: (_, { name }) => (typeof name === 'string' ? undefined : problem(400, 'no name')),
    rows: { items: old.map((row) => ({ ...row })) },
  });
  await verify(target, spec, { fuzz: 1 });
  const rows = [...target.stores.get('items')!.values()];
  expect(rows.filter(({ name }) => /precious|renamed/.test(String(name)))).toEqual(old);
});

const bodyOf = (body: Uint8Array | undefined): Row => JSON.parse(new TextDecoder().decode(body)) as Row;

/** Stores what is posted below `/rooms/1`, and fails all the same. */
const failsAfterStoring = (collection: string): Choices['instead'] => {
  let last = 500;
  return ({ method, path, body }, all) => {
    const [, rooms, room, name, id] = path.split('?')[0]!.split('/');
    const rows = all.get(collection) as Map<number, Row>;
    if (rooms !== 'rooms' || name !== collection) return undefined;
    if (room !== '1') return problem(404, 'none');
    if (method === 'POST') {
      last += 1;
      rows.set(last, { ...bodyOf(body), id: last });
      return problem(500, 'broken');
    }
    if (method === 'DELETE') return rows.delete(Number(id)) ? [204] : problem(404, 'none');
    return id === undefined ? [200, [...rows.values()]] : problem(404, 'none');
  };
};

/** Gives a record another id when it is replaced. */
const movesIds = (): Choices['instead'] => {
  let last = 900;
  return ({ method, path, body }, all) => {
    const rows = all.get('items') as Map<number, Row>;
    const id = Number(path.split('/')[2]);
    if (method !== 'PUT' || !rows.delete(id)) return undefined;
    last += 1;
    rows.set(last, { ...bodyOf(body), id: last });
    return [200, rows.get(last)];
  };
};

/** Makes two records at once. */
const makesTwo: Choices['instead'] = ({ method, path }, all) => {
  const rows = all.get('items') as Map<number, Row>;
  if (method !== 'POST' || path !== '/import') return undefined;
  for (const id of [700, 701]) rows.set(id, { id, name: 'of the import' });
  return [200];
};

/** Accepts a create, which is carried out at once; where it is, the answer does not say. */
const accepts: Choices['instead'] = ({ method, path, body }, all) => {
  if (method !== 'POST' || path !== '/items') return undefined;
  const rows = all.get('items') as Map<number, Row>;
  rows.set(rows.size + 800, { ...bodyOf(body), id: rows.size + 800 });
  return [202, { state: 'accepted' }];
};

const acceptsOnly = changed((paths) => {
  const schema = { type: 'object', properties: { state: { type: 'string' } } };
  const accepted = { description: 'accepted', content: { 'application/json': { schema } } };
  (paths['/items']!.post as { responses: Record<string, unknown> }).responses = { 202: accepted };
});

const belowRooms = changed((paths) => {
  const rooms = { get: paths['/items']!.get, parameters: [] };
  paths['/rooms'] = { get: { ...(rooms.get as object), operationId: 'listRooms' } };
  paths['/rooms/{roomId}'] = {
    parameters: [inPath('roomId')],
    get: { ...(paths['/items/{id}']!.get as object), operationId: 'readRoom' },
  };
  paths['/rooms/{roomId}/items'] = { ...paths['/items'], parameters: [inPath('roomId')] };
  paths['/rooms/{roomId}/items/{id}'] = { ...paths['/items/{id}'], parameters: [inPath('roomId'), inPath('id')] };
  delete paths['/items'];
  delete paths['/items/{id}'];
});

const imports = changed((paths) => {
  const content = { 'application/json': { schema: { type: 'object', properties: { name: text } } } };
  const responses = { 200: { description: 'done' } };
  paths['/import'] = { post: { operationId: 'import', requestBody: { content }, responses } };
});

test.each<[string, Choices['instead'], Spec, readonly CaseKind[]]>([
  ['a create that failed, below records that were there before', failsAfterStoring('items'), belowRooms, [creation]],
  ['a replace that gave it another id', movesIds(), changed(() => {}), [replacement]],
  ['an operation without a role', makesTwo, imports, [values]],
])('what was stored by %s is removed or listed', async (_title, instead, spec, kinds) => {
  const rows = { items: old.map((row) => ({ ...row })), rooms: [{ id: 1, name: 'room' }] };
  const target = createSmallTarget({ instead, rows });
  const report = await verify(target, spec, { kinds, include: ['import'] });
  const isOld = ({ id }: Row): boolean => old.some((row) => row.id === id);
  const left = [...target.stores.get('items')!.values()].filter((row) => !isOld(row)).map(({ id }) => String(id));
  expect(report.leftovers.map(({ id }) => id).sort()).toEqual(left.sort());
  expect(target.stores.get('items')!.size).toBe(old.length + left.length);
  expect(target.sent.some((line) => line === `POST ${spec === imports ? '/import' : line.slice(5)}`)).toBe(true);
});

test('what an accepted create made is removed, and the rest of it is told', async () => {
  const target = createSmallTarget({ instead: accepts, rows: { items: old } });
  const report = await verify(target, acceptsOnly, { kinds: [values] });
  const left = [...target.stores.get('items')!.keys()].filter((id) => old.every((row) => row.id !== id)).map(String);
  expect(left.length).toBeGreaterThan(0);
  expect(report.leftovers.map(({ resource, id }) => [resource, id])).toEqual(left.map((id) => ['items', id]));
});

test('what is listed after its removal, and can be read no more, is told', async () => {
  const target = createSmallTarget({
    rows: { items: [] },
    instead: ({ method, path }, all) => {
      const rows = all.get('items') as Map<number, Row & { gone?: true }>;
      const row = rows.get(Number(path.split('?')[0]!.split('/')[2]));
      if (row?.gone === true) return problem(404, 'none');
      if (row !== undefined && method === 'DELETE') row.gone = true;
      return row?.gone === true ? [204] : undefined;
    },
  });
  const report = await verify(
    target,
    changed(() => {}),
    { kinds: [creation] },
  );
  expect(report.leftovers).toHaveLength(target.stores.get('items')!.size);
  expect(report.leftovers[0]?.reason).toBe('the list still shows it, though it cannot be read any more');
});
