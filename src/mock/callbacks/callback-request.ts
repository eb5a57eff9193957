import type { JsonValue } from '../../json-schema/model/json-schema';
import type { MediaTypeSpec } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import type { OutgoingRequest } from '../../openapi/operations/outgoing-requests';
import { encodeParameter } from '../../openapi/parameters/encode-parameter';
import { concreteName } from '../handlers/documented-success';
import type { MockContext } from '../handlers/handler';
import { mergePatch } from '../handlers/item-maker';
import { writeBody } from '../representations/write-body';
import { aboutExchange } from './about-exchange';
import type { Subject } from './subject';

/** A request that a mock sends, on plain values. */
export interface CallbackRequest {
  readonly method: string;
  /** Absolute, `http:` or `https:`. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

/** A header field of every request that a mock sends; a request that carries it calls nobody back, so that no circle forms. */
export const CALLBACK_HEADER = 'mock-callback';

/**
 * Makes the documented request of a callback or a webhook: its body by example or schema, about what happened, in the first
 * media type that can be written, JSON preferred; and its parameters.
 *
 * @param url - where it goes
 * @param given - members that stand in place of the made-up ones, or a whole body that is no object; undefined for none
 */
export function callbackRequest(
  { spec, values, sample }: Pick<MockContext, 'spec' | 'values' | 'sample'>,
  { name, operation }: OutgoingRequest,
  url: URL,
  subject: Subject,
  given?: JsonValue,
): CallbackRequest {
  const address = new URL(url);
  const headers: Record<string, string> = { [CALLBACK_HEADER]: name };
  for (const parameter of operation.parameters) {
    const { required, examples, schema } = parameter;
    if (!required && examples.length === 0 && parameter.default === undefined) continue;
    const value = examples[0]?.value ?? parameter.default ?? sample(schema, name, parameter.name);
    for (const [key, text] of encodeParameter(parameter, value)) {
      if (parameter.in === 'query') address.searchParams.append(key, text);
      if (parameter.in === 'header') headers[key.toLowerCase()] = text;
    }
  }
  const mediaType = writableType(operation.body?.mediaTypes ?? []);
  const made = mediaType && bodyValue(mediaType);
  const value = given === undefined ? made : mergePatch(made ?? {}, given);
  const type = mediaType === undefined ? 'application/json' : concreteName(mediaType.name);
  if (value !== undefined) headers['content-type'] = type;
  return {
    method: operation.method.toUpperCase(),
    url: address.href,
    headers,
    body: value === undefined ? undefined : writeBody(spec.schemas, { ...mediaType, name: type }, value),
  };

  function bodyValue({ schema, examples }: MediaTypeSpec): JsonValue | undefined {
    const example = examples[0]?.value;
    if (schema === undefined) return example;
    const made = example === undefined ? values.sample(schema, name) : values.mend(schema, example);
    return aboutExchange(spec.schemas, schema, made, subject);
  }
}

/** The media type that is sent: JSON where it is documented, and never parts, which nothing here writes. */
function writableType(mediaTypes: readonly MediaTypeSpec[]): MediaTypeSpec | undefined {
  return (
    mediaTypes.find(({ name }) => isJson(name)) ??
    mediaTypes.find(({ name }) => !/^multipart\//.test(name)) ??
    undefined
  );
}
