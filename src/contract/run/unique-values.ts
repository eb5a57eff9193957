import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation, Resource, Spec } from '../../openapi/model/model';
import { type OperationRole, roleOf } from '../../openapi/resources/role-of';
import type { WireRequest } from '../exchange/exchange';
import { readJson } from '../exchange/read-json';
import { itemInBody } from '../steps/requests/item-in-body';

/** Memory of the values that were written, for targets on which no two records may share some of them. */
export interface UniqueValues {
  /** Takes note of what a write carries; the promise tells if the target took it. */
  sent(operation: Operation, request: WireRequest, taken: Promise<boolean>): void;
  /** Names the properties of a refused write whose values an earlier write has carried and the target has taken. */
  repeated(operation: Operation, request: WireRequest): Promise<readonly string[]>;
  /** Texts of the run's own, long enough to tell a record by. */
  isOwnText(resource: Resource, text: string): boolean;
}

/** Length from which on a text is taken for one that nobody else writes. */
const telling = 8;

/** Creates the memory of a run that has written nothing yet. */
export function createUniqueValues(spec: Spec): UniqueValues {
  const writes = new Map<string, { readonly request: WireRequest; readonly taken: Promise<boolean> }[]>();
  const texts = new Set<string>();
  const valuesOf = (operation: Operation, request: WireRequest): readonly OwnValue[] => {
    const place = roleOf(spec, operation);
    const body = readJson(request.body ?? new Uint8Array());
    const json = body.kind === 'json' ? body.value : undefined;
    // What plays no role may make records of any kind.
    const item = place === undefined ? json : itemOf(place, json);
    if (!isJsonObject(item)) return [];
    const resource = place?.resource.name ?? '';
    return Object.entries(item).flatMap(([name, value]): OwnValue[] => {
      if (!(typeof value === 'number' || (typeof value === 'string' && value !== ''))) return [];
      const text = keyOf(resource, String(value));
      return [{ name, key: `${name}\0${text}`, text }];
    });
  };
  return {
    sent(operation, request, taken) {
      for (const { key, text } of valuesOf(operation, request)) {
        writes.set(key, [...(writes.get(key) ?? []).slice(-8), { request, taken }]);
        texts.add(text);
      }
    },
    async repeated(operation, request) {
      const names: string[] = [];
      for (const { name, key } of valuesOf(operation, request)) {
        const others = (writes.get(key) ?? []).filter((each) => each.request !== request);
        const taken = await Promise.all(others.map((each) => each.taken));
        if (taken.some((each) => each)) names.push(name);
      }
      return names;
    },
    isOwnText: (resource, text) =>
      comparable(text).length >= telling && [resource.name, ''].some((name) => texts.has(keyOf(name, text))),
  };
}

/** A value that a write carries. */
interface OwnValue {
  readonly name: string;
  /** Of the property and its value. */
  readonly key: string;
  /** Of the value, whichever property has it. */
  readonly text: string;
}

const keyOf = (resource: string, text: string): string => `${resource}\0${comparable(text)}`;

/** A target may compare without case and outer spaces. */
const comparable = (text: string): string => text.normalize().trim().toLowerCase();

function itemOf({ resource, role }: OperationRole, body: Parameters<typeof itemInBody>[2]) {
  return role === 'create' || role === 'replace' || role === 'update' ? itemInBody(resource, role, body) : undefined;
}
