import type { OpenAPIV3_1 } from 'openapi-types';
import { childPointer } from '../../json-schema/model/pointer';
import { follow, type Located } from '../model/locate';
import { isReachable, PathTemplateError, parsePathTemplate, templateShape } from '../operations/path-template';
import { methods } from '../operations/read-operations';
import type { DocumentFinding } from '../read/document-error';
import { checkParameters } from './check-parameters';

type Operation = OpenAPIV3_1.OperationObject;

/** Operations of a document by what must be unique about them. */
interface Known {
  readonly shapes: Map<string, string>;
  readonly ids: Map<string, string>;
}

/**
 * Checks the rules about paths and operations that no schema can express (OpenAPI 3.1, sections 4.8.8 to 4.8.16): path
 * templates, their parameters, unique operationIds, documented responses.
 *
 * @param document - of sound structure
 */
export function checkPaths(document: OpenAPIV3_1.Document): DocumentFinding[] {
  const known: Known = { shapes: new Map(), ids: new Map() };
  return Object.entries(document.paths ?? {}).flatMap(([path, node]) => {
    if (node === undefined || !isReachable(path)) return [];
    const pointer = childPointer('#', 'paths', path);
    const template = checkTemplate(path, pointer, known);
    if ('message' in template) return [template];
    const pathItem = follow<OpenAPIV3_1.PathItemObject>(document, { pointer, node });
    const operations = methods.flatMap((method): Located<Operation>[] => {
      const operation = (pathItem.node as Partial<Record<string, Operation>>)[method];
      return operation === undefined ? [] : [{ pointer: childPointer(pathItem.pointer, method), node: operation }];
    });
    return [
      ...checkParameters(document, pathItem as Located<object>, operations as Located<object>[], template.names),
      ...operations.flatMap((operation) => [...checkOperationId(operation, known), ...checkResponses(operation)]),
    ];
  });
}

function checkTemplate(
  path: string,
  pointer: string,
  { shapes }: Known,
): DocumentFinding | { readonly names: readonly string[] } {
  try {
    const template = parsePathTemplate(path);
    const shape = templateShape(template);
    const other = shapes.get(shape);
    shapes.set(shape, path);
    if (other === undefined) return { names: template.parameterNames };
    return {
      pointer,
      message: `the path template ${path} matches the same paths as ${other}; put their operations together`,
    };
  } catch (error) {
    if (!(error instanceof PathTemplateError)) throw error;
    return { pointer, message: `the path template ${path} ${error.message}` };
  }
}

function checkOperationId({ pointer, node }: Located<Operation>, { ids }: Known): DocumentFinding[] {
  const { operationId } = node;
  if (operationId === undefined) return [];
  const place = childPointer(pointer, 'operationId');
  if (typeof operationId !== 'string' || operationId === '') {
    return [{ pointer: place, message: 'an operationId must be a text' }];
  }
  const other = ids.get(operationId);
  ids.set(operationId, other ?? pointer);
  if (other === undefined || other === pointer) return [];
  return [
    { pointer: place, message: `the operationId "${operationId}" is taken by ${other}; give each operation its own` },
  ];
}

function checkResponses({ pointer, node }: Located<Operation>): DocumentFinding[] {
  const statuses = Object.keys(node.responses ?? {}).filter((status) => !status.startsWith('x-'));
  if (statuses.length === 0) {
    return [{ pointer, message: 'the operation has no responses; document at least one, such as "200" or "default"' }];
  }
  return statuses.flatMap((status) => {
    if (/^(?:[1-5](?:\d\d|XX|xx)|default)$/.test(status)) return [];
    const message = `"${status}" is no status; use one such as "200", a range such as "4XX", or "default"`;
    return [{ pointer: childPointer(pointer, 'responses', status), message }];
  });
}
