import type { Operation, Paging } from '../../openapi/model/model';
import { successResponse } from '../../openapi/operations/responses';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import { listConditions } from '../../openapi/resources/list-conditions';
import type { Page } from '../../store/interface/store';
import { type Eventual, whenThere } from '../../store/interface/store';
import type { MockResponse } from '../messages/message';
import type { Problem } from '../problems/problems';
import { violationsProblem } from '../problems/problems';
import { describeSuccess } from './documented-success';
import { unknownId } from './find-item';
import type { Handler, ResourceContext, ValidRequest } from './handler';
import { createListBody } from './list-body';
import { createPageLinks, type PageRequest, pageAfterItem, readPageRequest } from './paging';
import { createRepresentation } from './representation';
import { createSelection } from './selection';

/** A longer text, in characters, is kept as bytes: copying those costs a fraction of encoding the text with every answer. */
const LONG = 1024;

/** The page of two conditions that contradict each other. */
const NO_PAGE: Page = { items: [], total: 0 };

/** Creates the handler that answers one page of the items that match the filters. */
export function createListHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, codec, parents, spec, sample } = context;
  const { status, headers, schema } = describeSuccess(operation, 'list', context);
  const list = resource.list ?? { paging: { kind: 'none' }, filters: [] };
  const represent = createRepresentation(context, resource, list.itemSchema ?? resource.schema);
  const write = createListBody(spec.schemas, operation, list, schema ?? resource.schema, sample);
  const isNested = resource.parents.length > 0;
  const totalHeader = list.totalHeader?.toLowerCase();
  const hasLinks = successResponse(operation)?.headers.some(({ name }) => name.toLowerCase() === 'link') === true;
  const linksOf = createPageLinks(list.paging);
  const conditions = listConditions(spec.schemas, operation, resource.schema, list);
  const selection = conditions.length === 0 ? undefined : createSelection(spec.schemas, resource.schema, conditions);

  /** The body that was last written for a page, and for which query: stores give the same page again until something changes. */
  const written = new WeakMap<Page, { readonly query: string; readonly body: string | Uint8Array }>();

  /** The keys that records must have; undefined when two conditions contradict each other. */
  const filterOf = (
    query: ReadonlyMap<string, ParameterValue>,
    keys: Readonly<Record<string, string>>,
  ): Readonly<Record<string, string>> | undefined => {
    const filter: Record<string, string> = { ...keys };
    for (const { parameter, property } of list.filters) {
      const given = query.get(parameter.name);
      const value = given === undefined ? undefined : codec.keyOf(property, given);
      if (value === undefined) continue;
      if (filter[property] !== undefined && filter[property] !== value) return undefined;
      filter[property] = value;
    }
    return filter;
  };

  /** Which stretch is asked for; undefined when the cursor is none that an earlier answer gave. */
  const stretchOf = (
    { session: { store }, parameters: { query } }: ValidRequest,
    filter: Readonly<Record<string, string>>,
  ): Eventual<PageRequest | undefined> => {
    const asked = readPageRequest(list.paging, query);
    return 'name' in asked ? pageAfterItem(context, store, list.paging, query, filter) : asked;
  };

  const bodyOf = (
    { message, parameters: { query } }: ValidRequest,
    stretch: PageRequest,
    page: Page,
  ): string | Uint8Array => {
    const known = written.get(page);
    if (known?.query === message.query) return known.body;
    const items = page.items.map(({ json }) => represent(json));
    const text = write({ ...stretch, total: page.total, query, items });
    const body = text.length > LONG ? Buffer.from(text) : text;
    written.set(page, { query: message.query, body });
    return body;
  };

  const answer = (request: ValidRequest, stretch: PageRequest, page: Page): MockResponse => {
    const { path, query } = request.message;
    const { total } = page;
    const body = bodyOf(request, stretch, page);
    if (totalHeader === undefined && !hasLinks) return { status, headers, body, note: '' };
    const link = hasLinks ? linksOf(path, query, { ...stretch, total }) : undefined;
    const counted = totalHeader === undefined ? headers : { ...headers, [totalHeader]: String(total) };
    return { status, headers: link === undefined ? counted : { ...counted, link }, body, note: '' };
  };

  const read = (request: ValidRequest): Eventual<MockResponse | Problem> => {
    const { path, query } = request.parameters;
    const filter = filterOf(query, isNested ? parents.keys(path) : {});
    return whenThere(stretchOf(request, filter ?? {}), (stretch) => {
      if (stretch === undefined) return unknownCursor(list.paging);
      const { store } = request.session;
      if (filter !== undefined && selection?.concerns(query)) {
        return whenThere(store.page(resource.name, filter, 0, Number.MAX_SAFE_INTEGER), (all) => {
          const selected = selection.select(all, query, filter);
          const items = selected.slice(stretch.offset, stretch.offset + stretch.limit);
          return answer(request, stretch, { items, total: selected.length });
        });
      }
      const page = filter === undefined ? NO_PAGE : store.page(resource.name, filter, stretch.offset, stretch.limit);
      return whenThere(page, (found) => answer(request, stretch, found));
    });
  };

  return (request) => {
    if (!isNested) return read(request);
    return whenThere(parents.findUnknown(request.session.store, request.parameters.path), (unknown) =>
      unknown === undefined ? read(request) : unknownId(unknown),
    );
  };
}

function unknownCursor(paging: Paging): Problem {
  const reason = 'must be a cursor that an earlier answer gave';
  const name = paging.kind === 'cursor' ? paging.cursor.name : '';
  return violationsProblem([{ in: 'query', path: [name], keyword: 'cursor', reason }]);
}
