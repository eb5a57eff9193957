import { join } from 'node:path';
import { loadSpec, parseSpec } from '../../openapi/load-spec';
import type { Operation } from '../../openapi/model/model';
import { documentOf } from '../ask.test-support';
import { createValueMaker } from '../generation/value-maker';
import type { RequestViolation } from '../messages/message';
import { asDocumented, createProblemResponder } from './problem-responder';
import { createProblem, type Problem, type ProblemKind, violationsProblem } from './problems';

const VIOLATIONS: readonly RequestViolation[] = [
  { in: 'body', path: ['items', 0, 'a/b'], keyword: 'maxLength', reason: 'must be at most 5 characters' },
  { in: 'query', path: ['limit'], keyword: 'maximum', reason: 'must be at most 10' },
];

/** A document with one operation, whose responses are written in YAML. */
function responder(responses: string, schemas = '') {
  const spec = parseSpec(documentOf(`/x: { get: { operationId: one, responses: ${responses} } }`, schemas));
  const respond = createProblemResponder(spec, { 'x-always': '1' }, createValueMaker(spec).sample);
  const operation = spec.operations[0]!;
  return (problem = violationsProblem(VIOLATIONS)) => {
    const { status, headers, body } = respond(problem, operation);
    return { status, headers, json: JSON.parse(String(body)), operation, spec };
  };
}

const errorOf = (schema: string, mediaType = 'application/json', rest = ''): string =>
  `{ '200': { description: ok }, default: { description: no, content: { ${mediaType}: { schema: ${schema}${rest} } } } }`;

const OURS = {
  type: '/problems/violations',
  title: 'Bad request',
  status: 400,
  detail: 'The request violates one or more constraints. Please resolve all of them and try again.',
  violations: [
    { property_path: 'items[0].a/b', in: 'body', detail: 'Value must be at most 5 characters.' },
    { property_path: 'limit', in: 'query', detail: 'Value must be at most 10.' },
  ],
};

describe('a document that declares no error', () => {
  test.each(["{ '200': { description: ok } }", '{ default: { description: bare } }'])(
    '%#: gets problem details (RFC 9457)',
    (responses) => {
      expect(responder(responses)()).toMatchObject({
        status: 400,
        headers: { 'content-type': 'application/problem+json', 'x-always': '1' },
        json: OURS,
      });
    },
  );
});

describe('a document with problem details', () => {
  test('gets them, with the list of violations, whatever it says of them', () => {
    expect(
      responder(errorOf('{ type: object, properties: { title: {} } }', 'application/problem+json'))().json,
    ).toEqual(OURS);
    expect(responder(errorOf('{ type: object }', 'application/problem+json'))().json).toEqual(OURS);
    expect(responder("{ '400': { description: no, content: { application/problem+json: {} } } }")().json).toEqual(OURS);
  });

  test('gets its own list of violations', () => {
    const rows =
      '{ type: array, items: { type: object, properties: { pointer: { type: string }, parameter: { type: string }, detail: { type: string } } } }';
    const { json } = responder(
      errorOf(`{ type: object, properties: { errors: ${rows} } }`, 'application/problem+json'),
    )();
    const { violations: _, ...members } = OURS;
    expect(json).toEqual({
      ...members,
      errors: [
        { pointer: '#/items/0/a~1b', detail: 'Value must be at most 5 characters.' },
        { parameter: 'limit', detail: 'Value must be at most 10.' },
      ],
    });
  });
});

describe('a document with errors of its own gets', () => {
  const sentence = `${OURS.detail} items[0].a/b: Value must be at most 5 characters. limit: Value must be at most 10.`;
  const rowOf = (properties: string) => `{ type: array, items: { type: object, properties: { ${properties} } } }`;

  test.each([
    ['{ type: object, properties: { message: { type: string } } }', { message: sentence }],
    ['{ type: object, properties: { error: { type: string } } }', { error: 'Bad request' }],
    [
      '{ type: object, properties: { error: { type: object, properties: { code: { type: string }, message: { type: string } } } } }',
      { error: { code: 'validation_failed', message: sentence } },
    ],
    ['{ type: object, properties: { code: { type: integer }, msg: { type: string } } }', { code: 400, msg: sentence }],
    [
      '{ type: object, properties: { statusCode: { type: integer }, success: { type: boolean } } }',
      { statusCode: 400, success: false },
    ],
    [
      `{ type: object, properties: { errors: ${rowOf('field: { type: string }, message: { type: string }, code: { type: string }')} } }`,
      {
        errors: [
          { field: 'items[0].a/b', message: 'Value must be at most 5 characters.', code: 'maxLength' },
          { field: 'limit', message: 'Value must be at most 10.', code: 'maximum' },
        ],
      },
    ],
    [
      `{ type: object, properties: { detail: ${rowOf('loc: { type: array }, msg: { type: string }, type: { type: string }')} } }`,
      {
        detail: [
          { loc: ['body', 'items', 0, 'a/b'], msg: 'Value must be at most 5 characters.', type: 'maxLength' },
          { loc: ['query', 'limit'], msg: 'Value must be at most 10.', type: 'maximum' },
        ],
      },
    ],
    [
      '{ type: object, properties: { errors: { type: array, items: { type: string } } } }',
      { errors: ['items[0].a/b: Value must be at most 5 characters.', 'limit: Value must be at most 10.'] },
    ],
    [
      '{ type: object, properties: { errors: { type: object, additionalProperties: { type: array, items: { type: string } } } } }',
      { errors: { 'items[0].a/b': ['Value must be at most 5 characters.'], limit: ['Value must be at most 10.'] } },
    ],
    [
      '{ type: object, required: [id, message], properties: { id: { const: e }, message: { type: string }, hint: { type: string } } }',
      { id: 'e', message: sentence },
    ],
    [
      '{ type: object, properties: { message: { type: string, enum: [failed] }, code: { enum: [validation_failed] } } }',
      { code: 'validation_failed' },
    ],
    ['{ type: string }', sentence],
    ['{ const: fixed }', 'fixed'],
  ])('%s', (schema, expected) => {
    const answer = responder(errorOf(schema))();
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.json).toEqual(expected);
    const located = answer.spec.schemas.below(
      answer.spec.schemas.at('#/paths/~1x/get/responses/default/content/application~1json'),
      'schema',
    )!;
    expect(answer.spec.schemas.validator(located, 'response')(answer.json)).toEqual([]);
  });

  test('one entry in a list that must not be empty', () => {
    const schema = `{ type: object, properties: { errors: { type: array, minItems: 1, items: { type: object, properties: { field: { type: [string, "null"] }, message: { type: string } } } } }, required: [errors] }`;
    expect(responder(errorOf(schema))(createProblem('not-found', { detail: 'Nothing there.' })).json).toEqual({
      errors: [{ field: null, message: 'Nothing there.' }],
    });
  });

  test('no end of itself when an error holds errors', () => {
    const schema =
      '{ type: object, properties: { message: { type: string }, inner: { $ref: "#/components/schemas/Error" } } }';
    const ask = responder(errorOf('{ $ref: "#/components/schemas/Error" }'), `Error: ${schema}`);
    expect(ask(createProblem('not-found', { detail: 'No.' })).json.message).toBe('No.');
  });
});

describe('which declaration counts', () => {
  const named = (name: string): string =>
    `{ description: no, content: { application/json: { schema: { type: object, required: [from], properties: { from: { const: ${name} } } } } } }`;

  test.each([
    [`{ '400': ${named('exact')}, 4XX: ${named('range')}, default: ${named('any')} }`, 'exact'],
    [`{ 4XX: ${named('range')}, default: ${named('any')} }`, 'range'],
    [`{ default: ${named('any')} }`, 'any'],
    [`{ '200': ${named('success')}, '404': ${named('other')} }`, 'other'],
  ])('%#: %s', (responses, from) => {
    expect(responder(responses)().json).toEqual({ from });
  });

  test('that of another operation, when its own declares none', () => {
    const spec = parseSpec(
      documentOf(`
/a: { get: { responses: { '200': { description: ok } } } }
/b: { get: { responses: { '404': ${named('b')} } } }
`),
    );
    const respond = createProblemResponder(spec, {}, createValueMaker(spec).sample);
    for (const operation of [spec.operations[0], undefined]) {
      expect(JSON.parse(String(respond(createProblem('not-found'), operation).body))).toEqual({ from: 'b' });
    }
  });
});

describe('a documented example decides what all problems of its kind say', () => {
  const schema = '{ type: object, properties: { code: { type: string }, message: { type: string } } }';
  const response = (example: string): string =>
    `{ description: no, content: { application/json: { schema: ${schema}, ${example} } } }`;

  test.each([
    ['the only one', `{ '404': ${response('example: { code: NO_SUCH_X, message: gone }')} }`, 'NO_SUCH_X'],
    [
      'the one named like the kind',
      `{ '404': ${response('examples: { other: { value: { code: A } }, not-found: { value: { code: B } } }')} }`,
      'B',
    ],
    [
      'none of several',
      `{ '404': ${response('examples: { a: { value: { code: A } }, b: { value: { code: B } } }')} }`,
      'not_found',
    ],
    ['none of another status', `{ '404': ${response('example: { status: 400, code: A }')} }`, 'not_found'],
    ['none of a default', `{ default: ${response('example: { code: A }')} }`, 'A'],
  ])('%s', (_, responses, code) => {
    expect(responder(responses)(createProblem('not-found', { detail: 'x' })).json).toEqual({ code, message: 'x' });
  });
});

describe('every problem keeps the schema that the document declares for it', () => {
  const kinds: readonly ProblemKind[] = [
    ...(['violations', 'malformed-body', 'unauthorized', 'not-found', 'method-not-allowed', 'not-acceptable'] as const),
    ...(['conflict', 'payload-too-large', 'unsupported-media-type', 'internal-error'] as const),
  ];
  const files = [
    '../../../spec/contact-points',
    '../../../fixtures/specs/bookshop',
    '../../../fixtures/specs/customer-notes',
    '../../../fixtures/specs/warehouse',
  ];

  test.each(files.flatMap((file) => kinds.map((kind) => [file, kind] as const)))('%s: %s', (file, kind) => {
    const spec = loadSpec(join(__dirname, `${file}.yaml`));
    const respond = createProblemResponder(spec, {}, createValueMaker(spec).sample);
    for (const operation of spec.operations) {
      const { status, headers, body } = respond(
        createProblem(kind, { violations: kind === 'violations' ? VIOLATIONS : [] }),
        operation,
      );
      const documented = operation.responses.find((response) => response.status === String(status));
      const response = documented ?? operation.responses.find((other) => /^(default|4XX)$/.test(other.status))!;
      const mediaType = response.mediaTypes.find(({ name }) => name === headers['content-type']);
      expect(spec.schemas.validator(mediaType!.schema!, 'response')(JSON.parse(String(body)))).toEqual([]);
    }
  });
});

const operation = (statuses: readonly string[]): Operation =>
  ({ responses: statuses.map((status) => ({ status })) }) as unknown as Operation;
const rejection = (...places: ('path' | 'body')[]): Problem => {
  const violations = places.map((place) => ({ in: place, path: ['a'], keyword: 'type', reason: 'must be a number' }));
  return createProblem('violations', { violations });
};

describe('asDocumented', () => {
  it.each([
    { documented: ['200', '400'], problem: rejection('body'), status: 400 },
    { documented: ['200', '400', '422'], problem: rejection('body'), status: 400 },
    { documented: ['200', '422'], problem: rejection('body'), status: 422 },
    { documented: ['200', '422'], problem: createProblem('malformed-body'), status: 422 },
    { documented: ['200', '422'], problem: createProblem('not-found'), status: 404 },
    { documented: ['200', '404'], problem: rejection('path'), status: 404 },
    { documented: ['200', '404'], problem: rejection('path', 'body'), status: 400 },
    { documented: ['200', '404', '4XX'], problem: rejection('path'), status: 400 },
    { documented: ['200', '404', 'default'], problem: rejection('path'), status: 400 },
    { documented: ['200'], problem: rejection('path'), status: 400 },
    { documented: ['default'], problem: rejection('body'), status: 400 },
  ])('$problem.kind of $problem.violations.length violations is $status where $documented is documented', (row) => {
    const { status, title, violations } = asDocumented(row.problem, operation(row.documented));
    expect(status).toBe(row.status);
    if (row.status === 422) expect([title, violations]).toEqual(['Unprocessable Entity', row.problem.violations]);
  });

  it('leaves alone what belongs to no operation', () => {
    const problem = rejection('path');
    expect(asDocumented(problem, undefined)).toBe(problem);
  });
});

describe('an error in its documented media type', () => {
  const bodyOf = (content: string, problem: Problem, status = 'default'): [unknown, string] => {
    const responses = `{ '200': { description: ok }, '${status}': { description: no, content: { ${content} } } }`;
    const spec = parseSpec(documentOf(`/x: { get: { responses: ${responses} } }`));
    const respond = createProblemResponder(spec, {}, createValueMaker(spec).sample);
    const { headers, body } = respond(problem, spec.operations[0]);
    return [headers['content-type'], String(body)];
  };
  const invalid = violationsProblem(VIOLATIONS.slice(0, 1));
  const missing = createProblem('not-found');

  test.each<[string, string, Problem, string, string | RegExp]>([
    ['an example alone', 'application/json: { example: { e: 1 } }', missing, 'application/json', '{"e":1}'],
    [
      'its status is the true one',
      'application/json: { example: { code: 500, m: x } }',
      missing,
      'application/json',
      '{"code":404,"m":"x"}',
    ],
    [
      'the example of the status',
      'application/json: { examples: { a: { value: { status: 400 } }, b: { value: { status: 404, m: y } } } }',
      missing,
      'application/json',
      '{"status":404,"m":"y"}',
    ],
    [
      'the example by the name of the problem',
      'application/json: { examples: { a: { value: { m: x } }, not-found: { value: { m: y } } } }',
      missing,
      'application/json',
      '{"m":"y"}',
    ],
    [
      'an example of problem details',
      'application/problem+json: { example: { title: T, detail: D, status: 400 } }',
      invalid,
      'application/problem+json',
      /"title":"T".*"violations":\[/,
    ],
    ['a page', 'text/html: { schema: { type: string } }', missing, 'text/html', /<h1>404 Not found<\/h1>/],
    ['a documented page', 'text/html: { example: <b>no</b> }', missing, 'text/html', '<b>no</b>'],
    [
      'a sentence',
      'text/plain: { schema: { type: string } }',
      invalid,
      'text/plain',
      /items\[0\].a\/b: Value must be at most 5 characters\./,
    ],
    [
      'XML',
      'application/xml: { schema: { type: object, xml: { name: error }, properties: { message: { type: string } } } }',
      missing,
      'application/xml',
      /<error><message>There is nothing here\.<\/message><\/error>$/,
    ],
    [
      'JSON before others',
      'text/html: {}, application/json: { schema: { type: object, properties: { message: { type: string } } } }',
      missing,
      'application/json',
      '{"message":"There is nothing here."}',
    ],
  ])('%s', (_title, content, problem, mediaType, expected) => {
    const [type, text] = bodyOf(content, problem);
    expect(type).toBe(mediaType);
    if (typeof expected === 'string') expect(text).toBe(expected);
    else expect(text).toMatch(expected);
  });

  test('an example of another status proves nothing', () => {
    expect(bodyOf('application/json: { example: { e: 404 } }', invalid, '404')[1]).not.toContain('404');
  });
});

test('an error has the header fields that the document gives', () => {
  const headers =
    '{ Retry-After: { schema: { type: integer, example: 7 } }, X-Id: { required: true, schema: { const: a } } }';
  const { headers: given } = responder(
    `{ '200': { description: ok }, '404': { description: no, headers: ${headers} } }`,
  )(createProblem('not-found'));
  expect(given).toMatchObject({ 'retry-after': '7', 'x-id': 'a', 'x-always': '1' });
});

describe('an error that is documented in several media types', () => {
  const schema = '{ type: object, properties: { message: { type: string } } }';
  const DOCUMENT = documentOf(`
/x:
  get:
    parameters: [{ name: n, in: query, schema: { type: integer } }]
    responses:
      '200': { description: ok, content: { application/json: {} } }
      '400': { description: no, content: { application/json: { schema: ${schema} }, application/xml: { schema: ${schema} }, text/plain: { schema: { type: string } }, text/html: {} } }
      '404': { description: no, content: { application/json: { schema: ${schema} } } }
`);
  test.each<[string | undefined, string, RegExp]>([
    [undefined, 'application/json', /^\{"message":/],
    ['*/*', 'application/json', /^\{"message":/],
    ['application/xml', 'application/xml', /^<\?xml.*<message>/s],
    ['text/plain, application/*;q=0.5', 'text/plain', /^The request violates/],
    ['text/html', 'text/html', /^<!doctype html>/],
    ['text/*;q=0.1, application/json', 'application/json', /^\{/],
    ['image/png', 'application/json', /^\{/],
  ])('Accept: %s gets %s', (accept, type, body) => {
    const spec = parseSpec(DOCUMENT);
    const respond = createProblemResponder(spec, { vary: 'Origin' }, createValueMaker(spec).sample);
    const answer = respond(violationsProblem(VIOLATIONS), spec.operations[0]!, accept);
    expect(answer.headers).toMatchObject({ 'content-type': type, vary: 'Origin, Accept' });
    expect(String(answer.body)).toMatch(body);
    expect(respond(createProblem('not-found'), spec.operations[0]!, accept).headers).toMatchObject({
      ...{ 'content-type': 'application/json', vary: 'Origin' },
    });
  });
});

describe('what an error must have and means nothing to us', () => {
  const required =
    '{ type: object, required: [status, area, message], properties: { status: { type: string }, area: { type: string }, message: { type: string } } }';
  test('is that of the documented example', () => {
    const example = ', example: { status: error, area: billing, message: no }';
    const { json } = responder(errorOf(required, 'application/json', example))();
    expect(json).toMatchObject({ status: 'error', area: 'billing', message: expect.stringMatching(/^The request/) });
  });
  test('is made up, and the status is a text where it must be one', () => {
    expect(responder(errorOf(required))().json).toMatchObject({ status: '400', area: expect.any(String) });
  });
});

test('an error that may say little only says as much as it may', () => {
  const detail =
    '{ type: object, required: [field, issue], properties: { field: { type: string }, issue: { const: TOO_SMALL }, description: { const: It is too small. } } }';
  const schema = `{ type: object, required: [name, details], properties: { name: { const: INVALID_REQUEST }, message: { type: string, maxLength: 200 }, details: { type: array, minItems: 1, maxItems: 1, items: ${detail} } } }`;
  expect(responder(errorOf(schema))().json).toMatchObject({
    name: 'INVALID_REQUEST',
    message: OURS.detail,
    details: [{ field: 'items[0].a/b', issue: 'TOO_SMALL' }],
  });
});
