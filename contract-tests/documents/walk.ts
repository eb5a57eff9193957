import { judgeAnswer } from './judge-answer';
import { CannotAsk, type Request, type RequestMaker } from './make-request';
import { type AskedOperation, isObject, type Json, type JsonObject } from './open-document';
import type { OwnIds } from './own-ids';
import type { Fault, Row } from './row';
import type { SchemaJudge } from './schema-judge';
import { type Answer, ask } from './served';

/** A request with its answer. */
export interface Exchange {
  readonly operation: AskedOperation;
  readonly request: Request;
  readonly answer: Answer;
}

/** A list that was answered: its records, and the values of the path parameters it was asked with. */
interface Listed {
  readonly items: readonly Json[];
  readonly values: readonly string[];
  readonly operation: AskedOperation;
}

/** How many records of a list are read. */
const READ = 8;

/** The order of the methods: what only reads comes first, what removes last. */
const ORDER = ['get', 'head', 'options', 'query', 'trace', 'post', 'put', 'patch', 'delete'];

/** Properties that may hold an id, besides the one that is named like the path parameter. */
const ID_NAMES = [
  'id',
  'uuid',
  'guid',
  'gid',
  'sid',
  'uid',
  'key',
  'slug',
  'code',
  'login',
  'username',
  'name',
  'number',
  'handle',
];

export interface WalkOptions {
  readonly document: JsonObject;
  readonly operations: readonly AskedOperation[];
  readonly base: string;
  readonly row: Row;
  readonly maker: RequestMaker;
  readonly judge: SchemaJudge;
  readonly ownIds: OwnIds;
  /** When asking ends, by `performance.now()`. */
  readonly until: number;
}

/** Asks every operation, reads what lists show, creates, reads back, lists. */
export async function walk(options: WalkOptions): Promise<Exchange[]> {
  const { document, operations, base, row, maker, judge, ownIds, until } = options;
  const { ours } = row;
  const exchanges: Exchange[] = [];
  const lists = new Map<string, Listed>();
  const reads = new Map(operations.filter(({ method }) => method === 'get').map((each) => [shapeOf(each.path), each]));

  const send = async (operation: AskedOperation, ids: Readonly<Record<string, string>>): Promise<Answer> => {
    const request = maker.make(operation, ids);
    const answer = await ask(base, request);
    exchanges.push({ operation, request, answer });
    if (answer.status >= 500 && !isAllPromised(operation, answer))
      ours.failed.push(faultOf(operation, request, answer, await whyOf(base, answer)));
    else {
      const wrong = judgeAnswer(document, judge, operation, answer);
      if (wrong !== undefined) ours.invalid.push(faultOf(operation, request, answer, wrong));
    }
    return answer;
  };

  const ordered = operations.toSorted(
    (one, other) =>
      ORDER.indexOf(one.method) - ORDER.indexOf(other.method) ||
      holes(one.path) - holes(other.path) ||
      one.path.length - other.path.length,
  );
  for (const operation of ordered) {
    if (performance.now() > until) break;
    row.asked += 1;
    try {
      await tryOperation(operation);
    } catch (error) {
      const reason = error instanceof CannotAsk ? error.message : `no answer: ${(error as Error).message}`;
      const fault = { operation: nameOf(operation), reason, example: '' };
      if (error instanceof CannotAsk) row.unasked.push(fault);
      else ours.failed.push(fault);
    }
  }
  return exchanges;

  async function tryOperation(operation: AskedOperation): Promise<void> {
    const listed = idsFor(operation);
    const undocumented = Object.entries(listed).filter(([name]) => {
      const parameter = operation.parameters.find((each) => each.in === 'path' && each.name === name);
      return parameter === undefined || maker.exampleOf(parameter) === undefined;
    });
    const isGet = operation.method === 'get';
    let values = Object.fromEntries(undocumented);
    let answer = await send(operation, values);
    if (!isFine(answer) && undocumented.length < Object.keys(listed).length) {
      values = listed;
      answer = await send(operation, values);
    }
    if (answer.status === 404 && holes(operation.path) > 0) {
      values = { ...listed, ...ownIds(operation.path) };
      answer = await send(operation, values);
    }
    if (isAllPromised(operation, answer)) return;
    if (isGet) ours.gets += 1;
    if (operation.method === 'post') ours.posts += 1;
    if (!isFine(answer)) return refuse(operation, answer);
    if (isGet) {
      ours.getsAnswered += 1;
      await readListed(operation, values, answer);
    }
    if (operation.method === 'post') {
      ours.postsAnswered += 1;
      await readCreated(operation, values, answer);
    }
  }

  async function refuse(operation: AskedOperation, answer: Answer): Promise<void> {
    if (answer.status >= 500) return;
    const { request } = exchanges.at(-1) as Exchange;
    ours.refused.push(faultOf(operation, request, answer, await whyOf(base, answer)));
  }

  /** Values of an operation's path parameters, of the lists that were answered. */
  function idsFor({ path }: AskedOperation): Record<string, string> {
    const names = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name as string);
    const values: (string | undefined)[] = [];
    for (const [index, name] of names.entries()) {
      const list = lists.get(collectionOf(path, name));
      const first = list?.items[0];
      if (list === undefined || first === undefined) continue;
      for (const [place, value] of list.values.entries()) values[place] = value;
      values[index] = idsOf(first, name)[0];
    }
    return Object.fromEntries(
      names.flatMap((name, index) => (values[index] === undefined ? [] : [[name, values[index]]])),
    );
  }

  /** Remembers a list and reads its records one by one. */
  async function readListed(operation: AskedOperation, values: Record<string, string>, answer: Answer): Promise<void> {
    const items = itemsOf(bodyOf(answer));
    if (items === undefined) return;
    const used = pathValues(operation.path, (exchanges.at(-1) as Exchange).request.path);
    lists.set(shapeOf(operation.path), { items, values: used, operation });
    const item = itemRead(operation.path);
    if (item === undefined) return;
    const parents = { ...values, ...byName(item.path, used) };
    const name = lastName(item.path);
    for (const each of items.slice(0, READ)) {
      const candidates = idsOf(each, name);
      if (candidates.length === 0) continue;
      row.ids += 1;
      let last: Answer | undefined;
      for (const id of candidates.slice(0, 3)) {
        last = await send(item, { ...parents, [name]: id });
        if (isFine(last)) break;
      }
      if (last !== undefined && isFine(last)) row.idsRead += 1;
      else if (last !== undefined) {
        const { request } = exchanges.at(-1) as Exchange;
        row.unreadable.push(faultOf(item, request, last, `${last.status}: ${await whyOf(base, last)}`));
      }
    }
  }

  async function readCreated(operation: AskedOperation, values: Record<string, string>, answer: Answer): Promise<void> {
    const item = itemRead(operation.path);
    const body = bodyOf(answer);
    if (item === undefined || !isObject(body)) return;
    const name = lastName(item.path);
    const inner = Object.values(body).filter((each): each is JsonObject => isObject(each));
    const location = answer.headers.get('location')?.split(/[?#]/)[0]?.split('/').at(-1);
    const candidates = [
      ...(location ? [decodeURIComponent(location)] : []),
      ...[body, ...inner].flatMap((each) => idsOf(each, name)),
    ];
    if (candidates.length === 0) return;
    row.created += 1;
    const created = exchanges.at(-1) as Exchange;
    const used = pathValues(operation.path, created.request.path);
    let found: string | undefined;
    let last = answer;
    for (const id of candidates.slice(0, 4)) {
      last = await send(item, { ...values, ...byName(item.path, used), [name]: id });
      if (!isFine(last)) continue;
      found = id;
      break;
    }
    if (found === undefined) {
      const { request } = exchanges.at(-1) as Exchange;
      row.unreadCreated.push(faultOf(item, request, last, `${last.status}: ${await whyOf(base, last)}`));
      return;
    }
    row.createdRead += 1;
    const list = lists.get(shapeOf(operation.path));
    if (list === undefined) return;
    row.createdListable += 1;
    const again = await send(list.operation, byName(list.operation.path, used));
    const size = list.operation.parameters.find(
      ({ in: where, name: of }) =>
        where === 'query' && /^(limit|per_?page|page_?size|size|count|\$?top|page\[size\])$/i.test(of),
    );
    const shown = (text: string): boolean => text.includes(JSON.stringify(found)) || text.includes(`:${found}`);
    if (shown(again.text)) row.createdListed += 1;
    else if (size !== undefined && (await showsWith(list.operation, used, size, shown))) row.createdListed += 1;
    else
      row.unlisted.push(
        faultOf(list.operation, (exchanges.at(-1) as Exchange).request, again, 'the created record is not listed'),
      );
  }

  async function showsWith(
    operation: AskedOperation,
    used: readonly string[],
    size: AskedOperation['parameters'][number],
    shown: (text: string) => boolean,
  ): Promise<boolean> {
    const most = isObject(size.schema as Json) ? Number((size.schema as JsonObject).maximum ?? 100) : 100;
    const request = maker.make(operation, byName(operation.path, used));
    const path = `${request.path}${request.path.includes('?') ? '&' : '?'}${encodeURIComponent(size.name)}=${Math.min(most, 100)}`;
    return shown((await ask(base, { ...request, path })).text);
  }

  /** The operation that reads one record of a collection. */
  function itemRead(path: string): AskedOperation | undefined {
    return reads.get(`${shapeOf(path)}/{}`);
  }
}

/** True for an error that is all that its operation documents: it is no success that is missed. */
export const isAllPromised = ({ responses }: AskedOperation, { status }: Answer): boolean =>
  String(status) in responses && !Object.keys(responses).some((name) => /^[23d]/.test(name));

const isFine = ({ status }: Answer): boolean => status >= 200 && status < 400;
/** A template without names, a suffix or a slash at its end: `/a/{x}.json` and `/a/{y}/` are one. */
const shapeOf = (path: string): string => path.replaceAll(/\{[^}]*\}/g, '{}').replace(/(?<=.)\/$|\.json$/, '');
const holes = (path: string): number => path.split('{').length - 1;
const nameOf = ({ method, path }: AskedOperation): string => `${method.toUpperCase()} ${path}`;
const lastName = (path: string): string => [...path.matchAll(/\{([^}]*)\}/g)].at(-1)?.[1] as string;

/** The shape of the path before a parameter: `/a/{}/b` for `/a/{x}/b/{y}`. */
const collectionOf = (path: string, name: string): string =>
  shapeOf(path.slice(0, path.indexOf(`{${name}}`)).replace(/\/$/, ''));

/** The values that stand in a path where its template has parameters. */
function pathValues(template: string, path: string): string[] {
  const given = (path.split('?')[0] as string).split('/');
  return template
    .split('/')
    .flatMap((part, index) => (/^\{[^}]*\}$/.test(part) ? [decodeURIComponent(given[index] ?? '')] : []));
}

function byName(path: string, values: readonly string[]): Record<string, string> {
  const names = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name as string);
  return Object.fromEntries(values.map((value, index) => [names[index] as string, value]));
}

function bodyOf({ text }: Answer): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The records of a list: the body, or the first list in it, at most two levels down. */
function itemsOf(body: Json | undefined, depth = 0): readonly Json[] | undefined {
  if (Array.isArray(body)) return body;
  if (!isObject(body) || depth > 1) return undefined;
  const values = Object.values(body);
  return (
    (values.find((each) => Array.isArray(each)) as Json[] | undefined) ??
    values.map((each) => itemsOf(each, depth + 1)).find(Boolean)
  );
}

/** What may be the id of a record, likeliest first. */
function idsOf(item: Json, parameter: string): string[] {
  if (typeof item === 'string' || typeof item === 'number') return [String(item)];
  if (!isObject(item)) return [];
  const plain = (name: string): string => name.replaceAll(/[^a-z0-9]/gi, '').toLowerCase();
  const wanted = plain(parameter);
  const names = Object.keys(item).filter((name) => ['string', 'number'].includes(typeof item[name]));
  const rank = (name: string): number => {
    const own = plain(name);
    if (own === wanted) return 0;
    if (ID_NAMES.includes(own) && wanted.endsWith(own)) return 1;
    if (own === 'id') return 2;
    return ID_NAMES.includes(own) ? 3 + ID_NAMES.indexOf(own) : 99;
  };
  return names
    .filter((name) => rank(name) < 99)
    .toSorted((one, other) => rank(one) - rank(other))
    .map((name) => String(item[name]));
}

/** Why the mock answered so, by its own journal. */
async function whyOf(base: string, answer: Answer): Promise<string> {
  try {
    const journal = await ask(base, { method: 'GET', path: '/__admin/journal?limit=1', headers: {} });
    const { note } = JSON.parse(journal.text).exchanges[0];
    if (typeof note === 'string' && note !== '') return note;
  } catch {}
  const body = bodyOf(answer);
  const told = isObject(body) ? (body.detail ?? body.message ?? body.title ?? body.error) : undefined;
  return String(told ?? answer.text).slice(0, 200);
}

export function faultOf(operation: AskedOperation, request: Request, answer: Answer, reason: string): Fault {
  const body = typeof request.body === 'string' ? ` ${request.body.slice(0, 300)}` : '';
  const example = `${request.method} ${request.path}${body} -> ${answer.status} ${answer.text.slice(0, 400)}`;
  return { operation: nameOf(operation), reason, example };
}
