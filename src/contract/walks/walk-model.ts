import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { Filter, Resource, Role } from '../../openapi/model/model';
import type { CaseContext, CreatedRecord } from '../steps/context/case';
import { freshValue, isFree } from '../steps/lists/scope';
import { createWalkBodies, type WalkBodies } from './walk-bodies';

/** A record of the walk, and what it has to be now. */
export interface KnownRecord {
  readonly record: CreatedRecord;
  /** Value that a read has to answer. */
  value: JsonObject;
  removed: boolean;
}

/** Expected state of the target: the walk's own records only, as others may write as well. */
export interface WalkModel {
  readonly resource: Resource;
  readonly path: Readonly<Record<string, string>>;
  readonly records: KnownRecord[];
  /** Filters that only this walk has values for, with these values: what they select is known exactly. */
  readonly filters: readonly { readonly filter: Filter; readonly values: readonly JsonValue[] }[];
  readonly pools: ReadonlyMap<string, readonly JsonValue[]>;
  readonly referencesChecked: boolean;
  bodies(role: Role): WalkBodies | undefined;
}

/**
 * Starts the model of one walk, with nothing in it.
 *
 * @param bodies - makes bodies; kept from walk to walk, as preparing them takes longer than using them
 */
export async function startModel(
  context: CaseContext,
  resource: Resource,
  bodies: (role: Role) => WalkBodies | undefined,
): Promise<WalkModel> {
  const { create } = resource.roles;
  const path = await context.parents(resource);
  const referencesChecked = await context.checksReferences(resource);
  const free =
    create === undefined || referencesChecked
      ? []
      : (resource.list?.filters ?? []).filter((filter) => isFree(context, create, filter));
  const filters = free.map((filter) => ({
    filter,
    values: [0, 1].map(() => freshValue(context, create!, filter) ?? null).filter((value) => value !== null),
  }));
  const pools = new Map(
    filters.flatMap(({ filter, values }) => (values.length === 0 ? [] : [[filter.property, values]])),
  );
  return { resource, path, records: [], filters, pools, referencesChecked, bodies };
}

/** Prepares the bodies of each role once. */
export function rememberBodies(context: CaseContext, resource: Resource): (role: Role) => WalkBodies | undefined {
  const known = new Map<Role, WalkBodies | undefined>();
  return (role) => {
    const operation = resource.roles[role];
    if (!known.has(role) && operation !== undefined) {
      known.set(role, createWalkBodies(context.spec, resource, role, operation, context.seed));
    }
    return known.get(role);
  };
}

/** The record that a step means; undefined before there is any. */
export function recordAt({ records }: WalkModel, index: number): KnownRecord | undefined {
  return records[index % Math.max(records.length, 1)];
}

/** Removes what a walk has left, so that the next one starts from where this one did. What cannot be removed stays in the books. */
export async function removeAll(context: CaseContext, records: readonly KnownRecord[]): Promise<void> {
  for (const { record, removed } of records) {
    const { remove } = record.resource.roles;
    if (removed || remove === undefined) continue;
    const exchange = await context.send(remove, { path: record.path }, { kind: 'open', because: 'the walk is over' });
    if (exchange.response.status < 300) context.forget(record);
  }
}
