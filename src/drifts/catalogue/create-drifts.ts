import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JsonObject } from '../../json-schema/model/json-schema';
import { createRandom } from '../../json-schema/model/random';
import type { LocatedSchema, PropertyPath } from '../../json-schema/model/schemas';
import { sample } from '../../json-schema/sample/sample';
import type { Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { changeAnswers, objectOf } from '../changes/change-answers';
import { bodyOf, changeBodies, validPartOf, withBody } from '../changes/change-requests';
import { changeStore } from '../changes/change-store';
import type { FaultInjection } from '../changes/fault-injection';
import { bodySchemasOf, covers, scopesOf } from '../changes/scopes';
import { bodyPlaces } from './body-places';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

/** Faults when records are created. */
export function createDrifts(spec: Spec): Drift[] {
  if (!spec.resources.some(({ roles }) => roles.create !== undefined)) return [];
  return defineDrifts('state', [
    ...keepingFaults(),
    ...idFaults(spec),
    ...rejectedFaults(spec),
    ...defaultFaults(spec),
  ]);
}

function* keepingFaults(): Iterable<DriftDefinition> {
  const forgets = changeStore(() => ({ insert: async () => true }));
  yield ['create:not-kept', 'forgets what it creates', 'created-is-readable', forgets];
  const unlisted = changeStore((store) => {
    const hidden = new Set<string>();
    return {
      insert: async (resource, record) => {
        hidden.add(`${resource} ${record.id}`);
        return store.insert(resource, record);
      },
      page: async (resource, filter, offset, limit) => {
        const page = await store.page(resource, filter, offset, limit);
        const items = page.items.filter(({ id }) => !hidden.has(`${resource} ${id}`));
        return { items, total: page.total - page.items.length + items.length };
      },
    };
  });
  const checks = ['list-follows-writes', 'filter-selects', 'pages-join', 'page-size', 'nested-collections-apart'];
  yield ['create:not-listed', 'does not list what it creates', checks, unlisted];
  const once: FaultInjection = {
    handle: (next, match) => {
      const answered = new Map<string, Awaited<ReturnType<typeof next>>>();
      return async (request) => {
        if (match(request).role !== 'create') return next(request);
        const key = `${request.path} ${new TextDecoder().decode(request.body)}`;
        const answer = answered.get(key) ?? (await next(request));
        if (answer.status < 300) answered.set(key, answer);
        return answer;
      };
    },
  };
  yield ['create:equal-is-the-same', 'answers the first record to an equal create', 'ids-unique', once];
  const twice = changeStore((store) => ({
    insert: async (resource, record) => {
      const kept = await store.insert(resource, record);
      // The copy has a number of its own in the store, and shows the same id.
      if (kept) await store.insert(resource, { ...record, id: `${record.id} again` });
      return kept;
    },
  }));
  yield ['create:listed-twice', 'lists what it creates twice', ['list-follows-writes', 'pages-join'], twice];
  const overtaken = changeStore((store) => {
    let busy = 0;
    return {
      insert: async (resource, record) => {
        busy += 1;
        await nextTurn();
        const alone = busy === 1;
        if (alone) await nextTurn();
        const kept = alone || busy % 2 === 0 ? await store.insert(resource, record) : true;
        busy -= 1;
        return kept;
      },
    };
  });
  yield [
    'concurrent-creates:lost',
    'loses some records that are created at once',
    ['concurrent-writes-kept', 'created-is-readable'],
    overtaken,
  ];
}

function* idFaults(spec: Spec): Iterable<DriftDefinition> {
  const shown = (choose: (made: number) => boolean): FaultInjection =>
    changeAnswers(() => {
      const last = new Map<string, string>();
      let made = 0;
      return (answer, { role, resource }) => {
        const id =
          role === 'create' && answer.status < 300 ? objectOf(answer)?.[resource?.idProperty ?? ''] : undefined;
        if (id === undefined || resource === undefined) return answer;
        const before = last.get(resource.name);
        made += 1;
        last.set(resource.name, JSON.stringify(id));
        if (before === undefined || !choose(made)) return answer;
        const body = { ...objectOf(answer), [resource.idProperty]: JSON.parse(before) };
        return { ...answer, body: JSON.stringify(body) };
      };
    });
  yield [
    'create:reuses-an-id',
    'gives the id of an earlier record',
    ['ids-unique', 'reads-agree'],
    shown((made) => made % 4 === 0),
  ];
  const ids = spec.resources.map(
    ({ schema, idProperty }) => propertiesOf(spec.schemas, schema).get(idProperty)?.schema,
  );
  if (!ids.some((schema) => schema?.type === 'string')) return;
  const aliases: FaultInjection = {
    handle: (next, match) => {
      const real = new Map<string, string>();
      return async (request) => {
        const matched = match(request);
        const { role, resource } = matched;
        if (role === 'create' && resource !== undefined) {
          const id = bodyOf(request)?.[resource.idProperty];
          const answer = await next(request);
          const made = objectOf(answer)?.[resource.idProperty];
          if (typeof id !== 'string' || answer.status >= 300 || typeof made !== 'string') return answer;
          real.set(id, made);
          return { ...answer, body: String(answer.body).replaceAll(made, id) };
        }
        const [id] = [...real.keys()].filter((each) => request.path.endsWith(`/${each}`));
        if (id === undefined) return next(request);
        const answer = await next({ ...request, path: request.path.replace(id, real.get(id)!) });
        return answer.body === undefined
          ? answer
          : { ...answer, body: String(answer.body).replaceAll(real.get(id)!, id) };
      };
    },
  };
  yield ['create:takes-the-id-of-the-body', 'lets clients choose ids', 'id-made-by-server', aliases];
}

function* defaultFaults(spec: Spec): Iterable<DriftDefinition> {
  for (const scope of scopesOf(spec)) {
    for (const body of bodySchemasOf(scope).slice(0, 1)) {
      for (const { path, schema, keywords } of bodyPlaces(spec.schemas, body)) {
        if (keywords.default === undefined || path.includes('.')) continue;
        const other = sample(spec.schemas, schema, {
          direction: 'request',
          optional: 'all',
          randomAt: () => createRandom('not the default'),
        });
        const value = typeof keywords.default === 'boolean' ? !keywords.default : other;
        const given = changeBodies(spec.schemas, (sent, { operation, role }) =>
          covers(scope, operation) && role !== 'update' && !Object.hasOwn(sent, path)
            ? { ...sent, [path]: value }
            : undefined,
        );
        const title = `gives ${path} another value than its default when it is left out`;
        yield [`${scope.prefix}default.${path}:ignored`, title, ['defaults-filled', 'replace-replaces'], given];
      }
    }
  }
}

/** Creates that are rejected and have an effect all the same. */
function* rejectedFaults(spec: Spec): Iterable<DriftDefinition> {
  const { schemas } = spec;
  yield [
    'create:stored-although-rejected',
    'stores what it rejects',
    ['unknown-write-creates-nothing', 'failed-create-adds-nothing'],
    storesWhenRejected(spec, (schema, body) => {
      if (body === undefined) return undefined;
      const randomAt = (path: PropertyPath) => createRandom('stored', path.join('.'));
      const valid = sample(schemas, schema, { direction: 'request', optional: 'all', randomAt }) as JsonObject;
      return { ...valid, ...validPartOf(schemas, schema, body) };
    }),
  ];
  yield [
    'create:another-although-rejected',
    'stores a record of its own when it rejects one',
    'failed-create-adds-nothing',
    storesWhenRejected(spec, (schema) => {
      const randomAt = () => createRandom('in its place');
      return sample(schemas, schema, { direction: 'request', optional: 'none', randomAt }) as JsonObject;
    }),
  ];
}

/** @param choose - gives the body that is stored for a rejected one; undefined for none */
function storesWhenRejected(
  spec: Spec,
  choose: (schema: LocatedSchema, body: JsonObject | undefined) => JsonObject | undefined,
): FaultInjection {
  const scopes = scopesOf(spec);
  return {
    handle: (next, match) => async (request) => {
      const answer = await next(request);
      const { operation, role } = match(request);
      if (role !== 'create' || answer.status !== 400) return answer;
      const scope = scopes.find((each) => covers(each, operation));
      const [schema] = scope === undefined ? [] : bodySchemasOf(scope);
      const body = schema === undefined ? undefined : choose(schema, bodyOf(request));
      if (body !== undefined) await next(withBody(request, body));
      return answer;
    },
  };
}
