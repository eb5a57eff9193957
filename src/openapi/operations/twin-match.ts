import type { Method, PathEntry } from '../model/model';
import type { RouteMatch } from './router';

/**
 * Finds the entry of `paths` for a method, where several have templates that match the same paths (`/a/{id}` and `/a/{name}`):
 * the one that has an operation for it. Its parameters have the names of its own template.
 *
 * @returns the match itself where there is no such entry, or no need of one
 */
export function twinMatch(match: RouteMatch, method: Method | undefined): RouteMatch {
  const { entry } = match;
  const twin = entry.twins && (twinWith(entry, method) ?? (method === 'head' ? twinWith(entry, 'get') : undefined));
  if (twin === undefined || twin === entry) return match;
  const names = twin.template.parameterNames;
  const nameOf = (name: string): string => names[entry.template.parameterNames.indexOf(name)] ?? name;
  if (match.kind === 'malformed') return { ...match, entry: twin, parameter: nameOf(match.parameter) };
  const parameters = new Map([...match.parameters].map(([name, value]) => [nameOf(name), value]));
  return { ...match, entry: twin, parameters };
}

function twinWith(entry: PathEntry, method: Method | undefined): PathEntry | undefined {
  return [entry, ...(entry.twins ?? [])].find(({ operations }) => method !== undefined && operations.has(method));
}
