import type { JsonValue } from '../../../json-schema/json-schema';
import type { MediaTypeSpec, Operation, Resource, Spec } from '../../../openapi/model';
import { normalizeName } from '../../../openapi/names';
import { isJsonObject } from '../../json-object';
import type { Target } from '../../stages/stage';

/** The names of members that repeat the status of the answer. */
const STATUS_NAMES = ['status', 'statuscode', 'httpstatus', 'httpcode', 'httpstatuscode', 'code'];

/**
 * Puts the status of the answer into a made-up error, where it has a number for it.
 *
 * @returns the same value where the schema allows no other
 */
export function withTrueStatus(value: JsonValue, status: number, mediaType: MediaTypeSpec, spec: Spec): JsonValue {
  if (!isJsonObject(value)) return value;
  const name = Object.keys(value).find(
    (key) => STATUS_NAMES.includes(normalizeName(key)) && typeof value[key] === 'number',
  );
  return name === undefined ? value : ifValid({ ...value, [name]: status }, value, mediaType, spec);
}

/**
 * Puts the id that was asked for into the body of an item.
 *
 * @returns the same value where the path names no item, or the schema allows no other
 */
export function withTrueId(value: JsonValue, mediaType: MediaTypeSpec, target: Target, spec: Spec): JsonValue {
  const resource = resourceOf(spec, target.plan?.operation);
  const match = target.found?.match;
  if (resource?.idParameter === undefined || match?.kind !== 'found' || !isJsonObject(value)) return value;
  const asked = match.parameters.get(resource.idParameter);
  const own = value[resource.idProperty];
  if (asked === undefined || own === undefined) return value;
  const id = typeof own === 'number' ? Number(asked) : asked;
  return ifValid({ ...value, [resource.idProperty]: id }, value, mediaType, spec);
}

/** The resource on which an operation plays a role. */
export function resourceOf(spec: Spec, operation: Operation | undefined): Resource | undefined {
  return operation && spec.resources.find(({ roles }) => Object.values(roles).includes(operation));
}

function ifValid(changed: JsonValue, value: JsonValue, { schema }: MediaTypeSpec, { schemas }: Spec): JsonValue {
  if (schema === undefined) return changed;
  return schemas.validator(schema, 'response')(changed).length === 0 ? changed : value;
}
