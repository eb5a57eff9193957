import type { JsonValue } from '../../json-schema/model/json-schema';
import type { MediaTypeSpec, NamedExample, Operation } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { successResponse } from '../../openapi/operations/responses';
import { createNegotiator } from '../messages/accept';
import type { MockResponse } from '../messages/message';
import { describeSuccess, offeredMediaTypes, requiredHeaders } from './documented-success';
import type { Handler, MockContext, ValidRequest } from './handler';
import { pairedExample } from './paired-example';

/**
 * Creates the handler for an operation that belongs to no resource: it answers the documented example, else a value that
 * is made up from the schema. The same request always gets the same answer.
 */
export function createExampleHandler(context: MockContext, operation: Operation): Handler {
  const { sample } = context.values;
  const mendedExamples = new Map<string, JsonValue>();
  const { status, headers } = describeSuccess(operation, 'read', context.headers, sample);
  const { 'content-type': _, ...own } = headers;
  // There is no item here that Location could lead to, so that a promised one is made up like everything else.
  const others = { ...requiredHeaders(successResponse(operation), sample, new Set(['content-length'])), ...own };
  const offered = offeredMediaTypes(operation);
  if (offered.length === 0 || status === 204) return () => ({ status, headers: others, note: 'no body' });
  const negotiate = createNegotiator(offered);
  const documented = successResponse(operation)?.mediaTypes ?? [];

  return (request) => {
    const chosen = negotiate(request.message.headers.accept) ?? offered[0]!;
    const mediaType =
      documented.find(({ name }) => name === chosen) ?? documented.find(({ name }) => name.endsWith('/*'));
    const { value, note } = answerOf(mediaType!, request);
    return { status, headers: { 'content-type': chosen, ...others }, ...bodyOf(chosen, value), note };
  };

  function answerOf(mediaType: MediaTypeSpec, request: ValidRequest): { value: JsonValue; note: string } {
    const { schema, examples } = mediaType;
    const example = pairedExample(operation, mediaType, request) ?? examples[0];
    if (example !== undefined) return { value: mended(mediaType, example), note: `example ${example.name}` };
    if (schema === undefined) return { value: null, note: 'made-up answer' };
    const own = schema.schema.examples?.[0] ?? schema.schema.example;
    const value = context.values.sample(schema, keyOf(request));
    return { value, note: own === undefined ? 'made-up answer' : 'example of the schema' };
  }

  /** An example is checked when it is first answered, and mended where it breaks its schema. */
  function mended({ name, schema }: MediaTypeSpec, example: NamedExample): JsonValue {
    if (schema === undefined || !isJson(name)) return example.value;
    const known = mendedExamples.get(example.pointer) ?? context.values.mend(schema, example.value);
    mendedExamples.set(example.pointer, known);
    return known;
  }
}

/** Joins everything that an answer depends on. */
function keyOf({ message: { path, query }, body }: ValidRequest): string {
  return `${path}?${query} ${body === undefined ? '' : JSON.stringify(body)}`;
}

function bodyOf(mediaType: string, value: JsonValue): Pick<MockResponse, 'body'> {
  if (isJson(mediaType) || typeof value === 'object') return { body: JSON.stringify(value) };
  return { body: String(value) };
}
