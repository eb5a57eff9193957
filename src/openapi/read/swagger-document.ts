import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { childPointer } from '../../json-schema/model/pointer';
import type { Kind } from './document-shape';
import {
  bodyOf,
  type MediaTypes,
  type Places,
  toOperation,
  toParameter,
  toPathItem,
  toResponse,
} from './swagger-operations';

/** A Swagger 2.0 document on its way to OpenAPI 3.0. */
export interface SwaggerDocument {
  /** The pointer, in the document as it was written, of a place of what it has become. */
  locate(pointer: string): string;
  /** The pointer of what a pointer of the written document has become. */
  moved(pointer: string): string;
  /** Brings a part that stands in another file to OpenAPI 3.0, in place. */
  adapt(kind: Kind, node: JsonValue): void;
}

const SECTIONS: readonly (readonly [written: string, section: string])[] = [
  ['definitions', 'schemas'],
  ['responses', 'responses'],
  ['securityDefinitions', 'securitySchemes'],
];

/**
 * Turns a Swagger 2.0 document into an OpenAPI 3.0 one that promises the same, in place. Schemas keep what Swagger has of its
 * own (`type: file`, `x-nullable`) until they are upgraded, as other files may hold further ones.
 *
 * @param document - as it was written; what has no sound structure is passed over
 */
export function convertSwagger(document: JsonObject): SwaggerDocument {
  const places: Places = new Map();
  const types: MediaTypes = { consumes: namesOf(document.consumes), produces: namesOf(document.produces) };
  const components: JsonObject = {};
  document.openapi = '3.0.3';
  document.servers = serversOf(document);
  for (const field of ['host', 'basePath', 'schemes']) {
    if (document[field] !== undefined) places.set('#/servers', `#/${field}`);
  }

  for (const [written, section] of SECTIONS) {
    const entries = document[written];
    if (entries === undefined) continue;
    components[section] = entries;
    places.set(`#/components/${section}`, `#/${written}`);
    if (!isJsonObject(entries)) continue;
    for (const [name, entry] of Object.entries(entries)) {
      if (!isJsonObject(entry)) continue;
      if (section === 'responses')
        toResponse(
          entry,
          types,
          childPointer('#', 'components', section, name),
          childPointer('#', written, name),
          places,
        );
      if (section === 'securitySchemes') entries[name] = toSecurityScheme(entry);
    }
  }
  const bodies = convertParameters(document, components, types, places);
  if (isJsonObject(document.paths)) {
    for (const [path, pathItem] of Object.entries(document.paths)) {
      if (isJsonObject(pathItem)) toPathItem(pathItem, { types, bodies }, childPointer('#', 'paths', path), places);
    }
  }
  document.components = components;
  for (const field of OWN_FIELDS) delete document[field];
  const moved = (pointer: string): string => movedPointer(pointer, bodies);
  rewriteReferences(document, moved);
  return { locate: (pointer) => writtenPlace(places, pointer), moved, adapt: (kind, node) => adapt(kind, node, types) };
}

const OWN_FIELDS = [
  ...['swagger', 'host', 'basePath', 'schemes', 'consumes', 'produces'],
  ...['definitions', 'parameters', 'responses', 'securityDefinitions'],
];

function namesOf(value: JsonValue | undefined): string[] | undefined {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : undefined;
}

function serversOf({ host, basePath, schemes }: JsonObject): JsonValue {
  const path = typeof basePath === 'string' && basePath !== '/' ? `/${basePath.replace(/^\/+/, '')}` : '';
  if (typeof host !== 'string' || host === '') return [{ url: path === '' ? '/' : path }];
  const named = namesOf(schemes) ?? [];
  return (named.length === 0 ? ['https'] : named).map((scheme) => ({ url: `${scheme}://${host}${path}` }));
}

/** Body parameters become request bodies; those of forms stay parameters of their name, which operations put together. */
function convertParameters(
  document: JsonObject,
  components: JsonObject,
  types: MediaTypes,
  places: Places,
): ReadonlyMap<string, JsonObject> {
  const bodies = new Map<string, JsonObject>();
  if (!isJsonObject(document.parameters)) return bodies;
  const parameters: JsonObject = {};
  const requestBodies: JsonObject = {};
  for (const [name, parameter] of Object.entries(document.parameters)) {
    const written = childPointer('#', 'parameters', name);
    if (!isJsonObject(parameter)) continue;
    if (parameter.in === 'body' || parameter.in === 'formData') {
      bodies.set(name, parameter);
      const place = childPointer('#', 'components', 'requestBodies', name);
      requestBodies[name] = bodyOf([{ parameter: structuredClone(parameter), written }], types, place, places)!;
    } else {
      const place = childPointer('#', 'components', 'parameters', name);
      places.set(place, written);
      parameters[name] = parameter;
      toParameter(parameter, place, written, places);
    }
  }
  if (Object.keys(parameters).length > 0) components.parameters = parameters;
  if (Object.keys(requestBodies).length > 0) components.requestBodies = requestBodies;
  return bodies;
}

const FLOWS: Readonly<Record<string, string>> = {
  ...{ implicit: 'implicit', password: 'password' },
  ...{ application: 'clientCredentials', accessCode: 'authorizationCode' },
};

function toSecurityScheme(scheme: JsonObject): JsonObject {
  if (scheme.type === 'basic') return { ...scheme, type: 'http', scheme: 'basic' };
  if (scheme.type !== 'oauth2') return scheme;
  const { flow, authorizationUrl, tokenUrl, scopes, ...others } = scheme;
  const urls = {
    ...(authorizationUrl !== undefined && { authorizationUrl }),
    ...(tokenUrl !== undefined && { tokenUrl }),
  };
  const name = typeof flow === 'string' && Object.hasOwn(FLOWS, flow) ? FLOWS[flow]! : 'implicit';
  return { ...others, flows: { [name]: { ...urls, scopes: scopes ?? {} } } };
}

function movedPointer(pointer: string, bodies: ReadonlyMap<string, JsonObject>): string {
  const found = /^#\/(definitions|parameters|responses|securityDefinitions)(\/([^/]*).*)?$/.exec(pointer);
  if (found === null) return pointer;
  const [, field, rest = '', name = ''] = found;
  if (field === 'parameters') return `#/components/${bodies.has(name) ? 'requestBodies' : 'parameters'}${rest}`;
  return `#/components/${SECTIONS.find(([written]) => written === field)![1]}${rest}`;
}

/** Fields whose entries have names of the author's; those may be called like a keyword that holds data. */
const MAPS: ReadonlySet<string> = new Set([
  ...['paths', 'responses', 'headers', 'parameters', 'requestBodies', 'schemas', 'properties', 'patternProperties'],
]);
const DATA: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum']);

function rewriteReferences(document: JsonObject, moved: (pointer: string) => string): void {
  const pending: { readonly value: JsonValue; readonly isMap: boolean }[] = [{ value: document, isMap: false }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, isMap } = next;
    if (value === null || typeof value !== 'object') continue;
    if (!Array.isArray(value) && typeof value.$ref === 'string') value.$ref = moved(value.$ref);
    for (const [name, child] of Object.entries(value)) {
      if (isMap || !DATA.has(name)) pending.push({ value: child, isMap: !isMap && MAPS.has(name) });
    }
  }
}

function writtenPlace(places: Places, pointer: string): string {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const written = places.get(pointer.slice(0, end));
    if (written !== undefined) return written + pointer.slice(end);
  }
  return pointer;
}

function adapt(kind: Kind, node: JsonValue, types: MediaTypes): void {
  if (!isJsonObject(node)) return;
  const places: Places = new Map();
  if (kind === 'pathItem') toPathItem(node, { types, bodies: new Map() }, '#', places);
  if (kind === 'operation') toOperation(node, { types, bodies: new Map() }, [], '#', places);
  if (kind === 'response') toResponse(node, types, '#', '#', places);
  if (kind === 'parameter') toParameter(node, '#', '#', places);
}
