import { parseSpec } from '../load-spec';
import { jsonMediaType, responseFor, statusOf, successBody, successResponse } from './responses';

describe('operations', () => {
  const spec = parseSpec({
    openapi: '3.1.0',
    info: { title: 'Notes', version: '1' },
    servers: [{ url: 'https://{region}.example.org/v1/', variables: { region: { default: 'eu' } } }, { url: '/v2' }],
    security: [{ Key: [] }],
    paths: {
      'x-comment': 'not a path',
      '/notes/{id}#shared': { get: { responses: { 200: { description: 'a variant that no request can reach' } } } },
      '/notes/{id}': {
        summary: 'One note',
        parameters: [
          { $ref: '#/components/parameters/Id' },
          { name: 'lang', in: 'query', schema: { type: 'string', default: 'nl' } },
          { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
          { name: 'Authorization', in: 'header', schema: { type: 'string' } },
        ],
        get: {
          operationId: 'getNote',
          deprecated: true,
          security: [],
          parameters: [
            { name: 'lang', in: 'query', required: true, schema: { $ref: '#/components/schemas/Lang' }, example: 'en' },
            { name: 'x-trace', in: 'header', required: true, schema: { type: 'string' } },
            { name: 'filter', in: 'query', content: { 'application/json': { schema: { type: 'object' } } } },
            { name: 'fields', in: 'query', style: 'pipeDelimited', schema: { type: 'array' } },
            {
              name: 'lang',
              in: 'cookie',
              schema: {},
              examples: { short: { value: 'nl' }, far: { externalValue: 'x' } },
            },
          ],
          responses: {
            404: { $ref: '#/components/responses/Gone' },
            '2XX': {
              description: 'ok',
              content: { 'Application/JSON; charset=utf-8': { schema: { type: 'object' } } },
            },
            '4xx': { description: 'lower case' },
            default: { description: 'any' },
            'x-extra': {},
          },
        },
        put: {
          requestBody: { $ref: '#/components/requestBodies/Note' },
          security: [{ Key: [], Login: ['write'] }, {}],
          responses: {
            204: { description: 'done' },
            200: { description: 'ok', content: { 'text/csv': {}, '*/*': { schema: {} } } },
          },
        },
      },
    },
    components: {
      parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'integer' } } },
      schemas: { Lang: { $ref: '#/components/schemas/Code', default: 'de' }, Code: { type: 'string', default: 'xx' } },
      requestBodies: {
        Note: {
          required: true,
          content: {
            'application/json': { schema: { type: 'object' }, example: { a: 1 } },
            'text/*': { examples: { one: { $ref: '#/components/examples/One' } } },
          },
        },
      },
      examples: { One: { value: 'x' } },
      responses: {
        Gone: {
          description: 'gone',
          headers: { 'x-total-count': { required: true, schema: { type: 'integer' } }, 'Content-Type': { schema: {} } },
        },
      },
      securitySchemes: {
        Key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        Other: { $ref: '#/components/securitySchemes/Key' },
      },
    },
  });
  const [get, put] = spec.operations;

  test("operations are read in the document's order, with an id in any case", () => {
    expect(spec.operations.map(({ id, method, pointer, deprecated }) => [id, method, pointer, deprecated])).toEqual([
      ['getNote', 'get', '#/paths/~1notes~1{id}/get', true],
      ['PUT /notes/{id}', 'put', '#/paths/~1notes~1{id}/put', false],
    ]);
    expect([...spec.paths[0]!.operations.values()]).toEqual([get, put]);
  });

  test('parameters are inherited, overridden by place and name, and completed', () => {
    const facts = get!.parameters.map((one) => [
      one.name,
      one.in,
      one.required,
      one.style,
      one.explode,
      one.json,
      one.default,
    ]);
    expect(facts).toEqual([
      ['id', 'path', true, 'simple', false, false, undefined],
      ['lang', 'query', true, 'form', true, false, 'de'],
      ['x-trace', 'header', true, 'simple', false, false, undefined],
      ['filter', 'query', false, 'form', true, true, undefined],
      ['fields', 'query', false, 'pipeDelimited', false, false, undefined],
      ['lang', 'cookie', false, 'form', true, false, undefined],
    ]);
    expect(put!.parameters.map(({ name, pointer }) => [name, pointer])).toEqual([
      ['id', '#/components/parameters/Id'],
      ['lang', '#/paths/~1notes~1{id}/parameters/1'],
      ['X-Trace', '#/paths/~1notes~1{id}/parameters/2'],
    ]);
  });

  test('examples have names and places', () => {
    const byName = (name: string, where: string) =>
      get!.parameters.find((one) => one.name === name && one.in === where)!.examples;
    expect(byName('lang', 'query')).toEqual([
      { name: 'default', pointer: '#/paths/~1notes~1{id}/get/parameters/0/example', value: 'en' },
    ]);
    expect(byName('lang', 'cookie').map(({ name, value }) => [name, value])).toEqual([['short', 'nl']]);
    expect(put!.body!.mediaTypes[1]!.examples).toEqual([
      { name: 'one', pointer: '#/components/examples/One/value', value: 'x' },
    ]);
  });

  test('bodies and responses are read through references', () => {
    expect(put!.body).toMatchObject({
      required: true,
      pointer: '#/components/requestBodies/Note',
      mediaTypes: [{ name: 'application/json', schema: { schema: { type: 'object' } } }, { name: 'text/*' }],
    });
    expect(get!.body).toBeUndefined();
    expect(get!.responses.map(({ status, description }) => [status, description])).toEqual([
      ['404', 'gone'],
      ['2XX', 'ok'],
      ['4XX', 'lower case'],
      ['default', 'any'],
    ]);
    expect(get!.responses[0]!.headers).toMatchObject([
      { name: 'x-total-count', required: true, schema: { schema: { type: 'integer' } } },
    ]);
    expect(get!.responses[1]!.mediaTypes[0]!.name).toBe('application/json');
  });

  test.each([
    [404, 'gone'],
    [410, 'lower case'],
    [200, 'ok'],
    [500, 'any'],
  ])('status %i is the response "%s"', (status, description) => {
    expect(responseFor(get!, status)?.description).toBe(description);
  });

  test('a status that is not documented has no response', () => {
    expect(responseFor(put!, 500)).toBeUndefined();
  });

  test.each([
    [['404', '204', '201', 'default'], '201'],
    [['400', '2XX', 'default'], '2XX'],
    [['400', 'default', '302'], 'default'],
    [['400', '302', '301'], '301'],
    [['400', '3XX'], '3XX'],
    [['404', '400'], '404'],
  ])('the success of an operation with %j is %s', (statuses, success) => {
    const responses = statuses.map((status) => ({ status, pointer: '', description: '', mediaTypes: [], headers: [] }));
    expect(successResponse({ responses })?.status).toBe(success);
  });

  test.each([
    ['200', 201, 200],
    ['2XX', 201, 201],
    ['default', 201, 201],
    ['3XX', 201, 302],
    ['4XX', 201, 400],
  ])('the response "%s" stands for a status where %i is usual: %i', (status, usual, expected) => {
    expect(statusOf({ status }, usual)).toBe(expected);
  });

  test('the body of a success is JSON, and an error is none', () => {
    expect(successBody(get!)?.schema).toEqual({ type: 'object' });
    expect(successBody({ responses: get!.responses.filter(({ status }) => status === '404') })).toBeUndefined();
    expect(jsonMediaType(successResponse(put!)!.mediaTypes)?.name).toBe('*/*');
  });

  test('headers have the examples of their own or of their content', () => {
    const headers = {
      'X-Limit': { schema: { type: 'integer' }, example: 60 },
      'X-Left': { schema: { type: 'integer' }, examples: { few: { value: 3 } } },
      'X-Meta': { content: { 'application/json': { schema: { type: 'object' }, example: { a: 1 } } } },
    };
    const [operation] = parseSpec({
      openapi: '3.1.0',
      info: { title: 'Notes', version: '1' },
      paths: { '/notes': { get: { responses: { 200: { description: 'ok', headers } } } } },
    }).operations;
    const read = operation!.responses[0]!.headers.map(({ name, schema, examples }) => [
      name,
      schema?.schema.type,
      examples.map((example) => [example.name, example.value]),
    ]);
    expect(read).toEqual([
      ['X-Limit', 'integer', [['default', 60]]],
      ['X-Left', 'integer', [['few', 3]]],
      ['X-Meta', 'object', [['default', { a: 1 }]]],
    ]);
  });

  test('security is that of the operation, else that of the document', () => {
    expect(get!.security).toEqual([]);
    expect(put!.security).toEqual([{ Key: [], Login: ['write'] }, {}]);
    expect(Object.keys(spec.securitySchemes)).toEqual(['Key', 'Other']);
    expect(spec.securitySchemes.Other).toEqual(spec.securitySchemes.Key);
  });

  test('variables of servers are filled in', () => {
    expect(spec.servers).toEqual([
      { url: 'https://eu.example.org/v1/', basePath: '/v1' },
      { url: '/v2', basePath: '/v2' },
    ]);
  });
});
