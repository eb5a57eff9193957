import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { LocatedSchema, SchemaViolation } from '../../json-schema/model/schemas';
import { sample } from '../../json-schema/sample/sample';
import type { Resource, Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import type { FixtureProblem } from './fixture-error';
import { createIds } from './ids';
import { pinRecords } from './pinned-records';
import type { WrittenRecord } from './read-fixture-file';

/** Gathers records and what is wrong with them. */
export interface FixtureChecker {
  readonly problems: readonly FixtureProblem[];
  add(record: WrittenRecord): void;
  /** The records by resource, ids filled in where they were left out. */
  complete(): [resource: string, records: JsonObject[]][];
}

/** Creates a checker for the fixtures of a document. */
export function createFixtureChecker(spec: Spec): FixtureChecker {
  const problems: FixtureProblem[] = [];
  const accepted = new Map<Resource, JsonObject[]>();
  const idPlaces = new Map<string, WrittenRecord>();

  const add = (written: WrittenRecord): void => {
    const { file, value } = written;
    const report = (message: string, property?: string): void => {
      problems.push({ file, line: written.lineAt(property), message });
    };
    const place = `${written.resource}, record ${written.number}`;
    const resource = spec.resources.find(({ name }) => name === written.resource);
    if (resource === undefined) {
      report(`there is no resource "${written.resource}" in ${spec.source}; it has ${listNames(spec)}`);
      return;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      report(`${place}: must be an object`);
      return;
    }
    for (const { path, detail } of violationsOf(spec, resource, value)) {
      const property = path.length === 0 ? '' : `"${formatPropertyPath(path)}" `;
      report(`${place}: ${property}${detail}`, path.length === 0 ? undefined : String(path[0]));
    }
    const id = value[resource.idProperty];
    if (id !== undefined) {
      const key = `${resource.name} ${String(id).toLowerCase()}`;
      const earlier = idPlaces.get(key);
      const where =
        earlier?.file === file ? `record ${earlier.number}` : `record ${earlier?.number} of ${earlier?.file}`;
      if (earlier !== undefined)
        report(`${place}: "${resource.idProperty}" is the same as that of ${where}`, resource.idProperty);
      idPlaces.set(key, written);
    }
    accepted.set(resource, [...(accepted.get(resource) ?? []), value]);
  };

  const complete = (): [string, JsonObject[]][] =>
    [...accepted].map(([resource, records]) => [resource.name, withIds(spec, resource, records)]);
  return { problems, add, complete };
}

/** What the record breaks, apart from lacking what the server makes. */
function violationsOf(spec: Spec, resource: Resource, record: JsonObject): readonly SchemaViolation[] {
  const properties = propertiesOf(spec.schemas, resource.schema);
  const isServerMade = (name: string): boolean =>
    name === resource.idProperty || properties.get(name)?.schema.readOnly === true;
  return spec.schemas
    .validator(
      resource.schema,
      'response',
    )(record)
    .filter(({ keyword, path }) => !(keyword === 'required' && path.length === 1 && isServerMade(String(path[0]))));
}

/** The ids do not depend on the seed: a record that somebody wrote stays where it is. */
function withIds(spec: Spec, resource: Resource, records: readonly JsonObject[]): JsonObject[] {
  const { idProperty, name } = resource;
  const schema: LocatedSchema = propertiesOf(spec.schemas, resource.schema).get(idProperty) ?? resource.schema;
  const given = records.flatMap((record) => record[idProperty] ?? []);
  const taken = new Set<JsonValue>([...pinRecords(resource, [], true).ids, ...given]);
  const ids = createIds(`${name}.fixtures`, schema, 0, taken, (...args) => sample(spec.schemas, ...args));
  let next = taken.size;
  return records.map((record) => {
    if (record[idProperty] !== undefined) return record;
    const id = ids.at(next++);
    return id === undefined ? record : { [idProperty]: id, ...record };
  });
}

function listNames(spec: Spec): string {
  const names = spec.resources.map(({ name }) => `"${name}"`);
  return names.length === 0 ? 'none' : names.join(', ');
}
