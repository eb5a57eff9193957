import type { LocatedSchema } from '../../json-schema/model/schemas';
import { tokenPaths } from '../../mock/login/token-paths';
import type { Operation, Paging, Parameter, Resource, Role, Spec } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { formRoom, pageField, tableRoom } from './page-field';
import type { PageField, PageForm, PageList, PageModel, PageOperation, PagePaging, PageResource } from './page-model';

/**
 * Describes a document for the inspector's page.
 *
 * @param spec - the document
 * @param basePath - the only path below which it is served; undefined when it is served at the root
 */
export function createPageModel(spec: Spec, basePath = ''): PageModel {
  const { title, version } = spec.document.info;
  return {
    title,
    version,
    basePath,
    resources: spec.resources.map((resource) => pageResource(spec, resource)),
    operations: spec.operations.map(pageOperation),
    hasTokens: tokenPaths(spec, basePath).length > 0,
  };
}

function pageOperation({ id, method, template, responses }: Operation): PageOperation {
  const named = responses.flatMap(({ mediaTypes }) => mediaTypes.flatMap(({ examples }) => examples));
  return {
    id,
    method: method.toUpperCase(),
    path: template.source,
    statuses: responses.flatMap(({ status }) => (/^\d{3}$/.test(status) ? [Number(status)] : [])),
    examples: [...new Set(named.map(({ name }) => name))],
  };
}

function pageResource(spec: Spec, resource: Resource): PageResource {
  const { name, idProperty, idParameter, parents, roles } = resource;
  const shown = resource.list?.itemSchema ?? resource.schema;
  const requests: Partial<Record<Exclude<Role, 'list'>, PageForm>> = {};
  for (const role of ['read', 'create', 'replace', 'update', 'remove'] as const) {
    const operation = roles[role];
    if (operation !== undefined) requests[role] = pageRequest(spec, resource, role, operation);
  }
  return {
    name,
    idProperty,
    idParameter,
    parents: parents.map(({ parameter, itemParameter, resource: parent }) => ({
      parameter,
      itemParameter,
      resource: parent,
    })),
    columns: fieldOf(spec, '', shown, true, 'response').fields ?? [],
    ...(roles.list !== undefined && { list: pageList(spec, resource, roles.list) }),
    ...requests,
  };
}

function pageRequest(spec: Spec, resource: Resource, role: Role, operation: Operation): PageForm {
  const wrapper = resource.wrappers[role];
  const media = operation.body?.mediaTypes.find(({ name }) => isJson(name) || name === '*/*');
  const body = media?.schema && {
    mediaType: isJson(media.name) ? media.name : 'application/json',
    field: fieldOf(spec, '', media.schema, true, 'request'),
    ...(wrapper?.body !== undefined && { wrapper: wrapper.body }),
  };
  return {
    operation: operation.id,
    method: operation.method.toUpperCase(),
    path: operation.template.source,
    body,
    ...(wrapper?.answer !== undefined && { answer: wrapper.answer }),
  };
}

function pageList(spec: Spec, resource: Resource, operation: Operation): PageList {
  const { list } = resource;
  const { itemsProperty, itemsWithin, totalProperty, totalWithin, totalHeader } = list ?? {};
  return {
    ...pageRequest(spec, resource, 'list', operation),
    items: way(itemsWithin, itemsProperty),
    ...(totalProperty !== undefined && { total: way(totalWithin, totalProperty) }),
    totalHeader,
    paging: pagePaging(list?.paging ?? { kind: 'none' }),
    filters: (list?.filters ?? []).map(({ parameter }) =>
      fieldOf(spec, parameter.name, parameter.schema, parameter.required, 'request'),
    ),
  };
}

function pagePaging(paging: Paging): PagePaging {
  const named = (size: Parameter | undefined, position: Parameter | undefined): PagePaging => ({
    kind: paging.kind,
    size: size?.name,
    ...(size?.schema.schema.maximum !== undefined && { largest: size.schema.schema.maximum }),
    position: position?.name,
  });
  if (paging.kind === 'offset') return named(paging.limit, paging.offset);
  if (paging.kind === 'page') return { ...named(paging.size, paging.page), firstPage: paging.firstPage };
  if (paging.kind === 'none') return { kind: 'none' };
  return { ...named(paging.size, paging.cursor), next: way(paging.nextWithin, paging.nextProperty) };
}

function way(...names: readonly (string | undefined)[]): string[] {
  return names.filter((name) => name !== undefined);
}

function fieldOf(
  spec: Spec,
  name: string,
  schema: LocatedSchema,
  required: boolean,
  direction: 'request' | 'response',
): PageField {
  const room = direction === 'request' ? formRoom() : tableRoom();
  return pageField(spec.schemas, { name, conjunction: [schema], required }, direction, room);
}
