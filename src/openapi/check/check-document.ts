import type { OpenAPIV3_1 } from 'openapi-types';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { childPointer } from '../../json-schema/model/pointer';
import type { DocumentFinding } from '../read/document-error';
import { type Kind, walkDocument } from '../read/document-shape';
import { pagingRoles, resourceFields, roleNames } from '../resources/extensions';
import { checkSchemas } from './check-keywords';
import { checkPaths } from './check-paths';
import { checkRoot } from './check-root';
import { checkStructure } from './check-structure';

/** Longer than chains of references are; each round takes away the end of them. */
const MOST_ROUNDS = 20;

/**
 * Finds everything that keeps parts of a document from being interpreted, at load and not at a request, and mends it: only
 * the faulty place is left out, or taken as what its author will have meant. Structure comes first, as the rest relies on it.
 *
 * @param document - bundled, OpenAPI 3.1; it is changed in place
 * @param version - that of OpenAPI in which the document was written
 * @returns empty when the document is sound
 */
export function checkDocument(document: JsonObject, version = '3.1.0'): DocumentFinding[] {
  const findings: DocumentFinding[] = [];
  const mended = (found: readonly DocumentFinding[]): readonly DocumentFinding[] => {
    for (const { mend } of found) mend();
    findings.push(...found);
    return found;
  };
  // What is left out may have been referred to, so that more has to be.
  const mendStructure = (): void => {
    for (let round = 0; round < MOST_ROUNDS && mended(checkStructure(document)).length > 0; round++);
  };
  mended(checkRoot(document));
  mendStructure();
  const stages = [
    () => checkSchemas(document),
    () => checkPaths(document as unknown as OpenAPIV3_1.Document, version),
    () => checkExtensions(document),
  ];
  for (const check of stages) if (mended(check()).length > 0) mendStructure();
  return findings;
}

/**
 * Checks that an object is a document of a version that can be read, Swagger 2.0 or OpenAPI 3.0 to 3.2, and that there is
 * something in it.
 *
 * @returns the problem that stands in the way; undefined when none does
 */
export function checkVersion(document: JsonObject): Omit<DocumentFinding, 'mend'> | undefined {
  const { openapi, swagger, paths, webhooks, components } = document;
  if (openapi === undefined && swagger === undefined) {
    return { pointer: '#', message: 'has no field "openapi"; an OpenAPI document starts with "openapi: 3.1.0"' };
  }
  if (openapi === undefined && !/^2(?:\.0)?$/.test(String(swagger))) {
    const message = `says Swagger ${JSON.stringify(swagger)}, which cannot be read; supported are 2.0 and OpenAPI 3.0 to 3.2`;
    return { pointer: '#/swagger', message };
  }
  if (openapi !== undefined && !/^3\.[012](?:\.|$)/.test(String(openapi))) {
    const message = `says OpenAPI ${JSON.stringify(openapi)}, which cannot be read; supported are 3.0, 3.1, 3.2 and Swagger 2.0`;
    return { pointer: '#/openapi', message };
  }
  if (isJsonObject(paths) || isJsonObject(webhooks) || isJsonObject(components)) return undefined;
  return paths === undefined
    ? { pointer: '#', message: 'has no "paths"; without paths there is nothing to serve or check' }
    : { pointer: '#/paths', message: 'must be an object of path templates' };
}

type Check = (value: JsonValue) => string | undefined;

const checks: Readonly<Partial<Record<Kind, Readonly<Record<string, Check>>>>> = {
  pathItem: { 'x-resource': checkResource },
  operation: {
    'x-resource': (value) => (value === false ? undefined : '"x-resource" of an operation can only be false'),
    'x-role': (value) =>
      value === 'none' || roleNames.some((role) => role === value)
        ? undefined
        : `"x-role" must be none or one of ${roleNames.join(', ')}`,
    'x-sets': (value) =>
      isJsonObject(value) && Object.keys(value).length > 0
        ? undefined
        : '"x-sets" must be an object of values by the names of the item\'s properties',
  },
  parameter: {
    'x-paging': (value) =>
      pagingRoles.some((role) => role === value) ? undefined : `"x-paging" must be one of ${pagingRoles.join(', ')}`,
    'x-filter': (value) =>
      value === false || isName(value) ? undefined : '"x-filter" must be the name of an item\'s property, or false',
  },
};

/** Checks the extensions that correct what is inferred; see `docs/extensions.md`. */
function checkExtensions(document: JsonObject): DocumentFinding[] {
  const findings: DocumentFinding[] = [];
  walkDocument({ kind: 'document', pointer: '#', node: document }, ({ kind, pointer, node }) => {
    if (kind === 'schema') return 'skip';
    for (const [name, check] of Object.entries(checks[kind] ?? {})) {
      const message = node[name] === undefined ? undefined : check(node[name]);
      const mend = (): void => {
        delete node[name];
      };
      if (message !== undefined) findings.push({ pointer: childPointer(pointer, name), message, mend });
    }
    return undefined;
  });
  return findings;
}

function checkResource(value: JsonValue): string | undefined {
  if (typeof value === 'boolean' || isName(value)) return undefined;
  const known: readonly string[] = resourceFields;
  if (!isJsonObject(value)) return `"x-resource" must be false, a name, or an object with ${known.join(', ')}`;
  const [wrong] = Object.entries(value).find(([field, name]) => !known.includes(field) || !isName(name)) ?? [];
  if (wrong === undefined) return undefined;
  if (!known.includes(wrong)) return `"x-resource" has no field "${wrong}"; possible: ${known.join(', ')}`;
  return `"${wrong}" of "x-resource" must be a text`;
}

function isName(value: JsonValue): boolean {
  return typeof value === 'string' && value !== '';
}
