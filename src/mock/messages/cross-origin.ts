import type { Spec } from '../../openapi/model/model';
import { isPreflight, type MockRequest, type MockResponse } from './message';

/** Headers that a script of another origin may read besides those that the document names. */
const USUALLY_EXPOSED = [
  ...[
    'Allow',
    'Content-Length',
    'ETag',
    'Link',
    'Location',
    'Mock-Violations',
    'Mock-Warning',
    'Preference-Applied',
    'Retry-After',
  ],
  'WWW-Authenticate',
];

/** The time for which a browser may remember a preflight answer, in seconds; two hours is what browsers accept at most. */
const MAX_AGE = '7200';

/**
 * The header fields that let scripts of any origin read every answer (Fetch standard, "CORS protocol").
 *
 * @param spec - the document, whose response headers are exposed
 */
export function crossOriginHeaders(spec: Pick<Spec, 'operations'>): Readonly<Record<string, string>> {
  const exposed = new Map(USUALLY_EXPOSED.map((name) => [name.toLowerCase(), name]));
  for (const operation of spec.operations) {
    for (const response of operation.responses) {
      for (const { name } of response.headers)
        if (!exposed.has(name.toLowerCase())) exposed.set(name.toLowerCase(), name);
    }
  }
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': [...exposed.values()].sort().join(', '),
    // The answer to a page names its origin: a cache must not give it that of a program, nor the reverse.
    vary: 'Origin',
  };
}

/**
 * Lets the page that asks read an answer together with its cookies (`credentials: 'include'`): `*` does not allow that, so the
 * page's own origin takes its place (Fetch standard, "CORS protocol and credentials"). An answer that other origins may not
 * read stays as it is.
 *
 * @param origin - the value of `Origin`
 */
export function allowOrigin(response: MockResponse, origin: string | undefined): MockResponse {
  if (origin === undefined || response.headers['access-control-allow-origin'] !== '*' || !isKnownOrigin(origin)) {
    return response;
  }
  let headers = known.get(response.headers);
  if (headers?.['access-control-allow-origin'] !== origin) {
    headers = headersForOrigin(response.headers, origin);
    known.set(response.headers, headers);
  }
  return { ...response, headers };
}

/** The header fields of answers that share theirs, for the origin that asked last: usually there is one. */
const known = new WeakMap<MockResponse['headers'], Readonly<Record<string, string>>>();

/** The header fields of an answer that any page may read, for the page that asks. */
export function headersForOrigin(headers: MockResponse['headers'], origin: string): Record<string, string> {
  const { vary } = headers;
  return {
    ...headers,
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    vary: vary === undefined ? 'Origin' : /\borigin\b/i.test(vary) ? vary : `${vary}, Origin`,
  };
}

let lastOrigin = '';

function isKnownOrigin(origin: string): boolean {
  if (origin === lastOrigin) return true;
  if (!isOrigin(origin)) return false;
  lastOrigin = origin;
  return true;
}

/** One origin, or `null` (RFC 6454, section 7.1); nothing else is repeated. */
export function isOrigin(text: string): boolean {
  return text.length < 1000 && /^(?:null|[a-z][a-z0-9+.-]*:\/\/[^\s,/"<>\x7f-\uffff]+)$/i.test(text);
}

/**
 * Answers OPTIONS: the methods that a path allows, and the permission that a preflight asks for.
 *
 * @param methods - the methods of the path, upper case
 * @param headers - header fields that every response has
 */
export function answerOptions(
  request: MockRequest,
  methods: readonly string[],
  headers: Readonly<Record<string, string>>,
): MockResponse {
  const allow = methods.join(', ');
  const answer: Record<string, string> = { ...headers, allow };
  if (!isPreflight(request)) {
    return { status: 204, headers: answer, note: '' };
  }
  const wanted = request.headers['access-control-request-headers'];
  answer['access-control-allow-methods'] = allow;
  answer['access-control-max-age'] = MAX_AGE;
  answer.vary = 'Origin, Access-Control-Request-Headers';
  // A page of a public site may ask a server of this machine or network ("Private Network Access").
  if (request.headers['access-control-request-private-network'] === 'true') {
    answer['access-control-allow-private-network'] = 'true';
  }
  if (wanted !== undefined && isFieldNames(wanted)) answer['access-control-allow-headers'] = wanted;
  return { status: 204, headers: answer, note: 'preflight' };
}

/** Only names of fields are repeated to the client (RFC 9110, section 5.6.2). */
function isFieldNames(list: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+(?:\s*,\s*[\w!#$%&'*+.^`|~-]+)*$/.test(list);
}
