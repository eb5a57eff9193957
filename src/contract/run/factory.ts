import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation, Resource, Spec } from '../../openapi/model/model';
import { createdIsReadable } from '../checks/created-is-readable';
import type { RequestParts } from '../exchange/build-request';
import type { Exchange } from '../exchange/exchange';
import type { Expectation } from '../exchange/expectation';
import type { CaseContext } from '../steps/context/case';
import { Blocked, type CreatedRecord, type RecordOptions } from '../steps/context/case';
import { type ExistingIds, firstIdFor } from '../steps/records/existing-ids';
import { borrowRecord, recordFrom } from '../steps/records/record';
import { blamedReferences, createReferences } from '../steps/records/references';
import { exampleBody, referredResources } from '../steps/records/referred-resources';
import { distinctItem, leapToFreshMarks } from '../steps/requests/distinct-item';
import { bodyWithItem, idText, itemInBody } from '../steps/requests/item-in-body';
import { validRequest } from '../steps/requests/valid-request';
import { exampleOf, explains, minimalBody, UnknownReferences, whyNone, withBody } from './refused-creates';
import { keepSnapshot, type LearntLists } from './snapshots';

/** Makes records, and remembers what it learnt while doing so. */
export interface Factory {
  record(context: CaseContext, resource: Resource, options?: RecordOptions): Promise<CreatedRecord>;
  /** The path parameters of a resource's collection path: ids of records around it, made once for the run. */
  parents(context: CaseContext, resource: Resource): Promise<Readonly<Record<string, string>>>;
  checksReferences(context: CaseContext, resource: Resource): Promise<boolean>;
  /** Makes the first record of a resource, and learns from it what later ones stand on. */
  prepare(context: CaseContext, resource: Resource): Promise<void>;
  /** Tests if no two records may have the same value of a property; found out once, by a second create with the same value. */
  isUnique(context: CaseContext, resource: Resource, property: string): Promise<boolean>;
  adapt(operation: Operation, parts: RequestParts, subject: readonly (string | number)[] | undefined): RequestParts;
}

type Made = Promise<CreatedRecord | undefined>;
type Bases = readonly (JsonObject | undefined)[];

/**
 * Creates the factory of one run.
 *
 * @param learnt - facts of the target that are found out on the way
 * @param ids - of records that are on the target already
 */
export function createFactory(spec: Spec, seed: number, learnt: LearntLists, ids?: ExistingIds): Factory {
  const references = createReferences(spec, ids);
  const parentsOf = new Map<string, Promise<Readonly<Record<string, string>>>>();
  const probes = new Map<string, Promise<CreatedRecord>>();
  const trials = new Map<string, Promise<void>>();
  const shared = new Map<string, Promise<CreatedRecord>>();
  const uniques = new Map<string, Promise<boolean>>();
  /** Documented examples that are the base of all bodies, where the target refuses generated ones. */
  const bases = new Map<string, JsonObject>();
  /** Name of the resource that the first create of another one waits for. */
  const waitsFor = new Map<string, string>();
  let made = 0;

  const parents = (context: CaseContext, resource: Resource): Promise<Readonly<Record<string, string>>> => {
    const known = parentsOf.get(resource.name) ?? makeParents(context, resource);
    parentsOf.set(resource.name, known);
    return known;
  };

  const makeParents = async (context: CaseContext, resource: Resource): Promise<Readonly<Record<string, string>>> => {
    const values: Record<string, string> = {};
    for (const link of resource.parents) {
      const given = ids === undefined ? undefined : idText(firstIdFor(ids, link.parameter));
      const around = context.spec.resources.find(({ name }) => name === link.resource);
      if (given !== undefined) {
        values[link.parameter] = given;
        continue;
      }
      if (around === undefined) {
        values[link.parameter] = exampleOf(resource, link.parameter);
        continue;
      }
      // An existing one is only borrowed where none can be made: what hangs on it is made and removed all the same.
      const mayBorrow = context.readOnly || around.roles.create === undefined;
      const record = await factory.record(context, around, { mayBorrow, parents: values });
      values[link.parameter] = record.id;
    }
    return values;
  };

  const send = async (
    context: CaseContext,
    resource: Resource,
    options: RecordOptions,
    expectation: Expectation,
    key?: string,
  ): Promise<{ exchange: Exchange; record: CreatedRecord | undefined }> => {
    const operation = resource.roles.create;
    if (operation === undefined) throw new Blocked(`the document has no operation that creates ${resource.name}`);
    const path = options.parents ?? (await parents(context, resource));
    // What is only made to learn something leaves the bodies of the others as they are.
    if (key === undefined) made += 1;
    const parts = references.adapt(
      operation,
      withBody(validRequest(spec, operation, seed, key ?? `record ${made}`, { path }), bases.get(resource.name)),
      undefined,
    );
    if (operation.body?.required === true && parts.json === undefined && parts.bytes === undefined)
      throw new Blocked(`no ${resource.name} can be created: no body of a documented type can be made`);
    const item = itemInBody(resource, 'create', parts.json);
    const sent = isJsonObject(item)
      ? {
          ...(parts.json as JsonObject),
          ...bodyWithItem(resource, 'create', {
            ...distinctItem(spec, { resource, role: 'create' }, operation, item),
            ...options.body,
          }),
        }
      : undefined;
    const exchange = await context.send(operation, sent === undefined ? parts : { ...parts, json: sent }, expectation);
    const record = recordFrom(resource, path, exchange, sent);
    return { exchange, record: record !== undefined && context.keep(record) ? record : undefined };
  };

  const create = async (context: CaseContext, resource: Resource, options: RecordOptions): Promise<CreatedRecord> => {
    const pointer = resource.roles.create?.pointer ?? '#/paths';
    const { exchange, record } = await send(context, resource, options, {
      kind: 'success',
      because: 'every property is valid',
      pointer,
    });
    if (record !== undefined) return record;
    throw new Blocked(`no ${resource.name} can be created: ${whyNone(exchange)}`);
  };

  // The first requests are judged by what they bring to light only, as the target may know none of the records that they
  // refer to.
  const probe = async (context: CaseContext, resource: Resource): Promise<CreatedRecord> => {
    const open: Expectation = { kind: 'open', because: 'references may be unknown' };
    const first = await send(context, resource, {}, open);
    if (first.record !== undefined) return first.record;
    const again = await retry(context, resource, first.exchange, open);
    if (again !== undefined) return again;
    const learnt = await references.learn(context, resource, first.exchange);
    if (typeof learnt === 'object') throw new UnknownReferences(resource, learnt.missing, 'unknown');
    const explained = explains(first.exchange);
    if (explained !== undefined) throw new Blocked(explained);
    if (learnt === 'none' || (learnt === 'known' && ids === undefined)) return create(context, resource, {});
    const second = await send(context, resource, {}, open);
    if (learnt === 'guess') references.settle(second.record !== undefined);
    if (second.record !== undefined) return second.record;
    const blamed = blamedReferences(second.exchange);
    if (blamed.length > 0) throw new UnknownReferences(resource, blamed, 'given');
    return create(context, resource, {});
  };

  // Records that a body refers to are made first; then plainer texts, the documented example and the least body are tried.
  const retry = async (context: CaseContext, resource: Resource, refused: Exchange, open: Expectation): Made => {
    const { status } = refused.response;
    if (status < 400 || [401, 403, 405, 415].includes(status)) return undefined;
    if (status >= 500) return fromBases(context, resource, open, [minimalBody(spec, resource, seed)]);
    const set = await referred(context, resource);
    if (Object.keys(set).length > 0) {
      references.give(resource, set);
      const { record } = await send(context, resource, {}, open);
      if (record !== undefined) {
        references.settle(true);
        return record;
      }
      references.give(resource, {});
    }
    if (status === 409 || status === 422) {
      leapToFreshMarks();
      const { record } = await send(context, resource, {}, open);
      if (record !== undefined) return record;
    }
    // Where references are what is wrong, an example with right ones would be the only record that can be made.
    const example = blamedReferences(refused).length > 0 ? undefined : exampleBody(spec, resource);
    return fromBases(context, resource, open, [example, minimalBody(spec, resource, seed)]);
  };

  const fromBases = async (context: CaseContext, resource: Resource, open: Expectation, all: Bases): Made => {
    for (const base of all) {
      if (base === undefined) continue;
      bases.set(resource.name, base);
      const { record } = await send(context, resource, {}, open);
      if (record !== undefined) return record;
      bases.delete(resource.name);
    }
    return undefined;
  };

  const referred = async (context: CaseContext, resource: Resource): Promise<JsonObject> => {
    const set: Record<string, JsonValue> = {};
    for (const { property, target, isNumber } of referredResources(spec, resource, ids)) {
      let [before, isCycle] = [target.name as string | undefined, false];
      while (before !== undefined && !isCycle) {
        isCycle = before === resource.name;
        before = waitsFor.get(before);
      }
      if (isCycle) continue;
      waitsFor.set(resource.name, target.name);
      try {
        const record = await factory.record(context, target, {});
        set[property] = record.value[target.idProperty] ?? (isNumber ? Number(record.id) : record.id);
      } catch (error) {
        if (!(error instanceof Blocked)) throw error;
      } finally {
        waitsFor.delete(resource.name);
      }
    }
    return set;
  };

  const findUnique = async (context: CaseContext, resource: Resource, property: string): Promise<boolean> => {
    let isUnique = false;
    await context.rehearse(async (inner) => {
      const open: Expectation = { kind: 'open', because: 'the same value is sent twice' };
      const first = await send(inner, resource, {}, open);
      const value = first.record?.sent?.[property];
      if (value === undefined) return;
      const second = await send(inner, resource, { body: { [property]: value } }, open);
      const third = await send(inner, resource, {}, open);
      isUnique =
        second.exchange.response.status >= 400 && second.exchange.response.status < 500 && third.record !== undefined;
    });
    return isUnique;
  };

  const probed = (context: CaseContext, resource: Resource): Promise<CreatedRecord> => {
    // What is there before anything is made is not the run's own.
    const before = (): Promise<void> => keepSnapshot(context, resource, learnt);
    const known = probes.get(resource.name) ?? before().then(() => probe(context, resource));
    probes.set(resource.name, known);
    return known;
  };

  // A target may give the id of a removed record to the next one; what is read there then is no zombie.
  const learnReuse = async (context: CaseContext, resource: Resource): Promise<void> => {
    const { remove } = resource.roles;
    if (remove === undefined) return;
    await context.rehearse(async (inner) => {
      const open: Expectation = { kind: 'open', because: 'the id may be given again' };
      const first = await send(inner, resource, {}, open, 'first');
      if (first.record === undefined) return;
      const removed = await inner.send(remove, { path: first.record.path }, open);
      if (removed.response.status > 299) return;
      inner.forget(first.record);
      const second = await send(inner, resource, {}, open, 'second');
      if (second.record?.id === first.record.id) learnt.reused.add(resource.name);
    });
  };

  // Before anything is built on records, one is made and read back: a create that forgets is reported once, here.
  const trial = async (context: CaseContext, resource: Resource): Promise<void> => {
    const record = await probed(context, resource);
    const { read } = resource.roles;
    if (read === undefined) return;
    const seen = await context.send(read, { path: record.path }, { kind: 'open', because: 'it was just created' });
    if (!context.confirm(createdIsReadable, { created: record.exchange, read: seen }, [record.exchange, seen])) {
      throw new Blocked(`what ${resource.roles.create?.id} creates cannot be read`);
    }
    await learnReuse(context, resource);
  };

  const tried = (context: CaseContext, resource: Resource): Promise<void> => {
    const known = trials.get(resource.name) ?? trial(context, resource);
    trials.set(resource.name, known);
    return known;
  };

  const factory: Factory = {
    parents,
    adapt: references.adapt,
    prepare: tried,
    isUnique(context, resource, property) {
      const key = JSON.stringify([resource.name, property]);
      const known = uniques.get(key) ?? findUnique(context, resource, property);
      uniques.set(key, known);
      return known;
    },
    async checksReferences(context, resource) {
      if (resource.roles.create === undefined || context.readOnly) return references.checked;
      // Whatever else is wrong with creating is reported where a record is needed.
      await probed(context, resource).catch((error: unknown) => {
        if (error instanceof UnknownReferences || !(error instanceof Blocked)) throw error;
      });
      return references.checked;
    },
    async record(context, resource, options = {}) {
      if (resource.roles.create === undefined || context.readOnly) {
        if (options.mayBorrow !== true) throw new Blocked(`no ${resource.name} may or can be created`);
        return borrowRecord(context, resource, await parents(context, resource));
      }
      await tried(context, resource);
      if (options.shared !== true) return create(context, resource, options);
      const known = shared.get(resource.name) ?? create(context, resource, {});
      shared.set(resource.name, known);
      return known;
    },
  };
  return factory;
}
