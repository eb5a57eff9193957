import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject, isSameJson } from '../../json-schema/model/json-value';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { MediaTypeSpec, NamedExample, Operation, ResponseSpec } from '../../openapi/model/model';
import { propertiesOf, typesOf } from '../../openapi/model/schema-facts';
import { isJson } from '../../openapi/operations/media-types';
import { successResponse } from '../../openapi/operations/responses';
import { createNegotiator } from '../messages/accept';
import { asciiText, documentedHeaders } from '../representations/documented-headers';
import { isSequence } from '../representations/sequences';
import { writeBody } from '../representations/write-body';
import { BODILESS, concreteName, describeSuccess, offeredMediaTypes } from './documented-success';
import type { Handler, MockContext, ValidRequest } from './handler';

/**
 * Creates the handler for an operation that belongs to no resource: it answers the documented example, else a value that
 * is made up from the schema. The same request always gets the same answer.
 */
export function createExampleHandler(context: MockContext, operation: Operation): Handler {
  const { spec, values } = context;
  const mendedExamples = new Map<string, JsonValue>();
  const { status, headers } = describeSuccess(operation, 'read', context, successResponse(operation));
  const { 'content-type': _, ...own } = headers;
  // There is no item here that Location could lead to, so that a promised one is made up like everything else.
  const others = { ...documentedHeaders(withLocation(successResponse(operation), status), context, NOTHING), ...own };
  const offered = offeredMediaTypes(operation);
  const headersFor = ({ basePath }: ValidRequest): Readonly<Record<string, string>> =>
    isRedirect(status) && others.location === undefined ? { ...others, location: `${basePath}/` } : others;
  if (offered.length === 0 || BODILESS.has(status)) {
    return (request) => ({ status, headers: headersFor(request), note: 'no body' });
  }
  const negotiate = createNegotiator(offered);
  const documented = successResponse(operation)?.mediaTypes ?? [];

  return (request) => {
    const chosen = sequenceFor(offered, request) ?? negotiate(request.message.headers.accept) ?? offered[0]!;
    const mediaType = documented.find(({ name }) => concreteName(name) === chosen)!;
    const { value, note } = answerOf(mediaType, request);
    const body = writeBody(spec.schemas, { ...mediaType, name: chosen }, value);
    const doubt = mediaType.schema && values.doubt(mediaType.schema);
    const warning = doubt && { 'mock-warning': asciiText(`${doubt}. This is the best there is.`) };
    return { status, headers: { 'content-type': chosen, ...headersFor(request), ...warning }, body, note };
  };

  function answerOf(mediaType: MediaTypeSpec, request: ValidRequest): { value: JsonValue; note: string } {
    const { schema, itemSchema, examples } = mediaType;
    const example = pairedExample(operation, mediaType, request) ?? examples[0];
    if (example !== undefined) return { value: mended(mediaType, example), note: `example ${example.name}` };
    const item = itemSchema ?? (isSequence(mediaType.name) && schema && isObject(schema) ? schema : undefined);
    if (item !== undefined) {
      const items = Array.from({ length: ITEMS }, (_, index) =>
        index === 0 ? values.sample(item, keyOf(request)) : values.vary(item, keyOf(request), index),
      );
      return { value: items, note: 'made-up items' };
    }
    if (schema === undefined) return { value: null, note: 'made-up answer' };
    const own = schema.schema.examples?.[0] ?? schema.schema.example;
    const value = values.sample(schema, keyOf(request));
    return { value, note: own === undefined ? 'made-up answer' : 'example of the schema' };
  }

  /** Before 3.2 the schema of a sequence describes each of its items. */
  function isObject(schema: LocatedSchema): boolean {
    return !typesOf(spec.schemas, schema).has('array') && propertiesOf(spec.schemas, schema).size > 0;
  }

  /** An example is checked when it is first answered, and mended where it breaks its schema. */
  function mended({ name, schema }: MediaTypeSpec, example: NamedExample): JsonValue {
    if (schema === undefined || !isJson(name)) return example.value;
    const known = mendedExamples.get(example.pointer) ?? values.mend(schema, example.value, example.pointer);
    mendedExamples.set(example.pointer, known);
    return known;
  }
}

/**
 * Tells whether a request wants an operation's answer as a sequence: by its `Accept`, or by `"stream": true` in its body, as is usual
 * where the answers of language models come word by word.
 */
export function wantsSequence(operation: Operation, request: ValidRequest): boolean {
  const offered = offeredMediaTypes(operation);
  return isSequence(sequenceFor(offered, request) ?? createNegotiator(offered)(request.message.headers.accept) ?? '');
}

function sequenceFor(offered: readonly string[], { body }: ValidRequest): string | undefined {
  return isJsonObject(body ?? null) && (body as JsonObject).stream === true ? offered.find(isSequence) : undefined;
}

/** Joins everything that an answer depends on. */
function keyOf({ message: { path, query }, body }: ValidRequest): string {
  return `${path}?${query} ${body === undefined ? '' : JSON.stringify(body)}`;
}

/** The number of made-up items of a sequence. */
const ITEMS = 3;

const NOTHING: ReadonlySet<string> = new Set();

/** A redirection says where to, whatever the document requires (RFC 9110, section 15.4). */
function withLocation(response: ResponseSpec | undefined, status: number): ResponseSpec | undefined {
  if (response === undefined || !isRedirect(status)) return response;
  const headers = response.headers.map((header) =>
    header.name.toLowerCase() === 'location' ? { ...header, required: true } : header,
  );
  return { ...response, headers };
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

/**
 * Finds the example of an answer that belongs to a request: the one with the name of the request example that the body and the
 * parameters are equal to.
 *
 * @returns undefined when the request is like no example that has a partner
 */
function pairedExample(
  { body, parameters }: Operation,
  answer: MediaTypeSpec,
  request: ValidRequest,
): NamedExample | undefined {
  const bodies = body?.mediaTypes.flatMap(({ examples }) => examples) ?? [];
  return answer.examples.find(({ name }) => {
    const sent = bodies.filter((example) => example.name === name);
    const asked = parameters.filter(({ examples }) => examples.some((example) => example.name === name));
    // Every example without a name of its own has the same one, which pairs nothing.
    if (name === 'default' || sent.length + asked.length === 0) return false;
    const isSent = sent.length === 0 || sent.some(({ value }) => isSameJson(value, request.body));
    return (
      isSent &&
      asked.every((parameter) => {
        const value = request.parameters[parameter.in].get(parameter.name);
        return parameter.examples.some((example) => example.name === name && isSameJson(example.value, value));
      })
    );
  });
}
