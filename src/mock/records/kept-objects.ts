import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { SchemaViolation } from '../../json-schema/model/schemas';
import type { PathTemplate, Spec } from '../../openapi/model/model';
import type { Singleton } from '../../openapi/model/parts';
import { expandPath } from '../../openapi/operations/path-template';
import { createRouter } from '../../openapi/operations/router';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import { singletonsOf } from '../../openapi/resources/operation-parts';

/** The name under which the store remembers files that were uploaded, by their paths; no resource is called so. */
export const UPLOADS = 'uploaded content';

/** The name under which the store remembers the removed records of a resource that can be restored. */
export function binName(resource: string): string {
  return `removed ${resource}`;
}

/** A file that was uploaded. */
export interface Upload {
  readonly type: string;
  /** Base64; undefined when it was deleted. */
  readonly content?: string;
  /** The path of the upload that this one is, in the place of its content. */
  readonly same?: string;
}

/** Tells whether a value has the shape of an upload. */
export function isUploadJson(value: JsonValue): boolean {
  if (!isJsonObject(value) || typeof value.type !== 'string') return false;
  if (value.same !== undefined && typeof value.same !== 'string') return false;
  return value.content === undefined || (typeof value.content === 'string' && BASE64.test(value.content));
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Singletons that the store remembers, by the names under which it does. */
export function keptSingletons(spec: Spec): ReadonlyMap<string, Singleton> {
  return new Map(apart(spec).map((singleton) => [keptName(singleton.entry), singleton]));
}

/** Those that are neither a record nor a property of one. */
function apart(spec: Spec): readonly Singleton[] {
  return singletonsOf(spec).filter(({ property, among }) => property === undefined && among === undefined);
}

/** The name under which the store remembers what stands at a path of its own; no resource has such a name. */
export function keptName({ template }: { readonly template: PathTemplate }): string {
  return `singleton ${template.source}`;
}

/** The id of the object at a path: the values of its parameters, in order. */
export function keptId(path: ReadonlyMap<string, ParameterValue>): string {
  return JSON.stringify([...path.values()].map((value) => (typeof value === 'object' ? value : String(value))));
}

/** The path of an object that is remembered, for people: `/things/7/status`. */
export function keptPath({ template }: { readonly template: PathTemplate }, id: string): string {
  const values = JSON.parse(id) as readonly JsonValue[];
  const named = template.parameterNames.map((name, index) => [name, textOf(values[index] ?? '')] as const);
  return expandPath(template, Object.fromEntries(named));
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The object that a path leads to. */
export interface KeptPlace {
  readonly singleton: Singleton;
  /** The name and the id under which the store remembers it. */
  readonly name: string;
  readonly id: string;
}

/** Creates the way back from {@link keptPath}; undefined for a path at which no singleton stands. */
export function createKeptPlaces(spec: Spec): (path: string) => KeptPlace | undefined {
  const router = createRouter(spec);
  const singletons = apart(spec);
  return (path) => {
    const match = router.match(path);
    const singleton = match?.kind === 'found' ? singletons.find(({ entry }) => entry === match.entry) : undefined;
    if (singleton === undefined || match?.kind !== 'found') return undefined;
    return { singleton, name: keptName(singleton.entry), id: keptId(match.parameters) };
  };
}

/** The violations of an object that is to be remembered; null is one that was deleted. */
export function singletonFaults(
  { schemas }: Spec,
  { schema }: Singleton,
  value: JsonValue,
): readonly SchemaViolation[] {
  return value === null || schema === undefined ? [] : schemas.validator(schema, 'response')(value);
}
