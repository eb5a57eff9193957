import type { OpenAPIV3_1 } from 'openapi-types';
import { childPointer } from '../../json-schema/model/pointer';
import type { Schemas } from '../../json-schema/model/schemas';
import { follow, type Located } from '../model/locate';
import type { Method, Operation, PathEntry, PathTemplate, RequestBody } from '../model/model';
import { readParameters } from '../parameters/parameters';
import { readContent } from './content';
import { isReachable, parsePathTemplate } from './path-template';
import { readResponses } from './responses';
import { readSecurity } from './security';

/** The methods that a path item may have (OpenAPI 3.1, section 4.8.9), in the order of the specification. */
export const methods: readonly Method[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Reads every path of a document with its operations, in the document's order. A path with a query or fragment, which no
 * request can reach, is left out.
 *
 * @param document - checked, with local references only
 * @param schemas - the schemas of that document
 */
export function readPaths(document: OpenAPIV3_1.Document, schemas: Schemas): PathEntry[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, node]) => {
    if (node === undefined || !isReachable(path)) return [];
    const start = { pointer: childPointer('#', 'paths', path), node };
    const pathItem = follow<OpenAPIV3_1.PathItemObject>(document, start);
    return [readPathEntry(document, schemas, parsePathTemplate(path), pathItem)];
  });
}

function readPathEntry(
  document: OpenAPIV3_1.Document,
  schemas: Schemas,
  template: PathTemplate,
  pathItem: Located<OpenAPIV3_1.PathItemObject>,
): PathEntry {
  const operations = new Map<Method, Operation>();
  for (const method of methods) {
    const node = (pathItem.node as Partial<Record<Method, OpenAPIV3_1.OperationObject>>)[method];
    if (node === undefined) continue;
    const operation = { pointer: childPointer(pathItem.pointer, method), node };
    const body = readBody(schemas, operation);
    operations.set(method, {
      id: node.operationId ?? `${method.toUpperCase()} ${template.source}`,
      method,
      template,
      pointer: operation.pointer,
      parameters: readParameters(schemas, pathItem as Located<object>, operation as Located<object>),
      ...(body !== undefined && { body }),
      responses: readResponses(schemas, operation),
      security: readSecurity(node.security, document.security),
      deprecated: node.deprecated === true,
    });
  }
  return { template, pointer: pathItem.pointer, operations };
}

function readBody(schemas: Schemas, { pointer, node }: Located<OpenAPIV3_1.OperationObject>): RequestBody | undefined {
  if (node.requestBody === undefined) return undefined;
  const body = follow<OpenAPIV3_1.RequestBodyObject>(schemas.document, {
    pointer: childPointer(pointer, 'requestBody'),
    node: node.requestBody,
  });
  return {
    required: body.node.required === true,
    pointer: body.pointer,
    mediaTypes: readContent(schemas, body.pointer, body.node.content),
  };
}
