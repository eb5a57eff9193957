import type { JsonValue } from '../../../json-schema/model/json-schema';
import type { Filter, Operation, Resource } from '../../../openapi/model/model';
import { propertiesOf } from '../../../openapi/model/schema-facts';
import type { QueryPair } from '../../exchange/build-request';
import { memberOf } from '../../exchange/read-json';
import { sameValue } from '../../exchange/same-value';
import type { CaseContext, CreatedRecord } from '../context/case';
import type { Evidence } from '../context/settle';
import { idsOf } from './scope';
import { walkList } from './walk-list';

/** A filter and the value that its property has to have. */
export type Matching = readonly [Filter, JsonValue];

/**
 * Looks whether a query selects what matches, and nothing else.
 *
 * @param included - records that have to be among it
 * @returns undefined when the list cannot be read
 */
export async function selectExactly(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  query: readonly QueryPair[],
  matching: readonly Matching[],
  included: readonly CreatedRecord[],
): Promise<Evidence | undefined> {
  const path = await context.parents(resource);
  const walk = await walkList(context, resource, list, { path, query });
  if (walk === undefined) return undefined;
  const properties = propertiesOf(context.spec.schemas, resource.schema);
  const wrong = walk.items.filter((item) =>
    matching.some(([{ property }, value]) => {
      const schema = properties.get(property);
      return !sameValue(context.spec.schemas, schema, memberOf(item, property), value);
    }),
  );
  const ids = new Set(idsOf(resource, walk.items));
  const missing = included.filter(({ id }) => !ids.has(id.toLowerCase()));
  const miscounted = walk.complete && walk.total !== undefined && walk.total !== walk.items.length;
  const asked = query.map((pair) => pair.join('=')).join('&');
  return {
    evidence: walk.exchanges.slice(0, 1),
    observation: {
      holds: wrong.length === 0 && (missing.length === 0 || !walk.complete) && !miscounted,
      title: `${asked} does not select exactly what matches`,
      promised:
        included.length === 0
          ? 'no items, as nothing matches'
          : `what matches, ${included.map(({ id }) => id).join(', ')} among it`,
      received: `${walk.items.length} items and a total of ${walk.total}: ${wrong.length} of them do not match, ${missing.length} are missing`,
      pointer: matching[0]?.[0].parameter.pointer ?? list.pointer,
      symptom: `${matching.length} filters: ${wrong.length > 0 ? 'others' : missing.length > 0 ? 'missing' : 'total'}`,
    },
  };
}
