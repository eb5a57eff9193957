import type { JsonValue } from '../../schema/json-schema';
import type { Spec } from '../../spec/model';

/** What stands for a secret. */
export const MASK = '***';

/** Header fields that carry credentials, whatever the document says. */
const HEADERS = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key', 'x-auth-token'];

/** Names of members, parameters and form fields that hold secrets. */
const SECRET =
  /^(?:.*(?:password|passwd|passphrase|secret).*|.*(?:access|refresh|id|auth|session|bearer)[_-]?token|token|api[_-]?key|.*private[_-]?key|assertion|client[_-]?assertion)$/i;

/** Whether a member, parameter or form field of this name usually holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}

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
export function createMask({ securitySchemes }: Pick<Spec, 'securitySchemes'>): Mask {
  const headerNames = new Set(HEADERS);
  const parameters = new Set<string>();
  for (const scheme of Object.values(securitySchemes)) {
    if (scheme.type !== 'apiKey') continue;
    if (scheme.in === 'header') headerNames.add(scheme.name.toLowerCase());
    if (scheme.in === 'query') parameters.add(scheme.name);
  }
  const isSecret = (name: string): boolean => parameters.has(name) || SECRET.test(name);
  const pairs = (text: string): string =>
    text
      .split('&')
      .map((pair) => {
        const equals = pair.indexOf('=');
        return equals !== -1 && isSecret(decoded(pair.slice(0, equals))) ? `${pair.slice(0, equals)}=${MASK}` : pair;
      })
      .join('&');
  const json = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(json);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        typeof member === 'string' && SECRET.test(name) ? MASK : json(member),
      ]),
    );
  };
  return {
    headers(headers) {
      const shown: Record<string, string> = {};
      for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined) shown[name] = headerNames.has(name) ? maskField(value) : value;
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
