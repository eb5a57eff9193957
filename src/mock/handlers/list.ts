import type { Operation } from '../../spec/model';
import type { ParameterValue } from '../../spec/parameter-codec';
import { successResponse } from '../../spec/success';
import type { Page } from '../../store/store';
import { unknownId } from '../find-item';
import type { Handler } from '../handler';
import { createListBody } from '../list-body';
import { pageAfterItem } from '../page-after-item';
import { createPageLinks } from '../page-links';
import { readPageRequest } from '../page-request';
import { createRepresentation } from '../representation';
import type { ResourceContext } from '../resource-context';
import { describeSuccess } from '../success';
import { violationsProblem } from '../violations-problem';

/** A longer text, in characters, is sent as bytes: those are not encoded again each time. */
const LONG = 16_384;

/** Creates the handler that answers one page of the items that match the filters. */
export function createListHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, parents, spec, sample } = context;
  const { status, headers, schema } = describeSuccess(operation, 'list', context.headers, sample);
  const list = resource.list ?? { paging: { kind: 'none' }, filters: [] };
  const represent = createRepresentation(context, resource, list.itemSchema ?? resource.schema);
  const write = createListBody(spec.schemas, operation, list, schema ?? resource.schema, sample);
  const totalHeader = list.totalHeader?.toLowerCase();
  const hasLinks = successResponse(operation)?.headers.some(({ name }) => name.toLowerCase() === 'link') === true;
  const linksOf = createPageLinks(list.paging);

  /** What was last made of a page, and for which query: stores give the same page again until something changes. */
  const written = new WeakMap<Page, { readonly query: string; readonly body: string | Uint8Array }>();

  /** The keys that records must have; undefined when two conditions contradict each other. */
  const filterOf = (
    query: ReadonlyMap<string, ParameterValue>,
    keys: Readonly<Record<string, string>>,
  ): Readonly<Record<string, string>> | undefined => {
    const filter: Record<string, string> = { ...keys };
    for (const { parameter, property } of list.filters) {
      const value = codec.keyOf(property, query.get(parameter.name));
      if (value === undefined) continue;
      if (filter[property] !== undefined && filter[property] !== value) return undefined;
      filter[property] = value;
    }
    return filter;
  };

  return async ({ message, world: { store }, parameters: { path, query } }) => {
    const unknown = resource.parents.length === 0 ? undefined : await parents.findUnknown(store, path);
    if (unknown !== undefined) return unknownId(unknown);
    const filter = filterOf(query, parents.keys(path));
    const asked = readPageRequest(list.paging, query);
    const page = 'name' in asked ? await pageAfterItem(context, store, list.paging, query, filter ?? {}) : asked;
    if (page === undefined) {
      const reason = 'must be a cursor that an earlier answer gave';
      const name = list.paging.kind === 'cursor' ? list.paging.cursor.name : '';
      return violationsProblem([{ in: 'query', path: [name], keyword: 'cursor', reason }]);
    }
    const found =
      filter === undefined ? { items: [], total: 0 } : await store.page(resource.name, filter, page.offset, page.limit);
    const { total } = found;
    let answer = written.get(found);
    if (answer === undefined || answer.query !== message.query) {
      const text = write({ ...page, total, query, items: found.items.map(({ json }) => represent(json)) });
      answer = { query: message.query, body: text.length > LONG ? Buffer.from(text) : text };
      written.set(found, answer);
    }
    const { body } = answer;
    if (totalHeader === undefined && !hasLinks) return { status, headers, body, note: '' };
    const link = hasLinks ? linksOf(message.path, message.query, { ...page, total }) : undefined;
    const counted = totalHeader === undefined ? headers : { ...headers, [totalHeader]: String(total) };
    return { status, headers: link === undefined ? counted : { ...counted, link }, body, note: '' };
  };
}
