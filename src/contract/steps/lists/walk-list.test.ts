import { parseSpec } from '../../../openapi/load-spec';
import { createExchange } from '../../exchange/create-exchange';
import type { CaseContext } from '../context/case';
import { walkList } from './walk-list';

const integer = { type: 'integer', minimum: 0 };
const parameters = {
  offset: [
    { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 4 } },
    { name: 'offset', in: 'query', schema: integer },
  ],
  page: [
    { name: 'per_page', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 4 } },
    { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1, default: 1 } },
  ],
  'page alone': [{ name: 'page', in: 'query', schema: { type: 'integer', minimum: 1, default: 1 } }],
  cursor: [
    { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 4 } },
    { name: 'cursor', in: 'query', schema: { type: 'string' } },
  ],
  text: [{ name: 'limit', in: 'query', schema: { type: 'string', pattern: '^[1-9]$' } }],
};

function specWith(kind: keyof typeof parameters) {
  const item = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
  const properties = {
    items: { type: 'array', items: { $ref: '#/components/schemas/Note' } },
    total: integer,
    ...(kind === 'cursor' && { next_cursor: { type: ['string', 'null'] } }),
  };
  const schema = { type: 'object', required: ['items', 'total'], properties };
  const answer = (each: unknown) => ({ 200: { description: 'ok', content: { 'application/json': { schema: each } } } });
  return parseSpec({
    openapi: '3.1.0',
    info: { title: 'Notes', version: '1' },
    paths: {
      '/notes': { get: { operationId: 'list', parameters: parameters[kind], responses: answer(schema) } },
      '/notes/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: { operationId: 'read', responses: answer({ $ref: '#/components/schemas/Note' }) },
      },
    },
    components: { schemas: { Note: item } },
  });
}

/** A list as a target shows it. */
interface Served {
  /** The total that it announces. */
  readonly total?: number;
  /** The most that it shows on a page. */
  readonly cap?: number;
  /** True when each page has a cursor, without end. */
  readonly endless?: boolean;
}

const count = 6;

async function walk(kind: keyof typeof parameters, { total = count, cap = 4, endless = false }: Served = {}) {
  const spec = specWith(kind);
  const [resource] = spec.resources;
  const list = resource!.roles.list!;
  const send: CaseContext['send'] = async (operation, { query = [] }, expectation) => {
    const asked = new Map(query);
    const size = Math.min(cap, Number(asked.get('limit') ?? asked.get('per_page') ?? cap));
    const start = Number(asked.get('offset') ?? asked.get('cursor') ?? (Number(asked.get('page') ?? 1) - 1) * size);
    const items = Array.from({ length: count }, (_, at) => ({ id: `n${at}` })).slice(start, start + size);
    const more = endless || start + size < count;
    const body = { items, total, next_cursor: more ? String(start + size) : null };
    return createExchange(
      spec,
      { method: 'GET', path: '/notes', headers: {} },
      {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: new TextEncoder().encode(JSON.stringify(body)),
        milliseconds: 1,
      },
      { operation, expectation },
    );
  };
  return (await walkList({ send } as CaseContext, resource!, list, { path: {} }))!;
}

test.each(['offset', 'page', 'page alone', 'cursor'] as const)(
  'a list paged by %s is read to its end',
  async (kind) => {
    const { items, total, complete } = await walk(kind);
    expect({ read: items.length, total, complete }).toEqual({ read: 6, total: 6, complete: true });
  },
);

test.each(['offset', 'page', 'cursor'] as const)('by %s, a total of more than there is hides no end', async (kind) => {
  const { items, total, complete } = await walk(kind, { total: 7 });
  expect({ read: items.length, total, complete }).toEqual({ read: 6, total: 7, complete: true });
});

test('cursors to one empty page after the other are an end', async () => {
  const { items, complete, exchanges } = await walk('cursor', { total: 7, endless: true });
  expect({ read: items.length, complete }).toEqual({ read: 6, complete: true });
  expect(exchanges.length).toBeLessThan(20);
});

test('shorter pages than asked for are no end while more comes', async () => {
  const { items, complete } = await walk('offset', { cap: 3 });
  expect({ read: items.length, complete }).toEqual({ read: 3, complete: false });
});

test('a limit that is a text may leave something out', async () => {
  const { items, total, isCut } = await walk('text');
  expect({ read: items.length, total, isCut }).toEqual({ read: 4, total: 6, isCut: true });
});
