import type { Spec } from '../../openapi/model/model';
import { changeAnswersThat } from '../changes/change-answers';
import { changeStore } from '../changes/change-store';
import type { FaultInjection } from '../changes/fault-injection';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

/** Faults when records are removed. */
export function removalDrifts(spec: Spec): Drift[] {
  if (!spec.resources.some(({ roles }) => roles.remove !== undefined)) return [];
  return defineDrifts('state', removalFaults());
}

function* removalFaults(): Iterable<DriftDefinition> {
  const nothing = changeStore((store) => ({
    remove: async (resource, id) => (await store.get(resource, id)) !== undefined,
  }));
  yield ['remove:does-nothing', 'answers success to a removal and removes nothing', 'removed-is-gone', nothing];
  const listed = changeStore((store) => {
    const gone = new Set<string>();
    const isGone = (resource: string, id: string) => gone.has(`${resource} ${id}`);
    return {
      get: async (resource, id) => (isGone(resource, id) ? undefined : store.get(resource, id)),
      update: async (resource, id, change) => (isGone(resource, id) ? undefined : store.update(resource, id, change)),
      remove: async (resource, id) => {
        const there = !isGone(resource, id) && (await store.get(resource, id)) !== undefined;
        gone.add(`${resource} ${id}`);
        return there;
      },
    };
  });
  yield ['remove:still-listed', 'goes on listing what is removed', 'list-follows-writes', listed];
  const readable = changeStore((store) => {
    const gone = new Map<string, Awaited<ReturnType<typeof store.get>>>();
    return {
      get: async (resource, id) => (await store.get(resource, id)) ?? gone.get(`${resource} ${id}`),
      remove: async (resource, id) => {
        gone.set(`${resource} ${id}`, await store.get(resource, id));
        return store.remove(resource, id);
      },
    };
  });
  yield ['remove:still-readable', 'goes on answering what is removed', 'removed-is-gone', readable];
  const twice: FaultInjection = {
    handle: (next, match) => {
      const removed = new Set<string>();
      return async (request) => {
        const answer = await next(request);
        if (match(request).role !== 'remove') return answer;
        if (answer.status < 300) removed.add(request.path);
        return answer.status === 404 && removed.has(request.path)
          ? { status: 204, headers: {}, note: 'again' }
          : answer;
      };
    },
  };
  yield ['remove:again-succeeds', 'answers success to a second removal', 'removed-once', twice];
  const unknown = changeAnswersThat(
    ({ status }, { role }) => role === 'remove' && status === 404,
    () => ({ status: 204, headers: {}, note: 'unknown' }),
  );
  yield [
    'remove:unknown-succeeds',
    'answers success to the removal of nothing',
    ['unknown-not-found', 'removed-once'],
    unknown,
  ];
  const neighbour = changeStore((store) => {
    const made: string[] = [];
    return {
      insert: async (resource, record) => {
        made.push(`${resource} ${record.id}`);
        return store.insert(resource, record);
      },
      remove: async (resource, id) => {
        const [name, other] = (made[made.indexOf(`${resource} ${id}`) + 1] ?? ' ').split(' ');
        if (name === resource && other !== undefined) await store.remove(resource, other);
        return store.remove(resource, id);
      },
    };
  });
  yield [
    'remove:takes-a-neighbour',
    'removes the record beside the one addressed',
    ['others-untouched', 'accepts-valid', 'list-follows-writes'],
    neighbour,
  ];
  const body = changeAnswersThat(
    ({ status }) => status === 204,
    (answer) => ({
      ...answer,
      headers: { ...answer.headers, 'content-type': 'application/json' },
      body: '{"removed":true}',
    }),
  );
  yield ['remove:204-with-a-body', 'sends a body with status 204', ['body-presence', 'complete-response'], body];
}
