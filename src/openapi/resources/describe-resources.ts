import type { Paging, Resource, Role } from '../model/model';

const ORDER: readonly Role[] = ['list', 'create', 'read', 'replace', 'update', 'remove'];

/**
 * Describes the inferred resources, one line each, for printing at start.
 *
 * @example
 * describeResources(spec.resources)
 * // ['notes  list create read · id by `id` ({noteId}) · items in `data` · paged by `after`, `limit` · filters `pinned`']
 */
export function describeResources(resources: readonly Resource[]): string[] {
  const width = Math.max(0, ...resources.map(({ name }) => name.length));
  return resources.map((resource) => `${resource.name.padEnd(width)}  ${factsOf(resource).join(' · ')}`);
}

function factsOf(resource: Resource): string[] {
  const { list, parents, wrappers } = resource;
  const facts = [ORDER.filter((role) => resource.roles[role] !== undefined).join(' '), idFact(resource)];
  if (parents.length > 0)
    facts.push(`in ${parents.map((parent) => `${parent.resource ?? ''}{${parent.parameter}}`).join('')}`);
  const wrapper = wrappers.read?.answer ?? wrappers.create?.answer;
  if (wrapper !== undefined) facts.push(`item in ${quote(wrapper)}`);
  if (list === undefined) return facts;
  facts.push(
    list.itemsProperty === undefined ? 'a bare array' : `items in ${placed(list.itemsProperty, list.itemsWithin)}`,
  );
  const total = list.totalProperty ?? list.totalHeader;
  if (total !== undefined) facts.push(`total in ${placed(total, list.totalWithin)}`);
  if (list.queryProperty !== undefined) facts.push(`query in ${quote(list.queryProperty)}`);
  if (list.paging.kind !== 'none') facts.push(pagingFact(list.paging));
  if (list.filters.length > 0)
    facts.push(`filters ${list.filters.map(({ parameter }) => quote(parameter.name)).join(', ')}`);
  return facts;
}

function idFact({ idProperty, idParameter }: Resource): string {
  if (idParameter === undefined || idParameter === idProperty) return `id by ${quote(idProperty)}`;
  return `id by ${quote(idProperty)} ({${idParameter}})`;
}

function pagingFact(paging: Exclude<Paging, { kind: 'none' }>): string {
  const names =
    paging.kind === 'offset'
      ? [paging.limit, paging.offset]
      : [paging.kind === 'page' ? paging.page : paging.cursor, paging.size];
  return `paged by ${names.flatMap((parameter) => (parameter ? [quote(parameter.name)] : [])).join(', ')}`;
}

function placed(name: string, within: string | undefined): string {
  return quote(within === undefined ? name : `${within}.${name}`);
}

function quote(name: string): string {
  return `\`${name}\``;
}
