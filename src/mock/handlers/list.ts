import { bytesOf } from '../../json-schema/model/bytes';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { ListShape, Operation, Paging, Parameter } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { successResponse } from '../../openapi/operations/responses';
import { idleParametersOf } from '../../openapi/resources/idle-parameters';
import { listConditions } from '../../openapi/resources/list-conditions';
import { inSteps } from '../../store/interface/slices';
import type { Page } from '../../store/interface/store';
import { type Eventual, whenThere } from '../../store/interface/store';
import type { MockResponse } from '../messages/message';
import type { Problem } from '../problems/problems';
import { violationsProblem } from '../problems/problems';
import { describeSuccess } from './documented-success';
import { unknownId } from './find-item';
import type { Handler, ResourceContext, ValidRequest } from './handler';
import { createListBody } from './list-body';
import { createPageLinks, type PageRequest, pageAfterItem, pageUrl, readPageRequest } from './paging';
import { createPickFields } from './pick-fields';
import { createRepresentation } from './representation';
import { createSelection } from './selection';

/** A longer text, in characters, is kept as bytes: copying those costs a fraction of encoding the text with every answer. */
const LONG = 1024;

/** The stretch from the first record to the last. */
export const EVERYTHING = { offset: 0, limit: Number.MAX_SAFE_INTEGER } as const;

const NO_LIST: ListShape = { paging: { kind: 'none' }, filters: [] };

/** The page of two conditions that contradict each other. */
const NO_PAGE: Page = { items: [], total: 0 };

/** The keys that records must have; undefined when two conditions contradict each other. */
type RecordFilter = Readonly<Record<string, string>> | undefined;

/** Finds the records that a request selects by its path and its query. */
export interface ListFinder {
  filterOf(request: ValidRequest): RecordFilter;
  /** A stretch of the records, in the order that is asked for. */
  find(request: ValidRequest, filter: RecordFilter, stretch: Pick<PageRequest, 'offset' | 'limit'>): Eventual<Page>;
}

/** Creates the finder of an operation, by the filters of its resource's list and the operation's other conditions. */
export function createListFinder(context: ResourceContext, operation: Operation): ListFinder {
  const { resource, codec, parents, spec } = context;
  const list = resource.list ?? NO_LIST;
  const isNested = resource.parents.length > 0;
  const conditions = listConditions(spec.schemas, operation, resource.schema, list);
  const selection = conditions.length === 0 ? undefined : createSelection(spec.schemas, resource.schema, conditions);
  return {
    filterOf({ parameters: { path, query } }) {
      const filter: Record<string, string> = isNested ? { ...parents.keys(path) } : {};
      for (const { parameter, property, everything } of list.filters) {
        const given = query.get(parameter.name);
        const isOpen = given === undefined || given === everything || (given === '' && parameter.default === '');
        const value = isOpen ? undefined : codec.keyOf(property, given);
        if (value === undefined) continue;
        if (filter[property] !== undefined && filter[property] !== value) return undefined;
        filter[property] = value;
      }
      return filter;
    },
    find({ session: { store }, parameters: { query } }, filter, stretch) {
      if (filter === undefined) return NO_PAGE;
      if (!selection?.concerns(query)) return store.page(resource.name, filter, stretch.offset, stretch.limit);
      return whenThere(store.page(resource.name, filter, 0, Number.MAX_SAFE_INTEGER), (all) =>
        inSteps(selection.select(all, query, filter, stretch), all.items.length),
      );
    },
  };
}

/** Lets a handler answer only where everything that its path hangs on is there. */
export function belowParents({ resource, parents }: ResourceContext, handler: Handler): Handler {
  if (resource.parents.length === 0) return handler;
  return (request) =>
    whenThere(parents.findUnknown(request.session.store, request.parameters.path), (unknown) =>
      unknown === undefined ? handler(request) : unknownId(unknown),
    );
}

/** The number of items that a page may have by its schema. */
function mostItems(
  schemas: Schemas,
  { itemsProperty, itemsWithin }: ListShape,
  answer: LocatedSchema | undefined,
): number {
  const around = itemsWithin === undefined ? answer : answer && propertiesOf(schemas, answer).get(itemsWithin);
  const items =
    around === undefined || itemsProperty === undefined ? around : propertiesOf(schemas, around).get(itemsProperty);
  return items?.schema.maxItems ?? Number.POSITIVE_INFINITY;
}

/** Creates the handler that answers one page of the items that match the filters. */
export function createListHandler(context: ResourceContext, operation: Operation): Handler {
  const { resource, spec, sample } = context;
  const { status, headers, schema } = describeSuccess(operation, 'list', context);
  const list = resource.list ?? NO_LIST;
  const represent = createRepresentation(context, resource, list.itemSchema ?? resource.schema);
  const write = createListBody(spec.schemas, operation, list, schema ?? resource.schema, sample);
  const totalHeader = list.totalHeader?.toLowerCase();
  const hasLinks = successResponse(operation)?.headers.some(({ name }) => name.toLowerCase() === 'link') === true;
  const linksOf = createPageLinks(list.paging);
  const most = mostItems(spec.schemas, list, schema);
  const finder = createListFinder(context, operation);
  const pick = createPickFields(context, operation, list.itemSchema ?? resource.schema);
  const idle = idleParametersOf(spec, resource, operation);

  /** The body that was last written for a page, and for which query: stores give the same page again until something changes. */
  const written = new WeakMap<
    Page,
    { readonly query: string; readonly host: string | undefined; readonly body: string | Uint8Array }
  >();

  /** Which stretch is asked for; undefined when the cursor is none that an earlier answer gave. */
  const stretchOf = (request: ValidRequest, filter: RecordFilter): Eventual<PageRequest | undefined> => {
    const { query } = request.parameters;
    const asked = readPageRequest(list.paging, query);
    if (!('name' in asked)) return asked.limit > most ? { ...asked, limit: most } : asked;
    return whenThere(finder.find(request, filter, EVERYTHING), (all) =>
      pageAfterItem(context, list.paging, query, all.items),
    );
  };

  const bodyOf = (
    { message, parameters: { query } }: ValidRequest,
    stretch: PageRequest,
    page: Page,
  ): string | Uint8Array => {
    const known = written.get(page);
    if (known?.query === message.query && known.host === message.headers.host) return known.body;
    const items = page.items.map(({ json }) => pick?.(represent(json), query) ?? represent(json));
    const { total } = page;
    const urlOf = (relation: 'prev' | 'next') => pageUrl(list.paging, message, { ...stretch, total }, relation);
    const text = write({ ...stretch, total, query, items, urlOf });
    const body = text.length > LONG ? bytesOf(text) : text;
    written.set(page, { query: message.query, host: message.headers.host, body });
    return body;
  };

  const answer = (request: ValidRequest, stretch: PageRequest, page: Page): MockResponse => {
    const { path, query } = request.message;
    const { total } = page;
    const body = bodyOf(request, stretch, page);
    const note = idle.length === 0 || query === '' ? '' : noteOn(idle, query);
    if (totalHeader === undefined && !hasLinks) return { status, headers, body, note };
    const link = hasLinks ? linksOf(path, query, { ...stretch, total }) : undefined;
    const counted = totalHeader === undefined ? headers : { ...headers, [totalHeader]: String(total) };
    return { status, headers: link === undefined ? counted : { ...counted, link }, body, note };
  };

  return belowParents(context, (request) => {
    const filter = finder.filterOf(request);
    return whenThere(stretchOf(request, filter), (stretch) => {
      if (stretch === undefined) return unknownCursor(list.paging);
      return whenThere(finder.find(request, filter, stretch), (page) => answer(request, stretch, page));
    });
  });
}

/** Tells in the log which parameters of a request have changed nothing. */
function noteOn(idle: readonly Parameter[], query: string): string {
  const given = new URLSearchParams(query);
  const names = idle.flatMap(({ name }) => (given.has(name) ? [name] : []));
  return names.length === 0 ? '' : `without effect: ${names.join(', ')}`;
}

function unknownCursor(paging: Paging): Problem {
  const reason = 'must be a cursor that an earlier answer gave';
  const name = paging.kind === 'cursor' ? paging.cursor.name : '';
  return violationsProblem([{ in: 'query', path: [name], keyword: 'cursor', reason }]);
}
