import type { OpenAPIV3_1 } from 'openapi-types';
import { childPointer } from '../../json-schema/model/pointer';
import type { Schemas } from '../../json-schema/model/schemas';
import { followEach, type Located } from '../model/locate';
import type { HeaderSpec, Operation, ResponseSpec } from '../model/model';
import { readContent } from './content';

/**
 * Reads the responses of an operation (OpenAPI 3.1, section 4.8.16), in the document's order.
 *
 * @param operation - the operation object and where it stands
 */
export function readResponses(schemas: Schemas, operation: Located<OpenAPIV3_1.OperationObject>): ResponseSpec[] {
  const { pointer, node } = operation;
  return followEach<OpenAPIV3_1.ResponseObject>(schemas.document, pointer, 'responses', node.responses).map(
    (response) => ({
      status: response.name.toUpperCase() === 'DEFAULT' ? 'default' : response.name.toUpperCase(),
      pointer: response.pointer,
      description: response.node.description ?? '',
      mediaTypes: readContent(schemas, response.pointer, response.node.content),
      headers: readHeaders(schemas, response),
    }),
  );
}

/**
 * The documented response for a status: the exact one, else its range (`4XX`), else `default` (OpenAPI 3.1, section
 * 4.8.16.1).
 *
 * @param status - an HTTP status, 100..599
 * @returns undefined when the operation documents nothing for it
 */
export function responseFor(operation: Pick<Operation, 'responses'>, status: number): ResponseSpec | undefined {
  const named = (name: string) => operation.responses.find((response) => response.status === name);
  return named(String(status)) ?? named(`${Math.floor(status / 100)}XX`) ?? named('default');
}

// A header named Content-Type is described by the media type and must be ignored here (section 4.8.17.1).
function readHeaders(schemas: Schemas, response: Located<OpenAPIV3_1.ResponseObject>): HeaderSpec[] {
  const { pointer, node } = response;
  return followEach<OpenAPIV3_1.HeaderObject>(schemas.document, pointer, 'headers', node.headers)
    .filter((header) => header.name.toLowerCase() !== 'content-type')
    .map((header) => ({
      name: header.name,
      required: header.node.required === true,
      pointer: header.pointer,
      ...(header.node.schema !== undefined && { schema: schemas.at(childPointer(header.pointer, 'schema')) }),
    }));
}
