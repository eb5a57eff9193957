import type { PageField } from '../../server/pages/page-model';

/** The control that edits a value. */
export type FieldKind = 'choice' | 'text' | 'long-text' | 'number' | 'object' | 'list' | 'json';

export function kindOf({ values, types, fields, item, maxLength = 0 }: PageField): FieldKind {
  const [type, ...others] = types.filter((each) => each !== 'null');
  if (values?.every((value) => value === null || typeof value !== 'object')) return 'choice';
  if (type === undefined || others.length > 0) return 'json';
  if (type === 'boolean') return 'choice';
  if (type === 'string') return maxLength > 255 ? 'long-text' : 'text';
  if (type === 'integer' || type === 'number') return 'number';
  if (fields !== undefined) return 'object';
  return item === undefined ? 'json' : 'list';
}

/**
 * The value of a field in a new form: its default, or nothing where it may be left out; a required value that cannot be null is
 * there to be filled.
 */
export function emptyValue(field: PageField): unknown {
  if (field.default !== undefined) return field.default;
  if (!field.required) return undefined;
  return presentValue(field);
}

/** The first value of a field that is put in. */
export function presentValue(field: PageField): unknown {
  const { fields, values, types } = field;
  switch (kindOf(field)) {
    case 'object':
      return Object.fromEntries((fields ?? []).map((each) => [each.name, emptyValue(each)]));
    case 'list':
      return [];
    case 'choice':
      return values?.find((value) => value !== null) ?? false;
    case 'json':
      return types.includes('object') ? {} : types.includes('array') ? [] : '';
    default:
      return '';
  }
}

/** A record as a form edits it: of objects that name their properties, only what the form can show is sent back. */
export function valueForForm(field: PageField, value: unknown): unknown {
  const { fields } = field;
  if (fields === undefined || value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const record = value as Record<string, unknown>;
  return Object.fromEntries(
    fields.filter(({ name }) => name in record).map((each) => [each.name, valueForForm(each, record[each.name])]),
  );
}

/**
 * The typed value of a form, after the document changed: values that still have a field stay, even where they are wrong by now;
 * new fields that are required are there to be filled.
 */
export function refittedValue(field: PageField, value: unknown): unknown {
  const { fields, item } = field;
  if (Array.isArray(value)) return item === undefined ? value : value.map((each) => refittedValue(item, each));
  if (fields === undefined || value === null || typeof value !== 'object') return value;
  const record = value as Record<string, unknown>;
  const parts = fields.map(
    (each) => [each.name, each.name in record ? refittedValue(each, record[each.name]) : emptyValue(each)] as const,
  );
  return Object.fromEntries(parts.filter(([name, part]) => part !== undefined || name in record));
}

/** The value of a number field: a text that is no number is sent as it is, for the server to refuse. */
export function numberOrText(text: string): number | string {
  return /^\s*-?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : text;
}

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
