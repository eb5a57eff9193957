import type { JsonObject } from '../../json-schema/json-schema';
import type { Spec } from '../../openapi/model';
import type { Store } from '../../store/store';
import { parentKey } from '../records/record-codec';
import { allRecords } from './changes';

/** All data of a session as JSON: what the admin API exports and imports, and what is kept in a file. */
export interface StateDocument {
  /** The records of each resource, in the order of their creation. */
  readonly resources: Readonly<Record<string, readonly JsonObject[]>>;
  /** By resource, id and path parameter: what records hang on, where they do not say it themselves. */
  readonly parents?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  /** The highest number that was given to a record, by resource. */
  readonly last_numbers?: Readonly<Record<string, number>>;
}

/**
 * Writes all data of a session as the JSON text of a {@link StateDocument}. Records are remembered as JSON, so that this copies
 * texts and nothing else.
 *
 * @param lastNumbers - the highest number that was given to a record, by resource
 */
export async function writeState(
  { resources }: Pick<Spec, 'resources'>,
  store: Store,
  lastNumbers: ReadonlyMap<string, number>,
): Promise<string> {
  const items: string[] = [];
  const parents: Record<string, Record<string, Record<string, string>>> = {};
  for (const resource of resources) {
    const records = await allRecords(store, resource.name);
    items.push(`${JSON.stringify(resource.name)}:[${records.map(({ json }) => json).join(',\n')}]`);
    const links = resource.parents.filter(({ property }) => property === undefined);
    if (links.length === 0) continue;
    parents[resource.name] = Object.fromEntries(
      records.map(({ id, keys }) => [
        id,
        Object.fromEntries(links.map((link) => [link.parameter, keys[parentKey(link)] ?? ''])),
      ]),
    );
  }
  const members = [`"resources":{${items.join(',\n')}}`];
  if (Object.keys(parents).length > 0) members.push(`"parents":${JSON.stringify(parents)}`);
  if (lastNumbers.size > 0) members.push(`"last_numbers":${JSON.stringify(Object.fromEntries(lastNumbers))}`);
  return `{${members.join(',\n')}}`;
}
