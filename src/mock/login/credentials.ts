import type { OpenAPIV3_1 } from 'openapi-types';
import { bytesOfBase64, utf8Of } from '../../json-schema/model/bytes';
import { decodePercent, parseQuery } from '../../openapi/model/url-encoding';
import type { MockRequest } from '../messages/message';
import type { Client } from './auth-settings';

/**
 * Reads the credentials of an `Authorization` header of one scheme (RFC 9110, section 11.4).
 *
 * @param scheme - in lower case
 * @returns undefined when the header is absent, of another scheme, or has nothing behind the scheme
 */
export function authorizationOf({ headers }: MockRequest, scheme: string): string | undefined {
  const [, name, rest] = /^([!#$%&'*+.^_`|~\w-]+) +(\S.*)$/.exec(headers.authorization ?? '') ?? [];
  return name?.toLowerCase() === scheme ? rest!.trimEnd() : undefined;
}

/**
 * Reads the user and password of HTTP Basic (RFC 7617).
 *
 * @returns undefined when there is no such header, or what it carries is no user and password
 */
export function basicOf(request: MockRequest): Client | undefined {
  const encoded = authorizationOf(request, 'basic');
  if (encoded === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return undefined;
  const text = utf8Of(bytesOfBase64(encoded));
  const colon = text.indexOf(':');
  return colon === -1 ? undefined : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}

/** Reads an API key from where the document says it travels; undefined when it is absent or empty. */
export function apiKeyOf(
  request: MockRequest,
  { in: place, name }: Pick<OpenAPIV3_1.ApiKeySecurityScheme, 'in' | 'name'>,
): string | undefined {
  return keyText(request, place, name) || undefined;
}

function keyText({ headers, query }: MockRequest, place: string, name: string): string | undefined {
  if (place === 'header') return headers[name.toLowerCase()]?.trim();
  if (place === 'query') {
    const text = parseQuery(query).get(name)?.[0];
    return text === undefined ? undefined : (decodePercent(text) ?? text);
  }
  for (const pair of headers.cookie?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals !== -1 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
