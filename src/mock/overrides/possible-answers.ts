import type { MediaTypeSpec, NamedExample, Operation, ResponseSpec } from '../../openapi/model/model';
import { jsonMediaType, responseFor, statusOf, successResponse } from '../../openapi/operations/responses';

/** A documented example and the response that it belongs to. */
export interface FoundExample {
  readonly response: ResponseSpec;
  readonly mediaType: MediaTypeSpec;
  readonly example: NamedExample;
}

/** The documented response for a status; `default` stands for errors only, unless it is all that there is. */
export function promisedResponse(operation: Operation, status: number): ResponseSpec | undefined {
  const response = responseFor(operation, status);
  if (response?.status !== 'default' || status >= 400) return response;
  return successResponse(operation) === response ? response : undefined;
}

/**
 * The status that stands for a range such as `4XX`: the lowest one of it that is documented, else that of the range.
 *
 * @param first - the first digit
 * @returns undefined when the operation promises none of the range
 */
export function statusInRange(operation: Operation | undefined, first: string): number | undefined {
  const general = Number(first) * 100;
  if (operation === undefined) return general;
  const inRange = operation.responses.map(({ status }) => status).filter((status) => status.startsWith(first));
  const exact = inRange.filter((status) => /^\d{3}$/.test(status)).sort()[0];
  if (exact !== undefined) return Number(exact);
  return promisedResponse(operation, general) === undefined ? undefined : statusOf({ status: `${first}XX` });
}

/** The statuses that an operation promises, for a person: `200, 400, 404 or any other from 400 to 599`. */
export function possibleCodes({ responses }: Operation): string {
  const listed = responses.map(({ status }) => status).filter((status) => status !== 'default');
  const others = responses.some(({ status }) => status === 'default') ? ['any other from 400 to 599'] : [];
  return orList([...listed.sort(), ...others]);
}

/**
 * Finds an example by its name.
 *
 * @param status - the status that it must belong to; without it the success is searched first, then the other responses
 */
export function findExample(operation: Operation, name: string, status: number | undefined): FoundExample | undefined {
  return examplesOf(operation, status).find(({ example }) => example.name === name);
}

/** The names of the examples of an operation, each with the status it belongs to, for a person. */
export function possibleExamples(operation: Operation, status: number | undefined): string {
  const found = examplesOf(operation, status);
  return orList([...new Set(found.map(({ example, response }) => `${example.name} (${response.status})`))]);
}

/** The media type in which an answer is made: JSON where there is any. */
export function answerMediaType({ mediaTypes }: ResponseSpec): MediaTypeSpec | undefined {
  return jsonMediaType(mediaTypes) ?? mediaTypes[0];
}

/** `a`, `a or b`, `a, b or c`. */
export function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function examplesOf(operation: Operation, status: number | undefined): FoundExample[] {
  const success = successResponse(operation);
  const promised = status === undefined ? undefined : promisedResponse(operation, status);
  const all = success === undefined ? operation.responses : [success, ...operation.responses];
  const responses = status === undefined ? new Set(all) : promised === undefined ? [] : [promised];
  return [...responses].flatMap((response) =>
    response.mediaTypes.flatMap((mediaType) => mediaType.examples.map((example) => ({ response, mediaType, example }))),
  );
}
