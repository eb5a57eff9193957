import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { MediaTypeSpec, Operation, Resource, ResponseSpec } from '../../openapi/model/model';
import { successResponse } from '../../openapi/operations/responses';
import type { LocatedRequest } from '../engine/engine';
import { BODILESS, concreteName } from '../handlers/documented-success';
import type { MockResponse } from '../messages/message';
import { documentedHeaders } from '../representations/documented-headers';
import { writeBody } from '../representations/write-body';
import { echoRequest } from './echo-request';
import type { Override, OverrideContext, UsualAnswers } from './override';
import { answerMediaType, findExample, promisedResponse } from './possible-answers';
import { locationOf, resourceOf, trueHeaders, trueProblem, withTrueId } from './true-answer';

type Context = OverrideContext;

/**
 * Answers an override instead of what would be answered: the status, example or made-up body of an override, in
 * the shape that the document declares, with members and header fields that agree with the status.
 *
 * Where the usual answer has that status anyway, it is given: a success is carried out, a problem is the real one.
 */
export async function forcedAnswer(
  override: Override,
  target: LocatedRequest,
  usual: UsualAnswers,
  context: Context,
): Promise<MockResponse> {
  const operation = target.plan?.operation;
  const found =
    operation === undefined || override.example === undefined
      ? undefined
      : findExample(operation, override.example, override.status);
  const status = override.status ?? statusOf(found?.response, found?.example.value) ?? usualStatus(operation);
  const response = found?.response ?? (operation && promisedResponse(operation, status));
  const made = (mediaType: MediaTypeSpec | undefined, value: JsonValue | undefined): MockResponse => {
    const headers = { ...context.headers, ...documentedHeaders(response, context) };
    Object.assign(headers, trueHeaders(status, target, context), locationOf(status, target, context, response, value));
    const note = override.because;
    if (value === undefined || BODILESS.has(status)) return { status, headers, note };
    const name = nameOf(mediaType, status);
    return {
      status,
      headers: { 'content-type': name, ...headers },
      body: writeBody(context.spec.schemas, { ...mediaType, name }, value),
      note,
    };
  };
  const mediaType = found?.mediaType ?? (response && answerMediaType(response));

  if (override.body !== undefined) return made(mediaType, override.body);
  if (found !== undefined) return made(mediaType, found.example.value);
  if (status >= 400) return { ...(await forcedProblem()), note: override.because };
  if (operation === undefined) return made(undefined, undefined);
  // What is answered here must not be done elsewhere.
  if (!override.dynamic && status === usualStatus(operation) && usual.isElsewhere === undefined) {
    const answer = await usual.proceed(target);
    if (answer.status === status) return answer;
  }
  return made(mediaType, mediaType && withTrueId(bodyOf(mediaType), mediaType, target, context.spec));

  async function forcedProblem(): Promise<MockResponse> {
    const real = await usual.check(target);
    if (response !== undefined && mediaType === undefined) return made(undefined, undefined);
    const problem = real?.status === status ? real : trueProblem(status, target, context);
    return usual.respond(problem, operation, target.request.headers.accept);
  }

  /** A documented example, unless a made-up success is asked for; the same request gets the same one. */
  function bodyOf(mediaType: MediaTypeSpec): JsonValue {
    const { examples, schema } = mediaType;
    const own = schema?.schema.examples?.[0] ?? schema?.schema.example;
    const isMadeUp = override.dynamic === true && status < 400;
    if (!isMadeUp && examples[0] !== undefined) return examples[0].value;
    if (!isMadeUp && own !== undefined) return own;
    return madeUpBody(mediaType, target, context);
  }
}

/** The status of a documented response; where it is a range or `default`, what the example says of itself. */
function statusOf(response: ResponseSpec | undefined, example: JsonValue | undefined): number | undefined {
  if (response === undefined) return undefined;
  if (/^\d+$/.test(response.status)) return Number(response.status);
  const said = isJsonObject(example) ? (example as JsonObject).status : undefined;
  if (typeof said === 'number' && said >= 200 && said <= 599) return said;
  return response.status === 'default' ? 500 : Number(response.status[0]) * 100;
}

function usualStatus(operation: Operation | undefined): number {
  const { status = '' } = (operation && successResponse(operation)) ?? {};
  return /^\d+$/.test(status) ? Number(status) : 200;
}

function nameOf(mediaType: MediaTypeSpec | undefined, status: number): string {
  if (mediaType === undefined) return status >= 400 ? 'application/problem+json' : 'application/json';
  return concreteName(mediaType.name);
}

/** The most items of a made-up list. */
const MOST_ITEMS = 5;

/**
 * Makes a valid body up. Where it is about a resource, its items are as realistic as the seeded ones are, and none of them;
 * elsewhere it is drawn from the schema alone. It repeats what the request asked for, and the same request gets the same body.
 */
function madeUpBody(
  mediaType: MediaTypeSpec,
  target: LocatedRequest,
  { spec, values, makeUp }: OverrideContext,
): JsonValue {
  const { schema } = mediaType;
  if (schema === undefined) return '';
  const { method, path, query } = target.request;
  const drawn = values.vary(schema, 'dynamic', method, path, query);
  const resource = resourceOf(spec, target);
  if (resource === undefined || makeUp === undefined) return echoRequest(drawn, mediaType, target, spec, undefined);
  const itemAt = (index: number): JsonObject =>
    makeUp(resource.recordsOf ?? resource.name, [method, path, query, index]);
  const isItem = schema.pointer === resource.schema.pointer;
  const realistic = isItem ? itemAt(0) : withItems(drawn, resource, itemAt);
  const isValid = spec.schemas.validator(schema, 'response')(realistic).length === 0;
  return echoRequest(isValid ? realistic : drawn, mediaType, target, spec, itemAt);
}

function withItems(drawn: JsonValue, { list }: Resource, itemAt: (index: number) => JsonObject): JsonValue {
  if (list === undefined || list.itemSchema !== undefined) return drawn;
  const filled = (items: JsonValue | undefined): JsonObject[] => {
    const count = Array.isArray(items) && items.length > 0 ? Math.min(items.length, MOST_ITEMS) : 1;
    return Array.from({ length: count }, (_, index) => itemAt(index));
  };
  const { itemsProperty } = list;
  if (itemsProperty === undefined) return Array.isArray(drawn) ? filled(drawn) : drawn;
  return isJsonObject(drawn) ? { ...drawn, [itemsProperty]: filled(drawn[itemsProperty]) } : drawn;
}
