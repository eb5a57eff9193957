import type { Paging, Resource, Role, Spec } from '../model/model';
import { idleParameters } from './idle-parameters';
import { operationParts, singletonsOf } from './operation-parts';

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
  if (resource.recordsOf !== undefined) facts.push(`shows ${resource.recordsOf}`);
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

/** The most names of one kind in a line. */
const MOST_NAMED = 5;

/**
 * Describes what was inferred besides resources, for printing at start: the singletons, the number of operations with further
 * roles, those that keep no state, with the reason, and the query parameters of lists that change nothing.
 *
 * @example
 * describeParts(spec) // ['singletons  me (read update)', 'further     action 2', 'no state    answers no body: GET /ping']
 */
export function describeParts(spec: Pick<Spec, 'paths' | 'schemas' | 'resources' | 'securitySchemes'>): string[] {
  const parts = operationParts(spec);
  const singletons = singletonsOf(spec).map(({ name, roles }) => {
    const verbs = Object.keys(roles).map((role) => role.replace('singleton', '').toLowerCase());
    return `${name} (${verbs.join(' ')})`;
  });
  const further = new Map<string, number>();
  const stateless = new Map<string, string[]>();
  for (const { operation, role, reason, singleton } of parts) {
    if (reason !== undefined) {
      const line = `${operation.method.toUpperCase()} ${operation.template.source}`;
      stateless.set(reason, [...(stateless.get(reason) ?? []), line]);
    } else if (role !== undefined && singleton === undefined && !ORDER.includes(role as Role)) {
      further.set(role, (further.get(role) ?? 0) + 1);
    }
  }
  const idle = new Map<string, number>();
  for (const { name } of idleParameters(spec).flatMap(({ parameters }) => parameters))
    idle.set(name, (idle.get(name) ?? 0) + 1);
  return [
    ...(singletons.length > 0 ? [`singletons  ${named(singletons)}`] : []),
    ...(further.size > 0 ? [`further     ${[...further].map((each) => each.join(' ')).join(' · ')}`] : []),
    ...[...stateless].map(([reason, lines]) => `no state    ${reason}: ${named(lines)}`),
    ...(idle.size > 0 ? [`no effect   query parameters of lists: ${named([...idle].map(counted))}`] : []),
  ];
}

function counted([name, lists]: readonly [string, number]): string {
  return quote(name) + (lists > 1 ? ` (in ${lists})` : '');
}

function named(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
