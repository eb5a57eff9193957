import type { MockResponse } from '../../mock/messages/message';
import type { Spec } from '../../openapi/model/model';
import { askJson, changeJson, isSuccess, objectOf } from '../changes/change-answers';
import { changeItems, changeListed } from '../changes/change-items';
import { changeStore } from '../changes/change-store';
import { collectionPathOf, type FaultInjection } from '../changes/fault-injection';
import { scopesOf } from '../changes/scopes';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

/** Faults in what reading shows, and in what it does. */
export function readDrifts(spec: Spec): Drift[] {
  return defineDrifts('state', readFaults(spec));
}

function* readFaults(spec: Spec): Iterable<DriftDefinition> {
  const roles = new Set(spec.resources.flatMap((resource) => Object.keys(resource.roles)));
  if (roles.has('list') && roles.has('create')) {
    const cached: FaultInjection = {
      handle: (next, match) => {
        const kept = new Map<string, MockResponse>();
        return async (request) => {
          if (match(request).role !== 'list' || request.method !== 'GET') return next(request);
          const url = `${request.path}?${request.query}`;
          const answer = kept.get(url) ?? (await next(request));
          if (isSuccess(answer)) kept.set(url, answer);
          return answer;
        };
      },
    };
    yield [
      'list:cached',
      'shows a list as it was when it was first read',
      ['list-follows-writes', 'total-counts'],
      cached,
    ];
  }
  if (roles.has('read') && (roles.has('replace') || roles.has('update'))) {
    const stale = changeStore((store) => {
      const before = new Map<string, Awaited<ReturnType<typeof store.get>>>();
      return {
        get: async (resource, id) => {
          const found = await store.get(resource, id);
          return found === undefined ? undefined : (before.get(`${resource} ${id}`) ?? found);
        },
        update: async (resource, id, change) => {
          before.set(`${resource} ${id}`, await store.get(resource, id));
          return store.update(resource, id, change);
        },
      };
    });
    yield ['read:stale', 'reads a record as it was before the last write', 'reads-agree', stale];
    const listedOld = changeStore((store) => {
      const first = new Map<string, Awaited<ReturnType<typeof store.get>>>();
      return {
        update: async (resource, id, change) => {
          const key = `${resource} ${id}`;
          if (!first.has(key)) first.set(key, await store.get(resource, id));
          return store.update(resource, id, change);
        },
        page: async (resource, filter, offset, limit) => {
          const page = await store.page(resource, filter, offset, limit);
          return { ...page, items: page.items.map((item) => first.get(`${resource} ${item.id}`) ?? item) };
        },
      };
    });
    if (roles.has('list')) {
      yield [
        'list:stale-items',
        'lists records as they were created',
        ['reads-agree', 'list-follows-writes', 'filter-selects'],
        listedOld,
      ];
    }
  }
  if (roles.has('read') && roles.has('create')) {
    const copies: FaultInjection = {
      handle: (next, match) => async (request) => {
        const answer = await next(request);
        if (match(request).role !== 'read' || request.method !== 'GET' || !isSuccess(answer)) return answer;
        await askJson(next, 'POST', collectionPathOf(request.path), objectOf(answer) ?? {});
        return answer;
      },
    };
    yield ['read:creates', 'creates a record with each read', ['reads-have-no-effect', 'list-follows-writes'], copies];
    const removes: FaultInjection = {
      handle: (next, match) => {
        const times = new Map<string, number>();
        return async (request) => {
          if (match(request).role !== 'read') return next(request);
          times.set(request.path, (times.get(request.path) ?? 0) + 1);
          return next(times.get(request.path)! > 2 ? { ...request, path: `${request.path}0` } : request);
        };
      },
    };
    yield ['read:wears-out', 'answers a record only twice', ['accepts-valid', 'reads-agree'], removes];
  }
  for (const scope of scopesOf(spec)) {
    if (scope.resource?.roles.list === undefined || scope.resource.roles.create === undefined) continue;
    const empty = changeJson(
      (answer, { operation }) => isSuccess(answer) && operation === scope.resource?.roles.list,
      (body, { resource }) => changeListed(body, resource?.list, () => []),
    );
    const checks = ['list-follows-writes', 'page-size', 'total-counts', 'pages-join'];
    yield [`${scope.prefix}list:empty`, 'lists nothing, and counts it', checks, empty];
    const swapped = changeItems(scope, (item) => crossed(item, scope.resource?.idProperty), 'in lists');
    const title = 'mixes up two properties in lists';
    yield [
      `${scope.prefix}list:crossed-values`,
      title,
      ['list-follows-writes', 'reads-agree', 'body-matches-schema'],
      swapped,
    ];
  }
}

function crossed(item: ReturnType<typeof objectOf> & object, id: string | undefined) {
  const [one, other] = Object.keys(item)
    .filter((name) => name !== id && typeof item[name] === 'string')
    .slice(-2);
  return one === undefined || other === undefined ? item : { ...item, [one]: item[other]!, [other]: item[one]! };
}
