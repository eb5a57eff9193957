import type { PageField } from '../../server/pages/page-model';
import { kindOf } from './field-value';

/** The paths of all places that a form shows for a value, `items[0].name` among them. */
export function shownPaths(field: PageField, value: unknown, path = ''): Set<string> {
  const paths = new Set([path].filter((each) => each !== ''));
  const add = (inner: Set<string>): void => inner.forEach((each) => void paths.add(each));
  for (const each of field.fields ?? []) {
    const part = (value as Record<string, unknown> | null | undefined)?.[each.name];
    add(shownPaths(each, part, path === '' ? each.name : `${path}.${each.name}`));
  }
  if (kindOf(field) === 'list' && Array.isArray(value) && field.item !== undefined) {
    for (const [index, part] of value.entries()) add(shownPaths(field.item, part, `${path}[${index}]`));
  }
  return paths;
}
