import type { JsonObject } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { Operation, Resource, Spec } from '../../../openapi/model/model';
import { propertiesOf } from '../../../openapi/model/schema-facts';
import { encodeParameter } from '../../../openapi/parameters/encode-parameter';
import { errorBodyOf } from '../../../openapi/resources/error-body';
import { roleOf } from '../../../openapi/resources/role-of';
import type { RequestParts } from '../../exchange/build-request';
import { jsonBody } from '../../exchange/build-request';
import type { Exchange } from '../../exchange/exchange';
import { readViolations } from '../../exchange/received-violations';
import type { CaseContext } from '../context/case';
import { listItems } from '../lists/list-items';
import { bodyWithItem, isReferenceName, itemInBody } from '../requests/item-in-body';
import { type ExistingIds, firstIdFor, idSetsOf } from './existing-ids';

/** Knowledge of the records that bodies refer to, on a target that checks its references. */
export interface References {
  /** True once the target has rejected a record for its references. */
  readonly checked: boolean;
  /**
   * Finds references for a target that rejected a create because of them, or may have: those that were given, else what the
   * target's own list shows.
   */
  learn(context: CaseContext, resource: Resource, rejected: Exchange): Promise<Learnt>;
  /** Takes the ids of records that were made for a resource's bodies to refer to; none takes them back. */
  give(resource: Resource, set: JsonObject): void;
  /** Ends a guess: what was learnt is of no use after all (`false`), or is what was missing (`true`). */
  settle(useful: boolean): void;
  /** Puts known references into a request; answers the same parts where none are needed. The case's subject is left alone. */
  adapt(operation: Operation, parts: RequestParts, subject: readonly (string | number)[] | undefined): RequestParts;
}

/**
 * Result of learning: `known` when there are references to try; `guess` when there are, but the target did not say that
 * references are what it rejects; `none` when there is nothing to learn; else the names of what nothing is known of.
 */
export type Learnt = 'known' | 'guess' | 'none' | { readonly missing: readonly string[] };

/**
 * Creates the memory of a run; nothing of it is used until a target turns out to check its references.
 *
 * @param given - ids that are known to exist
 */
export function createReferences(spec: Spec, given: ExistingIds | undefined): References {
  // Whole sets that were seen together, as one reference may only be right beside another.
  let known: readonly JsonObject[] = [];
  let next = 0;
  // Ids of records that the run has made, by the resource whose bodies refer to them.
  const made = new Map<string, JsonObject>();
  let checked = false;

  const setsFor = async (
    context: CaseContext,
    resource: Resource,
    blamed: readonly string[],
  ): Promise<JsonObject[]> => {
    const sets = [...(given === undefined ? [] : idSetsOf(given)), ...known];
    const complete = sets.filter((set) => blamed.every((name) => set[name] !== undefined));
    if (complete.length > 0) return complete;
    // What is given of one reference stays, where it is seen beside the others.
    const seen = await seenIn(context, resource, blamed);
    const fitting = seen.filter((item) =>
      sets.some((set) => Object.keys(set).every((name) => item[name] === set[name])),
    );
    if (seen.length > 0) return fitting.length > 0 ? fitting : seen;
    // What may be null refers to nothing then.
    const nulls = Object.fromEntries(
      blamed.filter((name) => mayBeNull(spec, resource, name)).map((name) => [name, null]),
    );
    return (sets.length === 0 ? [{}] : sets)
      .map((set) => ({ ...nulls, ...set }))
      .filter((set: JsonObject) => blamed.every((name) => set[name] !== undefined));
  };

  return {
    get checked() {
      return checked;
    },
    async learn(context, resource, rejected) {
      const { status } = rejected.response;
      const blamed = blamedProperties(rejected);
      const certain = isReferenceFault(blamed);
      const unsaid = blamed.length === 0 && [400, 404, 409, 422].includes(status);
      if (!certain && !unsaid) return 'none';
      checked ||= certain;
      const sets = await setsFor(context, resource, blamed);
      if (sets.length === 0)
        return certain
          ? { missing: blamed.filter((name) => given === undefined || firstIdFor(given, name) === undefined) }
          : 'none';
      known = sets;
      return certain ? 'known' : 'guess';
    },
    give(resource, set) {
      if (Object.keys(set).length === 0) made.delete(resource.name);
      else made.set(resource.name, set);
    },
    settle(useful) {
      checked ||= useful;
      if (!useful) known = [];
    },
    adapt(operation, parts, subject) {
      if (known.length === 0 && made.size === 0) return parts;
      next += 1;
      const own = roleOf(spec, operation)?.resource.name;
      const chosen = { ...made.get(own ?? ''), ...known[next % Math.max(1, known.length)] };
      const query = parts.query?.map((pair) => adaptedPair(operation, pair, chosen, subject));
      const place = roleOf(spec, operation);
      const item = place === undefined ? parts.json : itemInBody(place.resource, place.role, parts.json);
      if (!isJsonObject(item)) return { ...parts, query };
      const json: JsonObject = { ...item };
      const kept = subject?.map(String) ?? [];
      for (const [name, value] of Object.entries(chosen)) {
        const present = Object.hasOwn(json, name) ? json[name] : undefined;
        if (present !== undefined && present !== null && !kept.includes(name)) json[name] = value;
      }
      const body = place === undefined ? json : bodyWithItem(place.resource, place.role, json);
      const around = isJsonObject(parts.json) ? parts.json : {};
      return { ...parts, json: { ...around, ...body }, query };
    },
  };
}

// A parameter that is not required is there because the case is about it.
function adaptedPair(
  operation: Operation,
  pair: readonly [string, string],
  chosen: JsonObject,
  subject: readonly (string | number)[] | undefined,
): readonly [string, string] {
  const [name] = pair;
  const value = chosen[name];
  const parameter = operation.parameters.find((each) => each.in === 'query' && each.name === name);
  if (value === undefined || value === null || parameter?.required !== true || subject?.[0] === name) return pair;
  return encodeParameter(parameter, value)[0] ?? pair;
}

function mayBeNull({ schemas }: Spec, { roles }: Resource, name: string): boolean {
  const body = roles.create === undefined ? undefined : jsonBody(roles.create)?.schema;
  const schema = body === undefined ? undefined : propertiesOf(schemas, body).get(name);
  return schema !== undefined && schemas.validator(schema, 'request')(null).length === 0;
}

async function seenIn(context: CaseContext, resource: Resource, blamed: readonly string[]): Promise<JsonObject[]> {
  const { list } = resource.roles;
  if (list === undefined) return [];
  const path = await context.parents(resource);
  const expectation = { kind: 'success', because: 'nothing is asked for', pointer: list.pointer } as const;
  const page = await context.send(list, { path }, expectation);
  const sets: JsonObject[] = [];
  for (const item of listItems(resource, page) ?? []) {
    if (!isJsonObject(item)) continue;
    const entries = Object.entries(item).filter(([name]) => name !== resource.idProperty && isReferenceName(name));
    const refers = entries.some(([, value]) => value !== null);
    if (refers && blamed.every((name) => item[name] !== undefined && item[name] !== null))
      sets.push(Object.fromEntries(entries));
  }
  return sets;
}

function isReferenceFault(blamed: readonly string[]): boolean {
  return blamed.length > 0 && blamed.every(isReferenceName);
}

/** The properties that a rejection blames, when they are references, all of them; else none. */
export function blamedReferences(rejected: Exchange): readonly string[] {
  const blamed = blamedProperties(rejected);
  return isReferenceFault(blamed) ? blamed : [];
}

function blamedProperties({ spec, json, describedBy, response }: Exchange): readonly string[] {
  if (response.status < 400 || response.status >= 500 || json.kind !== 'json' || describedBy?.schema === undefined)
    return [];
  const errorBody = errorBodyOf(spec.schemas, describedBy.schema);
  if (errorBody === undefined) return [];
  const paths = (readViolations(errorBody, json.value) ?? []).map(
    ({ path }) => (path ?? '').split(/[#/.]/).at(-1) ?? '',
  );
  return [...new Set(paths)];
}
