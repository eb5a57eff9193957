import { jsonValueOf } from '../../json-schema/model/json-value';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { Validator } from '../../json-schema/model/schemas';
import type { MediaTypeSpec, Method, Operation, Spec } from '../../openapi/model/model';
import { isJson, matchMediaType } from '../../openapi/operations/media-types';
import { responseFor } from '../../openapi/operations/responses';
import { createBasedRouter } from '../../openapi/operations/router';
import { createParameterDecoder } from '../../openapi/parameters/decode-parameters';
import { createBodyReader } from '../bodies/read-body';
import type { MockRequest } from '../messages/message';
import { isProblem } from '../problems/problems';

/** An answer that another server gave. */
export interface ForeignAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without any content coding; left out when there is none, or none that could be read. */
  readonly body?: Uint8Array;
}

/** Compares an exchange between others with the document. */
export interface DeviationFinder {
  /** The operation that a request is for; undefined when the document has none. */
  operationOf(request: Pick<MockRequest, 'method' | 'path'>): Operation | undefined;
  /** Finds deviations from the document, a clause for each: `response body: id must be a whole number`. */
  find(request: MockRequest, answer: ForeignAnswer): string[];
}

/** Bodies of other methods and statuses have no meaning (RFC 9110, sections 15.3.5 and 15.4.5). */
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * Creates the finder of a document's deviations.
 *
 * @param basePath - the only base path; by default the root and the path of each of the document's `servers`
 */
export function createDeviationFinder(spec: Spec, basePath: string | undefined): DeviationFinder {
  const { schemas } = spec;
  const route = createBasedRouter(spec, basePath);
  const validators = new Map<MediaTypeSpec, Validator>();
  const readers = new Map<Operation, ReturnType<typeof createReaders>>();
  const createReaders = (operation: Operation) => ({
    decode: createParameterDecoder(operation, schemas),
    readBody: createBodyReader(schemas, operation.body),
  });
  const readersOf = (operation: Operation): ReturnType<typeof createReaders> => {
    const known = readers.get(operation) ?? createReaders(operation);
    readers.set(operation, known);
    return known;
  };

  const operationOf: DeviationFinder['operationOf'] = ({ method, path }) => {
    const operations = route(path)?.match.entry.operations;
    return operations?.get(method.toLowerCase() as Method) ?? (method === 'HEAD' ? operations?.get('get') : undefined);
  };

  const inRequest = (request: MockRequest, operation: Operation): string[] => {
    const { decode, readBody } = readersOf(operation);
    const match = route(request.path)?.match;
    const parameters = match?.kind === 'found' ? match.parameters : new Map<string, string>();
    const { violations } = decode({ path: parameters, query: request.query, headers: request.headers });
    const told = violations.map(({ in: place, path, detail }) => said(`request ${place}`, path, detail));
    const read = readBody(request);
    if (isProblem(read)) return [...told, `request body: ${read.detail}`];
    return [...told, ...read.violations.map(({ path, reason }) => said('request body', path, reason))];
  };

  const inBody = ({ body, headers }: ForeignAnswer, mediaTypes: readonly MediaTypeSpec[]): string[] => {
    if (body === undefined || body.byteLength === 0) return [];
    const type = headers['content-type'];
    if (type === undefined) return ['response content-type: must be there'];
    const mediaType = matchMediaType(mediaTypes, type);
    if (mediaType === undefined) return [`response content-type: ${type} is not documented`];
    const { schema } = mediaType;
    if (schema === undefined || !isJson(type)) return [];
    const validate = validators.get(mediaType) ?? schemas.validator(schema, 'response');
    validators.set(mediaType, validate);
    const value = jsonValueOf(body);
    if (value === undefined) return ['response body: must be JSON'];
    return validate(value).map(({ path, detail }) => said('response body', path, detail));
  };

  return {
    operationOf,
    find(request, answer) {
      const operation = operationOf(request);
      if (operation === undefined) return [`${request.method} of this path is not documented`];
      const documented = responseFor(operation, answer.status);
      if (documented === undefined) {
        return [...inRequest(request, operation), `response status: ${answer.status} is not documented`];
      }
      const lacking = documented.headers.filter(
        ({ name, required }) => required && !answer.headers[name.toLowerCase()],
      );
      const hasBody = request.method !== 'HEAD' && !WITHOUT_BODY.has(answer.status);
      return [
        // An answer that refuses a request agrees with the document that it is wrong.
        ...(answer.status < 400 ? inRequest(request, operation) : []),
        ...lacking.map(({ name }) => `response header: ${name} must be there`),
        ...(hasBody ? inBody(answer, documented.mediaTypes) : []),
      ];
    },
  };
}

function said(where: string, path: readonly (string | number)[], detail: string): string {
  const place = formatPropertyPath(path);
  return place === '' ? `${where} ${detail}` : `${where}: ${place} ${detail}`;
}
