import type { JsonValue } from '../../json-schema/model/json-schema';
import type { MediaTypeSpec, Operation } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { successResponse } from '../../openapi/operations/responses';
import { createNegotiator } from '../messages/accept';
import type { MockResponse } from '../messages/message';
import { describeSuccess, offeredMediaTypes, requiredHeaders } from './documented-success';
import type { Handler, MockContext, ValidRequest } from './handler';

/**
 * Creates the handler for an operation that belongs to no resource: it answers the documented example, else a value that
 * is made up from the schema. The same request always gets the same answer.
 */
export function createExampleHandler(context: MockContext, operation: Operation): Handler {
  const { spec, sample, prism } = context;
  const { status, headers } = describeSuccess(operation, 'read', context.headers, sample);
  const { 'content-type': _, ...own } = headers;
  // There is no item here that Location could lead to, so that a promised one is made up like everything else.
  const others = { ...requiredHeaders(successResponse(operation), sample, new Set(['content-length'])), ...own };
  const offered = offeredMediaTypes(operation);
  if (offered.length === 0 || status === 204) return async () => ({ status, headers: others, note: 'no body' });
  const negotiate = createNegotiator(offered);
  const documented = successResponse(operation)?.mediaTypes ?? [];

  return async (request) => {
    const chosen = negotiate(request.message.headers.accept) ?? offered[0]!;
    const mediaType =
      documented.find(({ name }) => name === chosen) ?? documented.find(({ name }) => name.endsWith('/*'));
    const { value, note } = await answerOf(mediaType!, request);
    return { status, headers: { 'content-type': chosen, ...others }, ...bodyOf(chosen, value), note };
  };

  async function answerOf(
    mediaType: MediaTypeSpec,
    request: ValidRequest,
  ): Promise<{ value: JsonValue; note: string }> {
    const { schema, examples } = mediaType;
    const key = keyOf(request);
    const [example] = examples;
    if (example !== undefined)
      return { value: (await prism.answer(mediaType, key)) ?? example.value, note: `example ${example.name}` };
    const own = schema?.schema.examples?.[0] ?? schema?.schema.example;
    if (own !== undefined) return { value: own, note: 'example of the schema' };
    const answer = await prism.answer(mediaType, key);
    const isValid = (value: JsonValue) =>
      schema !== undefined && spec.schemas.validator(schema, 'response')(value).length === 0;
    if (answer !== undefined && isValid(answer)) return { value: answer, note: 'made-up answer' };
    const value = schema === undefined ? null : sample(schema, key);
    return { value, note: 'made-up answer, not by prism' };
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
