import { creation } from '../../cases/creation';
import { failedWrites } from '../../cases/failed-writes';
import { listChanges } from '../../cases/list-changes';
import { patching } from '../../cases/patching';
import { randomWalks } from '../../cases/random-walks';
import { removal } from '../../cases/removal';
import { replacement } from '../../cases/replacement';
import {
  type Answer,
  type Choices,
  changeSpec,
  createSmallTarget,
  problem,
  type Row,
  smallSpec,
} from '../../run/small-target.test-support';
import { verify } from '../../verify';

const kinds = [creation, replacement, patching, removal, failedWrites, listChanges, randomWalks];
const name = { type: 'string', minLength: 1, maxLength: 40 };

/** A document whose writes answer 202. */
function specOf(answered: object) {
  const accepted = { description: 'accepted', headers: { Location: { schema: { type: 'string' } } }, ...answered };
  return changeSpec(smallSpec({ items: { name } }), (paths) => {
    for (const [path, method] of [
      ['/items', 'post'] as const,
      ['/items/{id}', 'put'] as const,
      ['/items/{id}', 'delete'] as const,
    ]) {
      const operation = paths[path]![method] as { responses: Record<string, unknown> };
      const failures = Object.entries(operation.responses).filter(([status]) => !status.startsWith('2'));
      operation.responses = { 202: accepted, ...Object.fromEntries(failures) };
    }
  });
}

type Plan = (about: { readonly job: number; readonly id: number; readonly isNew: boolean }) => Answer;

/** A server that carries writes out a moment after it has accepted them. */
function later(answer: Plan, { delay = 20 } = {}): Choices {
  let [last, jobs] = [1_000, 5];
  const done = new Map<number, number | undefined>();
  return {
    rows: { items: [5, 6, 7, 8].map((id) => ({ id, name: `precious ${id}` })) },
    instead({ method, path, body }, all) {
      const [, collection, given] = path.split('?')[0]!.split('/');
      const rows = all.get('items') as Map<number, Row>;
      if (collection === 'jobs') {
        const job = Number(given);
        if (!done.has(job)) return [200, { id: job, status: 'running' }];
        const id = done.get(job);
        return [200, { id: job, status: 'succeeded', ...(id === undefined ? {} : { resource: `/items/${id}` }) }];
      }
      if (collection !== 'items' || !/^(POST|PUT|DELETE)$/.test(method)) return undefined;
      const sent = body === undefined ? undefined : (JSON.parse(new TextDecoder().decode(body)) as Row);
      if (sent !== undefined && !/^.{1,40}$/su.test(String(sent.name))) return problem(400, 'no name');
      if (given !== undefined && !rows.has(Number(given))) return problem(404, 'none');
      const id = given === undefined ? ++last : Number(given);
      const job = ++jobs;
      setTimeout(() => {
        if (method === 'DELETE') rows.delete(id);
        else rows.set(id, { ...(sent as Row), id });
        done.set(job, method === 'DELETE' ? undefined : id);
      }, delay);
      return answer({ job, id, isNew: method === 'POST' });
    },
  };
}

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const integer = { type: 'integer' };
const jobBody = json({ type: 'object', properties: { id: integer, status: { type: 'string' } } });

test.each<[string, object, Plan]>([
  ['the record itself', {}, ({ id }) => [202, undefined, { location: `/items/${id}` }]],
  ['a job that leads to the record', {}, ({ job }) => [202, undefined, { location: `/jobs/${job}` }]],
  [
    'a job with an id of its own',
    jobBody,
    ({ job }) => [202, { id: job, status: 'queued' }, { location: `/jobs/${job}` }],
  ],
  ['nothing', {}, () => [202]],
])('a correct target that accepts writes and tells of %s has no errors, and harms nothing', async (_, body, answer) => {
  const target = createSmallTarget(later(answer));
  const report = await verify(target, specOf(body), { kinds, fuzz: 2 });
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ check, title }) => `${check}: ${title}`)).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const rows = [...target.stores.get('items')!.values()];
  expect(rows.filter(({ id }) => id < 1_000).map(({ name }) => name)).toEqual(
    [5, 6, 7, 8].map((id) => `precious ${id}`),
  );
  const told = new Set(report.leftovers.map(({ id }) => id));
  expect(rows.filter(({ id }) => id > 1_000 && !told.has(String(id)))).toEqual([]);
});

test('what is accepted and then lost is found, where the target tells that it is done', async () => {
  const choices = later(({ job }) => [202, undefined, { location: `/jobs/${job}` }]);
  const loses: Choices = {
    ...choices,
    instead(request, all) {
      const answer = choices.instead?.(request, all);
      const replaced = (): Row | undefined => all.get('items')!.get(Number(request.path.split('/')[2]));
      if (request.method === 'PUT') setTimeout(() => Object.assign(replaced() ?? {}, { name: 'lost' }), 20);
      return answer;
    },
  };
  const report = await verify(createSmallTarget(loses), specOf({}), { kinds: [replacement], concurrency: 1 });
  expect(report.findings.map(({ check }) => check)).toContain('reads-agree');
}, 20_000);
