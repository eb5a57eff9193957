import type { JsonValue } from '../../json-schema/model/json-schema';
import type { MediaTypeSpec, Operation, ResponseSpec } from '../../openapi/model/model';
import { successResponse } from '../../openapi/operations/responses';
import { createNegotiator } from '../messages/accept';
import { writeBody } from '../representations/write-body';
import { documentedHeaders } from './documented-headers';
import { BODILESS, concreteName, describeSuccess, offeredMediaTypes } from './documented-success';
import type { Handler, MockContext, ValidRequest } from './handler';

/**
 * Creates the handler for an operation that belongs to no resource: it answers the documented example, else a value that
 * is made up from the schema. The same request always gets the same answer.
 */
export function createExampleHandler(context: MockContext, operation: Operation): Handler {
  const { spec, sample, prism } = context;
  const { status, headers } = describeSuccess(operation, 'read', context);
  const { 'content-type': _, ...own } = headers;
  // There is no item here that Location could lead to, so that a promised one is made up like everything else.
  const others = { ...documentedHeaders(withLocation(successResponse(operation), status), context, NOTHING), ...own };
  const offered = offeredMediaTypes(operation);
  const headersFor = ({ basePath }: ValidRequest): Readonly<Record<string, string>> =>
    isRedirect(status) && others.location === undefined ? { ...others, location: `${basePath}/` } : others;
  if (offered.length === 0 || BODILESS.has(status)) {
    return async (request) => ({ status, headers: headersFor(request), note: 'no body' });
  }
  const negotiate = createNegotiator(offered);
  const documented = successResponse(operation)?.mediaTypes ?? [];

  return async (request) => {
    const chosen = negotiate(request.message.headers.accept) ?? offered[0]!;
    const mediaType = documented.find(({ name }) => concreteName(name) === chosen)!;
    const { value, note } = await answerOf(mediaType, request);
    const body = writeBody(spec.schemas, { ...mediaType, name: chosen }, value);
    return { status, headers: { 'content-type': chosen, ...headersFor(request) }, body, note };
  };

  async function answerOf(
    mediaType: MediaTypeSpec,
    request: ValidRequest,
  ): Promise<{ value: JsonValue; note: string }> {
    const { schema, itemSchema, examples } = mediaType;
    const key = keyOf(request);
    const [example] = examples;
    if (example !== undefined)
      return { value: (await prism.answer(mediaType, key)) ?? example.value, note: `example ${example.name}` };
    if (itemSchema !== undefined) {
      const items = Array.from({ length: ITEMS }, (_, index) => sample(itemSchema, key, index));
      return { value: items, note: 'made-up items' };
    }
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
