import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { childPointer } from '../../json-schema/model/pointer';
import { isObject, type Kind, walkDocument } from '../read/document-shape';
import type { Finding } from '../read/finding';
import { pagingRoles, resourceFields } from '../resources/extensions';

type Check = (value: JsonValue) => string | undefined;

const checks: Readonly<Partial<Record<Kind, Readonly<Record<string, Check>>>>> = {
  pathItem: { 'x-resource': checkResource },
  operation: {
    'x-resource': (value) => (value === false ? undefined : '"x-resource" of an operation can only be false'),
  },
  parameter: {
    'x-paging': (value) =>
      pagingRoles.some((role) => role === value) ? undefined : `"x-paging" must be one of ${pagingRoles.join(', ')}`,
    'x-filter': (value) =>
      value === false || isName(value) ? undefined : '"x-filter" must be the name of an item\'s property, or false',
  },
};

/** Checks the extensions that correct what is inferred; see `docs/extensions.md`. */
export function checkExtensions(document: JsonObject): Finding[] {
  const findings: Finding[] = [];
  walkDocument({ kind: 'document', pointer: '#', node: document }, ({ kind, pointer, node }) => {
    if (kind === 'schema') return 'skip';
    for (const [name, check] of Object.entries(checks[kind] ?? {})) {
      const message = node[name] === undefined ? undefined : check(node[name]);
      if (message !== undefined) findings.push({ pointer: childPointer(pointer, name), message });
    }
    return undefined;
  });
  return findings;
}

function checkResource(value: JsonValue): string | undefined {
  if (typeof value === 'boolean' || isName(value)) return undefined;
  const known: readonly string[] = resourceFields;
  if (!isObject(value)) return `"x-resource" must be false, a name, or an object with ${known.join(', ')}`;
  const [wrong] = Object.entries(value).find(([field, name]) => !known.includes(field) || !isName(name)) ?? [];
  if (wrong === undefined) return undefined;
  if (!known.includes(wrong)) return `"x-resource" has no field "${wrong}"; possible: ${known.join(', ')}`;
  return `"${wrong}" of "x-resource" must be a text`;
}

function isName(value: JsonValue): boolean {
  return typeof value === 'string' && value !== '';
}
