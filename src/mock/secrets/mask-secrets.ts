import type { JsonValue } from '../../json-schema/model/json-schema';
import type { Spec } from '../../openapi/model/model';
import { isSecretName, secretNamesOf } from '../../openapi/operations/secret-names';
import { MASK } from './hide-values';

/** Takes secrets out of what is shown to people. */
export interface Mask {
  headers(headers: Readonly<Record<string, string | undefined>>): Record<string, string>;
  query(query: string): string;
  json(value: JsonValue): JsonValue;
  /** A body of the media type `application/x-www-form-urlencoded`. */
  form(text: string): string;
}

/**
 * Creates the mask of a document: besides what usually carries secrets, the API keys that it declares.
 *
 * @example createMask(spec).headers({ authorization: 'Bearer abc' }) // { authorization: 'Bearer ***' }
 */
export function createMask(spec: Pick<Spec, 'securitySchemes'>): Mask {
  const names = secretNamesOf(spec);
  const pairs = (text: string): string =>
    text
      .split('&')
      .map((pair) => {
        const equals = pair.indexOf('=');
        return equals !== -1 && names.query(decoded(pair.slice(0, equals))) ? `${pair.slice(0, equals)}=${MASK}` : pair;
      })
      .join('&');
  const json = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(json);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        typeof member === 'string' && isSecretName(name) ? MASK : json(member),
      ]),
    );
  };
  return {
    headers(headers) {
      const shown: Record<string, string> = {};
      for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined) shown[name] = names.header(name) ? maskField(value) : value;
      }
      return shown;
    },
    query: pairs,
    json,
    form: pairs,
  };
}

/** The scheme of credentials is no secret (RFC 9110, section 11.4). */
function maskField(value: string): string {
  const scheme = /^(bearer|basic|digest|negotiate) /i.exec(value)?.[1];
  return scheme === undefined ? MASK : `${scheme} ${MASK}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
