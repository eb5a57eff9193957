import type { JsonObject } from '../../json-schema/model/json-schema';
import { createRandom } from '../../json-schema/model/random';
import { sample } from '../../json-schema/sample/sample';
import type { Role, Spec } from '../../openapi/model/model';
import { requiredOf } from '../../openapi/model/schema-facts';
import { jsonMediaType } from '../../openapi/operations/responses';
import { askJson, changeAnswers, objectOf } from '../changes/change-answers';
import { bodyOf, validBodyOf, validPartOf, withBody } from '../changes/change-requests';
import { changeStore } from '../changes/change-store';
import { collectionPathOf, type FaultInjection, idInPath } from '../changes/fault-injection';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

/** Faults when records are replaced or changed. */
export function replaceDrifts(spec: Spec): Drift[] {
  const has = (role: Role) => spec.resources.some(({ roles }) => roles[role] !== undefined);
  const rows: DriftDefinition[] = [];
  if (has('replace')) rows.push(...replaceFaults(spec));
  if (has('update')) rows.push(...updateFaults(spec));
  if (has('replace') || has('update')) rows.push(...writeFaults(spec));
  return defineDrifts('state', rows);
}

function* replaceFaults(spec: Spec): Iterable<DriftDefinition> {
  const merges: FaultInjection = {
    handle: (next, match) => async (request) => {
      const matched = match(request);
      const body = matched.role === 'replace' ? validBodyOf(spec.schemas, matched) : undefined;
      const current = body === undefined ? undefined : objectOf(await askJson(next, 'GET', request.path));
      return next(current === undefined ? request : withBody(request, { ...current, ...body }));
    },
  };
  yield ['replace:merges', 'keeps what a replace leaves out', ['replace-replaces', 'defaults-filled'], merges];
  if (!spec.resources.some(({ roles }) => roles.replace !== undefined && roles.create !== undefined)) return;
  const creates: FaultInjection = {
    handle: (next, match) => {
      const real = new Map<string, string>();
      return async (request) => {
        const { role, resource } = match(request);
        const id = idInPath(request.path);
        const known = role !== 'list' && role !== 'create' && resource !== undefined ? real.get(id) : undefined;
        const shown = known === undefined ? request : { ...request, path: request.path.replace(id, known) };
        let answer = await next(shown);
        if (role === 'replace' && answer.status === 404) {
          answer = await next({ ...request, method: 'POST', path: collectionPathOf(request.path) });
          const made = objectOf(answer)?.[resource?.idProperty ?? ''];
          if (answer.status < 300 && made !== undefined) real.set(id, String(made));
        }
        const made = real.get(id);
        if (made === undefined || answer.body === undefined) return answer;
        const body = { ...objectOf(answer), [resource!.idProperty]: typeof id === 'string' ? idLike(made, id) : id };
        return { ...answer, body: JSON.stringify(body) };
      };
    },
  };
  const checks = ['unknown-write-creates-nothing', 'unknown-not-found', 'removed-is-gone'];
  yield ['replace:creates-unknown', 'creates what it should replace', checks, creates];
  const renames: FaultInjection = changeAnswers(() => (answer, { role, resource, request }) => {
    const sent = role === 'replace' ? bodyOf(request)?.[resource?.idProperty ?? ''] : undefined;
    const body = sent === undefined || answer.status >= 300 ? undefined : objectOf(answer);
    return body === undefined
      ? answer
      : { ...answer, body: JSON.stringify({ ...body, [resource!.idProperty]: sent! }) };
  });
  yield ['replace:takes-the-id-of-the-body', 'changes the id with a replace', 'keeps-id', renames];
}

// An id of digits is a number in a body.
function idLike(model: string, id: string): string | number {
  return /^\d+$/.test(model) && /^\d+$/.test(id) ? Number(id) : id;
}

function* updateFaults(spec: Spec): Iterable<DriftDefinition> {
  const replaces = changeStore((store) => ({
    update: (resource, id, change) => {
      const { roles, schema } = spec.resources.find(({ name }) => name === resource) ?? {};
      if (roles?.update === undefined || roles.replace !== undefined || schema === undefined) {
        return store.update(resource, id, change);
      }
      const required = requiredOf(spec.schemas, schema);
      return store.update(resource, id, (current) => {
        const after = change(current);
        const [before, now]: JsonObject[] = [JSON.parse(current.json), JSON.parse(after.json)];
        // What has not changed has not been named.
        const kept = Object.entries(now!).filter(
          ([name, value]) => required.has(name) || JSON.stringify(value) !== JSON.stringify(before![name]),
        );
        return { ...after, json: JSON.stringify(Object.fromEntries(kept)) };
      });
    },
  }));
  yield ['update:replaces', 'loses what a patch does not name', 'update-merges', replaces];
}

function* writeFaults(spec: Spec): Iterable<DriftDefinition> {
  const ignores = changeStore((store) => ({ update: async (resource, id) => store.get(resource, id) }));
  const title = 'answers success to a write and changes nothing';
  yield ['write:does-nothing', title, ['answer-reflects-request', 'update-merges', 'reads-agree'], ignores];
  const touched = changeStore((store) => {
    const made: { resource: string; id: string }[] = [];
    return {
      insert: async (resource, record) => {
        made.push({ resource, id: record.id });
        return store.insert(resource, record);
      },
      update: async (resource, id, change) => {
        const record = await store.update(resource, id, change);
        if (record === undefined) return record;
        // The neighbours in the order of creation: an index that is one off.
        const at = made.findIndex((each) => each.resource === resource && each.id === id);
        for (const other of [made[at - 1], made[at + 1]]) {
          if (other?.resource !== resource) continue;
          await store.update(resource, other.id, (current) => mixed(current, record));
        }
        return record;
      },
    };
  });
  yield ['write:touches-a-neighbour', 'changes the record beside the one addressed', 'others-untouched', touched];
  const partly: FaultInjection = {
    handle: (next, match) => async (request) => {
      const answer = await next(request);
      const { operation, role } = match(request);
      const body = (role === 'replace' || role === 'update') && answer.status === 400 ? bodyOf(request) : undefined;
      const schema = jsonMediaType(operation?.body?.mediaTypes ?? [])?.schema;
      if (body === undefined || schema === undefined) return answer;
      const kept = validPartOf(spec.schemas, schema, body);
      const random = { direction: 'request', optional: 'none', randomAt: () => createRandom('kept') } as const;
      const base =
        role === 'update'
          ? {}
          : {
              ...(sample(spec.schemas, schema, random) as object),
              ...objectOf(await askJson(next, 'GET', request.path)),
            };
      if (Object.keys(kept).length > 0) await next(withBody(request, { ...base, ...kept }));
      return answer;
    },
  };
  yield [
    'write:half-done-although-rejected',
    'stores the valid part of what it rejects',
    'failed-write-changes-nothing',
    partly,
  ];
}

function mixed(
  current: { id: string; json: string; keys: Readonly<Record<string, string>> },
  by: { json: string; id: string },
) {
  const [own, other] = [JSON.parse(current.json), JSON.parse(by.json)];
  const texts = Object.entries(other).filter(
    ([name, value]) =>
      typeof value === 'string' && value !== by.id && !(name in current.keys) && String(own[name]) !== current.id,
  );
  return { ...current, json: JSON.stringify({ ...own, ...Object.fromEntries(texts) }) };
}
