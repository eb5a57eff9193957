import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { ListShape } from '../../openapi/model/model';
import { changeJson, isSuccess } from './change-answers';
import type { FaultInjection, MatchedRequest } from './fault-injection';
import { covers, type DriftScope } from './scopes';

/** The answers that show items: everywhere, in lists only, or everywhere but in lists. */
export type Shown = 'everywhere' | 'in lists' | 'alone';

/** Changes the items of a resource as answers show them; for an operation of no resource, its whole answer. */
export function changeItems(
  scope: DriftScope,
  change: (item: JsonObject, matched: MatchedRequest) => JsonObject,
  shown: Shown = 'everywhere',
): FaultInjection {
  const changed = (item: JsonValue, matched: MatchedRequest): JsonValue =>
    isJsonObject(item) ? change(item, matched) : item;
  return changeJson(
    (answer, { operation }) => isSuccess(answer) && covers(scope, operation),
    (body, matched) => {
      if (matched.role !== 'list') return shown === 'in lists' ? undefined : changed(body, matched);
      if (shown === 'alone') return undefined;
      return changeListed(body, matched.resource?.list, (items) => items.map((item) => changed(item, matched)));
    },
  );
}

/** Changes the items of a list's answer. */
export function changeListed(
  body: JsonValue,
  list: ListShape | undefined,
  change: (items: JsonValue[]) => JsonValue[],
): JsonValue {
  if (Array.isArray(body)) return change(body);
  const name = list?.itemsProperty;
  if (name === undefined) return body;
  return changeWithin(body, list?.itemsWithin, (envelope) => {
    const items = envelope[name];
    return Array.isArray(items) ? { ...envelope, [name]: change(items) } : envelope;
  });
}

/** Changes an envelope, or the one inside it that a member holds. */
export function changeWithin(
  body: JsonValue,
  within: string | undefined,
  change: (envelope: JsonObject) => JsonObject,
): JsonValue {
  if (!isJsonObject(body)) return body;
  if (within === undefined) return change(body);
  const inner = body[within];
  return isJsonObject(inner) ? { ...body, [within]: change(inner) } : body;
}

/** An object without a member. */
export function withoutMember(object: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = object;
  return rest;
}

/** An object in which a member has another name and its old place. */
export function renamed(object: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name === from ? to : name, value]));
}

/** The other of two spellings that teams change between: `first_name` and `firstName`; else with an underscore. */
export function otherSpelling(name: string): string {
  const camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  if (camel !== name) return camel;
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return snake !== name ? snake : `${name}_`;
}

/** A value of another type, which programs of other teams may well make of it. */
export function ofOtherType(value: JsonValue): JsonValue {
  if (value === null) return {};
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return Object.fromEntries(value.map((item, index) => [String(index), item]));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
