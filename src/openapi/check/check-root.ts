import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { childPointer } from '../../json-schema/model/pointer';
import type { DocumentFinding } from '../read/document-error';
import { walkDocument } from '../read/document-shape';

/**
 * Checks what stands beside the paths and components: the title, the servers, the security schemes, and what is required of
 * them. What cannot be read is left out; a document without a title gets one, as it is shown everywhere.
 *
 * @param document - bundled; what is wrong elsewhere in it is passed over
 */
export function checkRoot(document: JsonObject): DocumentFinding[] {
  return [...checkInfo(document), ...checkOwners(document), ...checkSchemes(document)];
}

function checkInfo(document: JsonObject): DocumentFinding[] {
  const { info } = document;
  if (!isJsonObject(info)) {
    const message = 'has no "info" with "title" and "version", which every document must have';
    const mend = (): void => {
      document.info = { title: 'Untitled', version: '' };
    };
    return [{ pointer: info === undefined ? '#' : '#/info', message, mend }];
  }
  const texts = { title: 'Untitled', version: '' };
  const found = Object.entries(texts).flatMap(([name, otherwise]): DocumentFinding[] => {
    const value = info[name];
    if (typeof value === 'string') return [];
    const mend = (): void => {
      info[name] = typeof value === 'number' ? String(value) : otherwise;
    };
    // `version: 1.0` is a number to YAML.
    if (value === undefined || typeof value === 'number') mend();
    return value === undefined || typeof value === 'number'
      ? []
      : [{ pointer: `#/info/${name}`, message: `"${name}" must be a text`, mend }];
  });
  const isText = info.description === undefined || typeof info.description === 'string';
  return isText ? found : [...found, wrong(info, '#/info', 'description', 'must be a text')];
}

/** Checks the fields `servers`, `security` and `tags` of the document, of its path items and of its operations. */
function checkOwners(document: JsonObject): DocumentFinding[] {
  const found: DocumentFinding[] = [];
  walkDocument({ kind: 'document', pointer: '#', node: document }, ({ kind, pointer, node }) => {
    if (kind === 'schema' || kind === 'response' || kind === 'parameter' || kind === 'requestBody') return 'skip';
    if (kind !== 'document' && kind !== 'pathItem' && kind !== 'operation') return undefined;
    if (node.servers !== undefined && !isListOf(node.servers, isServer)) {
      found.push(wrong(node, pointer, 'servers', 'must be a list of objects with the text "url"'));
    }
    if (node.security !== undefined && !isListOf(node.security, isRequirement)) {
      found.push(wrong(node, pointer, 'security', 'must be a list of objects, each with lists of scopes by scheme'));
    }
    if (node.tags !== undefined && !Array.isArray(node.tags)) {
      found.push(wrong(node, pointer, 'tags', 'must be a list'));
    }
    return undefined;
  });
  return found;
}

function checkSchemes(document: JsonObject): DocumentFinding[] {
  const components = isJsonObject(document.components) ? document.components : {};
  const schemes = isJsonObject(components.securitySchemes) ? components.securitySchemes : {};
  return Object.entries(schemes).flatMap(([name, scheme]) => {
    const message = isJsonObject(scheme) && typeof scheme.$ref !== 'string' ? schemeFault(scheme) : undefined;
    const pointer = childPointer('#', 'components', 'securitySchemes');
    return message === undefined ? [] : [wrong(schemes, pointer, name, message, '')];
  });
}

function schemeFault(scheme: JsonObject): string | undefined {
  const { type, name, in: place, scheme: authentication, flows } = scheme;
  if (type === 'apiKey') {
    const isComplete = typeof name === 'string' && ['query', 'header', 'cookie'].includes(place as string);
    return isComplete
      ? undefined
      : 'a security scheme of the type "apiKey" needs a "name", and an "in": query, header or cookie';
  }
  if (type === 'http') {
    return typeof authentication === 'string' ? undefined : 'a security scheme of the type "http" needs a "scheme"';
  }
  if (type === 'oauth2') {
    const isComplete =
      isJsonObject(flows) &&
      Object.entries(flows).every(([flow, value]) => flow.startsWith('x-') || isJsonObject(value));
    return isComplete ? undefined : 'a security scheme of the type "oauth2" needs "flows"';
  }
  if (type === 'openIdConnect' || type === 'mutualTLS') return undefined;
  return `a security scheme has the type apiKey, http, mutualTLS, oauth2 or openIdConnect, not ${JSON.stringify(type)}`;
}

function wrong(
  node: JsonObject,
  pointer: string,
  field: string,
  message: string,
  subject = `"${field}" `,
): DocumentFinding {
  const mend = (): void => {
    delete node[field];
  };
  return { pointer: childPointer(pointer, field), message: subject + message, mend };
}

function isListOf(value: JsonValue, fits: (entry: JsonValue) => boolean): boolean {
  return Array.isArray(value) && value.every(fits);
}

function isServer(server: JsonValue): boolean {
  if (!isJsonObject(server) || typeof server.url !== 'string') return false;
  const { variables = {} } = server;
  return isJsonObject(variables) && Object.values(variables).every(isJsonObject);
}

function isRequirement(requirement: JsonValue): boolean {
  return isJsonObject(requirement) && Object.values(requirement).every(Array.isArray);
}
