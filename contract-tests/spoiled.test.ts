import { join } from 'node:path';
import { verify } from '../src/contract/verify';
import type { JsonObject, JsonValue } from '../src/json-schema/model/json-schema';
import { createMock } from '../src/mock/create-mock';
import type { MockRequest, MockResponse } from '../src/mock/messages/message';
import { loadSpec } from '../src/openapi/load-spec';
import { createMockTarget, type Handle } from './mock-target';

const spec = loadSpec(join(__dirname, '../spec/contact-points.yaml'));
const healthy = (): Handle => {
  const mock = createMock({ spec, count: 60 });
  return async (request) => mock.handle(request);
};

/** Spoils the answers of a healthy mock. */
type Spoil = (next: Handle) => Handle;

/** Changes answers that a condition holds for. */
const answers =
  (
    applies: (request: MockRequest, response: MockResponse) => boolean,
    change: (response: MockResponse) => MockResponse,
  ): Spoil =>
  (next) =>
  async (request) => {
    const response = await next(request);
    return applies(request, response) ? change(response) : response;
  };

/** Changes the JSON of answers with a status. */
const json = (status: number, change: (body: JsonObject) => JsonValue): Spoil =>
  answers(
    (_, response) => response.status === status && response.body !== undefined,
    (response) => ({ ...response, body: JSON.stringify(change(JSON.parse(String(response.body)))) }),
  );

/** Changes the JSON of requests before the mock sees them. */
const requests =
  (method: string, change: (body: JsonObject) => JsonObject): Spoil =>
  (next) =>
  async (request) => {
    if (request.method !== method || request.body === undefined) return next(request);
    try {
      const body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body));
      if (typeof body !== 'object' || body === null || Array.isArray(body)) return next(request);
      return next({ ...request, body: new TextEncoder().encode(JSON.stringify(change(body))) });
    } catch {
      return next(request);
    }
  };

const query =
  (change: (parameters: URLSearchParams) => void): Spoil =>
  (next) =>
  (request) => {
    const parameters = new URLSearchParams(request.query);
    if (request.method === 'GET') change(parameters);
    return next({ ...request, query: parameters.toString() });
  };

const first = (body: JsonObject): JsonObject => ({
  ...body,
  violations: ((body.violations ?? []) as JsonValue[]).slice(0, 1),
});
const without = (body: JsonObject, name: string): JsonObject => {
  const { [name]: _, ...rest } = body;
  return rest;
};
const texts = (body: JsonObject, change: (text: string) => string): JsonObject =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? change(value) : value]),
  );

const spoils: readonly (readonly [what: string, check: string, spoil: Spoil])[] = [
  [
    'a create answers 200',
    'success-status',
    answers(
      (_, r) => r.status === 201,
      (r) => ({ ...r, status: 200 }),
    ),
  ],
  [
    'an invalid body answers 422',
    'rejection-status',
    answers(
      (_, r) => r.status === 400,
      (r) => ({ ...r, status: 422 }),
    ),
  ],
  [
    'errors are plain JSON',
    'media-type-documented',
    answers(
      (_, r) => r.status >= 400,
      (r) => ({ ...r, headers: { ...r.headers, 'content-type': 'application/json' } }),
    ),
  ],
  ['errors tell another status', 'problem-status', json(404, (body) => ({ ...body, status: 400 }))],
  ['errors have no title', 'problem-matches-schema', json(404, (body) => without(body, 'title'))],
  [
    'errors show a stack trace',
    'no-leak',
    json(404, (body) => ({ ...body, detail: 'Error: no\n    at find (/app/src/store.js:12:7)' })),
  ],
  [
    'only the first violation is listed',
    'violations-complete',
    json(400, (body) => (body.violations ? first(body) : body)),
  ],
  [
    'violations are listed twice',
    'violations-exact',
    json(400, (body) =>
      body.violations
        ? { ...body, violations: [...(body.violations as JsonValue[]), ...(body.violations as JsonValue[])] }
        : body,
    ),
  ],
  ['a property is missing in answers', 'body-matches-schema', json(200, (body) => without(body, 'phone_number'))],
  [
    'a 405 has no Allow',
    'required-headers',
    answers(
      (_, r) => r.status === 405,
      (r) => ({ ...r, headers: without(r.headers as JsonObject, 'allow') as never }),
    ),
  ],
  [
    'an unknown id answers 200',
    'unknown-not-found',
    answers(
      (q, r) => r.status === 404 && q.method === 'GET',
      (r) => ({ ...r, status: 200, headers: { ...r.headers, 'content-type': 'application/json' }, body: 'null' }),
    ),
  ],
  [
    'a removal answers 200 with a body',
    'success-status',
    answers(
      (_, r) => r.status === 204,
      (r) => ({ ...r, status: 200, body: '{}' }),
    ),
  ],
  [
    'labels are not checked for length',
    'rejects-invalid',
    requests('POST', (body) => (typeof body.label === 'string' ? { ...body, label: body.label.slice(0, 255) } : body)),
  ],
  ['texts are trimmed', 'answer-reflects-request', requests('POST', (body) => texts(body, (text) => text.trim()))],
  [
    'texts are stored in lower case',
    'answer-reflects-request',
    requests('PUT', (body) => texts(body, (text) => text.toLowerCase())),
  ],
  ['the limit is ignored', 'page-size', query((parameters) => parameters.delete('limit'))],
  ['the offset is ignored', 'pages-join', query((parameters) => parameters.delete('offset'))],
  ['a filter is ignored', 'filter-selects', query((parameters) => parameters.delete('location_id'))],
  [
    'the total counts the page',
    'total-counts',
    json(200, (body) => (Array.isArray(body.result) ? { ...body, total: body.result.length } : body)),
  ],
  [
    'a removal removes nothing',
    'removed-is-gone',
    (next) => async (request) => (request.method === 'DELETE' ? { status: 204, headers: {}, note: '' } : next(request)),
  ],
  [
    'a malformed body makes the server fail',
    'no-server-error',
    answers(
      (_, r) => r.status === 400 && String(r.body).includes('malformed'),
      (r) => ({ ...r, status: 500 }),
    ),
  ],
];

describe('the kit', () => {
  test('finds nothing on the healthy mock', async () => {
    const report = await verify(createMockTarget(healthy()), spec);
    expect(report.findings).toEqual([]);
    expect(report.blocked).toEqual([]);
    expect(report.leftovers).toEqual([]);
    expect(report.cases).toBeGreaterThan(400);
  });

  test.each(spoils)('finds that %s (%s)', async (_, check, spoil) => {
    const report = await verify(createMockTarget(spoil(healthy())), spec);
    const errors = report.findings.filter(({ severity }) => severity === 'error');
    expect(errors.map((finding) => finding.check)).toContain(check);
    expect(errors[0]?.curl).toMatch(/curl /);
  });
});
