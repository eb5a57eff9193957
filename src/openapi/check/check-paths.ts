import type { OpenAPIV3_1 } from 'openapi-types';
import type { JsonObject } from '../../json-schema/model/json-schema';
import { childPointer } from '../../json-schema/model/pointer';
import { follow, type Located } from '../model/locate';
import type { PathTemplate } from '../model/model';
import {
  isReachable,
  PathTemplateError,
  parsePathTemplate,
  templateShape,
  withLeadingSlash,
} from '../operations/path-template';
import { operationsOf } from '../operations/read-operations';
import type { DocumentFinding } from '../read/document-error';
import { leaveOut } from '../read/leave-out';
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
 * @param version - that of OpenAPI in which the document was written
 */
export function checkPaths(document: OpenAPIV3_1.Document, version: string): DocumentFinding[] {
  const known: Known = { shapes: new Map(), ids: new Map() };
  return Object.entries(document.paths ?? {}).flatMap(([path, node]) => {
    if (node === undefined || !isReachable(path)) return [];
    const pointer = childPointer('#', 'paths', path);
    const leave = (place: string) => () => leaveOut(document as unknown as JsonObject, 'pathItem', place);
    const template = readTemplate(path);
    if (typeof template === 'string') {
      return [{ pointer, message: `the path template ${path} ${template}`, mend: leave(pointer) }];
    }
    const pathItem = follow<OpenAPIV3_1.PathItemObject>(document, { pointer, node });
    const operations: Located<Operation>[] = operationsOf(pathItem);
    const findings = checkParameters(
      document,
      pathItem as Located<object>,
      operations as Located<object>[],
      template.parameterNames,
    );
    if (!path.startsWith('/')) {
      const message = `the path template ${path} must start with a slash`;
      findings.unshift({ pointer, message, mend: () => undefined });
    }
    if (path.includes('?')) {
      const message = `the path template ${path} has a query, which is no part of a path; describe it by parameters`;
      findings.unshift({ pointer, message, mend: () => undefined });
    }
    findings.unshift(...checkShape(template, pointer, known));
    for (const operation of operations) {
      findings.push(...checkOperationId(operation, known), ...checkResponses(operation, version));
    }
    return findings;
  });
}

function readTemplate(path: string): PathTemplate | string {
  try {
    return parsePathTemplate(withLeadingSlash(path));
  } catch (error) {
    if (!(error instanceof PathTemplateError)) throw error;
    return error.message;
  }
}

// Templates of one shape are the same path to HTTP. Where their methods differ a request still finds its operation.
function checkShape(template: PathTemplate, pointer: string, { shapes }: Known): DocumentFinding[] {
  const shape = `${templateShape(template)}?${template.query ?? ''}`;
  const other = shapes.get(shape);
  if (other === undefined) shapes.set(shape, template.source);
  if (other === undefined) return [];
  const message = `the path template ${template.source} matches the same paths as ${other}; put their operations together`;
  return [{ pointer, message, mend: () => undefined }];
}

function checkOperationId({ pointer, node }: Located<Operation>, { ids }: Known): DocumentFinding[] {
  const { operationId } = node;
  if (operationId === undefined) return [];
  const place = childPointer(pointer, 'operationId');
  const mend = (): void => {
    delete node.operationId;
  };
  if (typeof operationId !== 'string' || operationId === '') {
    return [{ pointer: place, message: 'an operationId must be a text', mend }];
  }
  const other = ids.get(operationId);
  ids.set(operationId, other ?? pointer);
  if (other === undefined || other === pointer) return [];
  const message = `the operationId "${operationId}" is taken by ${other}; give each operation its own`;
  return [{ pointer: place, message, mend }];
}

// An operation whose answer is not documented may answer anything: readers of the model are given a `default` then.
function checkResponses({ pointer, node }: Located<Operation>, version: string): DocumentFinding[] {
  const statuses = Object.keys(node.responses ?? {}).filter((status) => !status.startsWith('x-'));
  if (statuses.length === 0) {
    if (node.responses === undefined && !/^3\.0|^2/.test(version)) return [];
    const message = 'the operation has no responses; document at least one, such as "200" or "default"';
    return [{ pointer, message, mend: () => undefined }];
  }
  return statuses.flatMap((status) => {
    if (/^(?:[1-5](?:\d\d|XX|xx)|default)$/.test(status)) return [];
    const message = `"${status}" is no status; use one such as "200", a range such as "4XX", or "default"`;
    return [
      { pointer: childPointer(pointer, 'responses', status), message, mend: () => delete node.responses![status] },
    ];
  });
}
