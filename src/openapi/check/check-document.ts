import type { OpenAPIV3_1 } from 'openapi-types';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { childPointer } from '../../json-schema/model/pointer';
import { schemaFaults } from '../../json-schema/validate/schema-faults';
import type { DocumentFinding } from '../read/document-error';
import { type Kind, walkDocument } from '../read/document-shape';
import { pagingRoles, resourceFields, roleNames } from '../resources/extensions';
import { checkPaths } from './check-paths';
import { checkStructure } from './check-structure';

/**
 * Finds everything that keeps a document from being interpreted: fail at load, not at a request. Structure comes first; as
 * long as it is broken nothing else is looked at, as one cause would show up as many findings.
 *
 * @param document - bundled, OpenAPI 3.1
 * @returns empty when the document is sound
 */
export function checkDocument(document: JsonObject): DocumentFinding[] {
  const structure = checkStructure(document);
  if (structure.length > 0) return structure;
  const schemas = schemaFaults(document).map(({ pointer, reason }) => ({ pointer, message: `the schema ${reason}` }));
  return [...checkPaths(document as unknown as OpenAPIV3_1.Document), ...schemas, ...checkExtensions(document)];
}

/**
 * Checks that an object is a document of a version that can be read, OpenAPI 3.0 or 3.1, and that it has `paths`.
 *
 * @returns what stands in the way; empty when nothing does
 */
export function checkVersion(document: JsonObject): DocumentFinding[] {
  const { openapi, swagger, paths } = document;
  if (swagger !== undefined) {
    const message = `is a Swagger ${swagger} document; convert it to OpenAPI 3.1 (for example with the package swagger2openapi)`;
    return [{ pointer: '#/swagger', message }];
  }
  if (openapi === undefined) {
    return [{ pointer: '#', message: 'has no field "openapi"; an OpenAPI document starts with "openapi: 3.1.0"' }];
  }
  if (!/^3\.[01](?:\.|$)/.test(String(openapi))) {
    const message = `says OpenAPI ${JSON.stringify(openapi)}, which cannot be read; supported are 3.0 and 3.1`;
    return [{ pointer: '#/openapi', message }];
  }
  if (paths === undefined)
    return [{ pointer: '#', message: 'has no "paths"; without paths there is nothing to serve or check' }];
  return isJsonObject(paths) ? [] : [{ pointer: '#/paths', message: 'must be an object of path templates' }];
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
      if (message !== undefined) findings.push({ pointer: childPointer(pointer, name), message });
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
