import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { Operation, Resource } from '../../openapi/model/model';

/** Records that somebody wrote down. */
export interface PinnedRecords {
  readonly records: readonly JsonObject[];
  readonly ids: ReadonlySet<JsonValue>;
}

/**
 * Collects the records that come before the generated ones: the documented examples of the item, then the fixtures. A
 * fixture with the id of an example takes its place.
 *
 * @param fixtures - of this resource
 * @param withExamples - false leaves the examples out
 */
export function pinRecords(resource: Resource, fixtures: readonly JsonObject[], withExamples: boolean): PinnedRecords {
  const byId = new Map<JsonValue, JsonObject>();
  for (const record of [...(withExamples ? documentedItems(resource) : []), ...fixtures]) {
    byId.set(record[resource.idProperty]!, record);
  }
  return { records: [...byId.values()], ids: new Set(byId.keys()) };
}

/** The examples of one item that the document gives, from the first operation that gives any with an id. */
function documentedItems({ roles, idProperty, schema }: Resource): JsonObject[] {
  const hasId = (value: JsonValue): value is JsonObject => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return typeof value[idProperty] === 'string' || typeof value[idProperty] === 'number';
  };
  for (const operation of [roles.read, roles.create, roles.replace, roles.update]) {
    const items = successExamples(operation).filter(hasId);
    if (items.length > 0) return items;
  }
  return [
    ...(schema.schema.examples ?? []),
    ...(schema.schema.example === undefined ? [] : [schema.schema.example]),
  ].filter(hasId);
}

function successExamples(operation: Operation | undefined): JsonValue[] {
  const successes = operation?.responses.filter(({ status }) => status.startsWith('2')) ?? [];
  return successes.flatMap(({ mediaTypes }) =>
    mediaTypes.flatMap(({ examples }) => examples.map(({ value }) => value)),
  );
}
