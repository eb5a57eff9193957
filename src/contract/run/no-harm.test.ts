import { parseSpec } from '../../openapi/load-spec';
import type { Spec } from '../../openapi/model/model';
import { verify } from '../verify';
import { type Choices, createSmallTarget, problem, type Row, smallSpec } from './small-target.test-support';

const old: readonly Row[] = [1, 2, 3, 7, 2_147_483_647].map((id) => ({ id, name: `precious ${id}` }));
const text = { type: 'string', minLength: 1, maxLength: 40 };
const number = { type: 'integer' };

/** The small document with other parts. */
function changed(change: (paths: Record<string, any>) => void, collections: Record<string, object> = {}): Spec {
  const document = structuredClone(smallSpec({ items: { name: text }, ...collections }).document) as any;
  change(document.paths);
  return parseSpec(document);
}

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
      paths['/items/{id}'].post = { operationId: 'touchItem', responses: answered };
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
      delete paths['/items'].post;
      paths['/items/{id}'].post = { operationId: 'touchItem', responses: answered };
    }),
  ],
  [
    'has few ids',
    undefined,
    changed((paths) => {
      paths['/items/{id}'].parameters = [inPath('id', { type: 'integer', minimum: 1, maximum: 7 })];
    }),
  ],
  [
    'has ids that are a choice',
    undefined,
    changed((paths) => {
      delete paths['/items'].post;
      paths['/items/{id}'].parameters = [inPath('id', { type: 'integer', enum: [1, 2, 3] })];
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
