import { hashKeys } from '../../json-schema/model/random';
import type { Operation } from '../../openapi/model/model';
import { normalizeName } from '../../openapi/model/names';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { successBody } from '../../openapi/operations/responses';
import { lastWord, NEWEST_WORDS, OLDEST_WORDS } from '../../openapi/resources/further-roles';
import { findListItems } from '../../openapi/resources/list-shape';
import { looksLike } from '../../openapi/resources/resource-roles';
import { whenThere } from '../../store/interface/store';
import { describeSuccess } from '../handlers/documented-success';
import type { Handler, ResourceContext } from '../handlers/handler';
import { belowParents, createListFinder, createListHandler } from '../handlers/list';
import { createRepresentation } from '../handlers/representation';
import { createProblem } from '../problems/problems';
import { describeAsking } from './asking';

/**
 * Creates the handler of `/pets/findByStatus` or `/pets/search`: a further list of a resource's records, asked by parameters of its
 * own, or by what stands in its body.
 *
 * @returns undefined when it answers something else than such items
 */
export function createSearchHandler(context: ResourceContext, operation: Operation): Handler | undefined {
  const { spec, resource } = context;
  const { schemas } = spec;
  const noun = operation.template.source.split('/').at(-1) ?? '';
  const items = findListItems(schemas, operation, noun, resource.schema, {});
  if (items === undefined || successBody(operation) === undefined) return undefined;
  if (!looksLike(schemas, items.schema, resource.schema)) return undefined;
  const asking = describeAsking(context, operation, items, true);
  const list = createListHandler(asking.context, asking.operation);
  return (request) => list(asking.complete(request));
}

/** Creates the handler of `/pets/count`: the number of records that the query selects. */
export function createCountHandler(context: ResourceContext, operation: Operation): Handler | undefined {
  const { schemas } = context.spec;
  const { status, headers, schema } = describeSuccess(operation, 'read', context);
  if (schema === undefined) return undefined;
  const [property] = propertiesOf(schemas, schema).keys();
  const asking = describeAsking(context, operation, undefined, true);
  const finder = createListFinder(asking.context, asking.operation);
  return belowParents(context, (given) => {
    const request = asking.complete(given);
    return whenThere(finder.find(request, finder.filterOf(request), { offset: 0, limit: 0 }), ({ total }) => {
      const body = property === undefined ? String(total) : JSON.stringify({ [property]: total });
      return { status, headers, body, note: '' };
    });
  });
}

/** Creates the handler of `/pets/latest`, `/pets/first` or `/pets/random`: one of the records that the query selects. */
export function createPickHandler(context: ResourceContext, operation: Operation): Handler {
  const { status, headers, schema } = describeSuccess(operation, 'read', context);
  const represent = createRepresentation(context, context.resource, schema);
  const asking = describeAsking(context, operation, undefined, false);
  const finder = createListFinder(asking.context, asking.operation);
  const word = normalizeName(lastWord(operation.template));
  const offsetOf = (total: number, query: string): number => {
    if (OLDEST_WORDS.includes(word)) return 0;
    return NEWEST_WORDS.includes(word) ? total - 1 : (hashKeys([query, total]) >>> 0) % total;
  };
  return belowParents(context, (given) => {
    const request = asking.complete(given);
    const filter = finder.filterOf(request);
    return whenThere(finder.find(request, filter, { offset: 0, limit: 0 }), ({ total }) => {
      if (total === 0) return createProblem('not-found', { detail: 'There is none yet.', note: 'no records' });
      return whenThere(
        finder.find(request, filter, { offset: offsetOf(total, request.message.query), limit: 1 }),
        ({ items }) => ({
          ...{ status, headers, body: represent(items[0]!.json), note: '' },
        }),
      );
    });
  });
}
