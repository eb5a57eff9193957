import { join } from 'node:path';
import fc from 'fast-check';
import { loadSpec, parseSpec } from '../openapi/load-spec';
import { createMock } from './create-mock';
import { QUERY_VALUES, SEGMENTS } from './hostile-values.test-support';

const files = [
  '../../spec/contact-points',
  '../../fixtures/specs/bookshop',
  '../../fixtures/specs/customer-notes',
  '../../fixtures/specs/warehouse',
];

describe('no input is our fault', () => {
  test.each(files)('%s', async (file) => {
    const spec = loadSpec(join(__dirname, `${file}.yaml`));
    const errors: unknown[] = [];
    const mock = createMock({ spec, count: 5, onError: (error) => errors.push(error) });
    const ids = await knownIds();

    const segment = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...ids) },
      fc.constantFrom(...SEGMENTS),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const path = fc.oneof(
      {
        weight: 5,
        arbitrary: fc
          .tuple(fc.constantFrom(...spec.paths), fc.array(segment, { minLength: 3, maxLength: 3 }))
          .map(([{ template }, values]) => {
            let index = 0;
            return template.source.replace(/\{[^}]*\}/g, () => values[index++ % values.length]!);
          }),
      },
      fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join('/')}`),
    );
    const names = [...new Set(spec.operations.flatMap(({ parameters }) => parameters.map(({ name }) => name)))];
    const query = fc
      .array(fc.tuple(fc.constantFrom(...names, '__proto__', '', '%', 'a[b]'), fc.constantFrom(...QUERY_VALUES)))
      .map((pairs) => pairs.map((pair) => pair.join('')).join('&'));
    const properties = [
      ...new Set(
        JSON.stringify(spec.document)
          .match(/"[a-zA-Z_]+(?=":)/g)!
          .map((name) => name.slice(1)),
      ),
    ];
    const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.constantFrom('\ud800', '\0', -0, 1e21, '2020-02-30', 'a@b'),
        tie('object'),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
      object: fc.dictionary(fc.constantFrom(...properties, '__proto__', 'constructor', 'toString', ''), tie('value'), {
        maxKeys: 6,
      }),
    })).value;
    const body = fc.option(
      fc.oneof(
        { weight: 4, arbitrary: value.map((json) => Buffer.from(JSON.stringify(json))) },
        fc.uint8Array({ maxLength: 40 }),
      ),
      { nil: undefined },
    );
    const request = fc.record({
      method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'X'),
      path,
      query,
      body,
      contentType: fc.constantFrom(
        'application/json',
        'application/json',
        'application/merge-patch+json',
        'text/plain',
        ';',
        '',
        undefined,
      ),
      accept: fc.constantFrom(undefined, undefined, '*/*', 'text/html', ',', ';q=', 'application/json;q=0'),
    });

    await fc.assert(
      fc.asyncProperty(request, async ({ method, path, query, body, contentType, accept }) => {
        const headers = { 'content-type': contentType, accept };
        const response = await mock.handle({ method, path, query, headers, ...(body !== undefined && { body }) });
        expect(response.status).toBeLessThan(500);
        expect(errors).toEqual([]);
        for (const field of Object.values(response.headers)) expect(field).toMatch(/^[\x20-\x7e]*$/);
        if (response.body !== undefined && response.headers['content-type']?.includes('json'))
          JSON.parse(String(response.body));
      }),
      { numRuns: 400 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);

    async function knownIds(): Promise<string[]> {
      const pages = await Promise.all(spec.resources.map(({ name }) => mock.store.page(name, {}, 0, 5)));
      return pages.flatMap(({ items }) => items.map(({ id }) => id));
    }
  });
});

test('a text that would keep a pattern busy for ages is a violation at once', async () => {
  const schema = { type: 'object', properties: { code: { type: 'string', pattern: '^(a+)+$' } } };
  const content = { 'application/json': { schema } };
  const post = { requestBody: { content }, responses: { 201: { description: '', content } } };
  const mock = createMock({
    spec: parseSpec({ openapi: '3.1.0', info: { title: 'A', version: '1' }, paths: { '/things': { post } } }),
  });
  const headers = { 'content-type': 'application/json' };
  const body = Buffer.from(JSON.stringify({ code: `${'a'.repeat(5000)}!` }));
  const { status } = await mock.handle({ method: 'POST', path: '/things', query: '', headers, body });
  expect(status).toBe(400);
});
