import { parseSpec } from '../../openapi/load-spec';
import type { Spec } from '../../openapi/model/model';
import type { Target, WireRequest, WireResponse } from '../exchange/exchange';

/** Record of the small target. */
export type Row = Record<string, unknown> & { id: number };

/** Choices of the small target; a correct one that chooses freely when left out. */
export interface Choices {
  /** Answers a write before it is carried out. */
  readonly before?: (name: string, body: Row, rows: ReadonlyMap<number, Row>, all: Stores) => Answer | undefined;
  /** Answers any request before the target itself does. */
  readonly instead?: (request: WireRequest, all: Stores) => Answer | undefined;
  readonly reuseIds?: boolean;
  /** Rows that are there before the run, by collection. */
  readonly rows?: Readonly<Record<string, readonly Row[]>>;
}

type Stores = ReadonlyMap<string, Map<number, Row>>;

/** Status, body and headers. */
export type Answer = readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>];

/** A problem as the small target answers it. */
export const problem = (status: number, detail: string): Answer => [status, { title: 'Problem', status, detail }];

/** A correct server of collections, in this process. */
export function createSmallTarget(
  choices: Choices = {},
): Target & { readonly stores: Stores; readonly sent: string[] } {
  const stores = new Map<string, Map<number, Row>>();
  const sent: string[] = [];
  let last = 100;
  for (const [name, rows] of Object.entries(choices.rows ?? {}))
    stores.set(name, new Map(rows.map((row) => [row.id, row])));
  const rowsOf = (name: string): Map<number, Row> => {
    if (!stores.has(name)) stores.set(name, new Map());
    return stores.get(name)!;
  };
  const nextId = (rows: ReadonlyMap<number, Row>): number => {
    if (choices.reuseIds !== true) return ++last;
    let id = 1;
    while (rows.has(id)) id += 1;
    return id;
  };
  const answer = (request: WireRequest): Answer => {
    const given = choices.instead?.(request, stores);
    if (given !== undefined) return given;
    const [, name = '', id] = request.path.split('?')[0]!.split('/');
    const rows = rowsOf(name);
    const row = id === undefined ? undefined : rows.get(Number(id));
    const missing = problem(404, 'There is nothing.');
    const body = (): Row => JSON.parse(new TextDecoder().decode(request.body)) as Row;
    if (request.method === 'GET') return id === undefined ? [200, [...rows.values()]] : row ? [200, row] : missing;
    if (request.method === 'DELETE') return rows.delete(Number(id)) ? [204] : missing;
    if (id !== undefined && row === undefined) return missing;
    const item = { ...body(), id: row?.id ?? nextId(rows) };
    const refused = choices.before?.(
      name,
      { ...body(), ...(row === undefined ? {} : { self: row.id }) } as Row,
      rows,
      stores,
    );
    if (refused !== undefined) return refused;
    rows.set(item.id, item);
    return id === undefined ? [201, item, { location: `/${name}/${item.id}` }] : [200, item];
  };
  return {
    url: 'http://x',
    stores,
    sent,
    close: async () => {},
    async send(request): Promise<WireResponse> {
      sent.push(`${request.method} ${request.path}`);
      const [status, body, headers = {}] = answer(request);
      const type = status >= 400 ? 'application/problem+json' : 'application/json';
      return {
        status,
        headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers },
        body: new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)),
        milliseconds: 0,
      };
    },
  };
}

/** The paths of a document, for changes to it. */
export type Paths = Record<string, Record<string, unknown>>;

/** A document with other paths. */
export function changeSpec({ document }: Spec, change: (paths: Paths) => void): Spec {
  const copy = structuredClone(document) as unknown as { paths: Paths };
  change(copy.paths);
  return parseSpec(copy as never);
}

const problems = { title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' } };
const failure = {
  description: '',
  content: { 'application/problem+json': { schema: { type: 'object', properties: problems } } },
};

/** A document with collections, each with the properties of its items and the statuses of its refusals. */
export function smallSpec(
  collections: Readonly<Record<string, object>>,
  refusals: readonly number[] = [400, 409, 422],
): Spec {
  const paths: Record<string, object> = {};
  const failures = Object.fromEntries([...refusals, 404].map((status) => [status, failure]));
  for (const [name, properties] of Object.entries(collections)) {
    const writable = Object.keys(properties);
    const schema = {
      type: 'object',
      required: ['id', ...writable],
      properties: { id: { type: 'integer', readOnly: true }, ...properties },
    };
    const json = (of: object) => ({ content: { 'application/json': { schema: of } } });
    const about = { requestBody: { required: true, ...json(schema) } };
    paths[`/${name}`] = {
      get: {
        operationId: `list-${name}`,
        responses: { 200: { description: '', ...json({ type: 'array', items: schema }) } },
      },
      post: {
        operationId: `create-${name}`,
        ...about,
        responses: { 201: { description: '', ...json(schema) }, ...failures },
      },
    };
    paths[`/${name}/{id}`] = {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { operationId: `get-${name}`, responses: { 200: { description: '', ...json(schema) }, ...failures } },
      put: {
        operationId: `replace-${name}`,
        ...about,
        responses: { 200: { description: '', ...json(schema) }, ...failures },
      },
      delete: { operationId: `delete-${name}`, responses: { 204: { description: '' }, ...failures } },
    };
  }
  return parseSpec({ openapi: '3.1.0', info: { title: 'Small', version: '1' }, paths });
}
