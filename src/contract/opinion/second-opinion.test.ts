import { parseSpec } from '../../openapi/load-spec';
import { createExchange } from '../exchange/create-exchange';
import { createSecondOpinion } from './second-opinion';

const note = {
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'integer' },
    price: { type: 'number', multipleOf: 0.01 },
    at: { type: 'string', format: 'uuid' },
  },
};
const spec = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      get: {
        operationId: 'read',
        responses: {
          200: { description: 'ok', content: { 'application/json': { schema: note } } },
          204: { description: 'none' },
        },
      },
    },
  },
});
const answered = (body: string, status = 200) => {
  const operation = spec.operations[0]!;
  const request = { method: 'GET', path: '/notes', headers: {} };
  const headers: Record<string, string> = body === '' ? {} : { 'content-type': 'application/json' };
  const response = { status, headers, body: new TextEncoder().encode(body), milliseconds: 1 };
  return createExchange(spec, request, response, {
    operation,
    expectation: { kind: 'success', because: 'it is', pointer: '#/paths' },
  });
};

test.each<[string, string, number, RegExp | undefined]>([
  ['both take it', '{"id":1}', 200, undefined],
  ['neither takes it', '{"id":"x"}', 200, undefined],
  ['there is no body', '', 204, undefined],
  // It divides in binary: JSON Schema Validation 2020-12, section 6.2.1, means the numbers.
  [
    'Prism is stricter',
    '{"id":1,"price":28.33}',
    200,
    /^Prism finds fault with an answer of status 200 that this suite takes: multipleOf: /,
  ],
  // RFC 9562, section 4: a UUID has 36 characters.
  [
    'Prism is laxer',
    '{"id":1,"at":"urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"}',
    200,
    /^Prism takes an answer of status 200 that this suite does not: /,
  ],
])('%s', async (_, body, status, title) => {
  const check = await createSecondOpinion(spec);
  const faults = check.judge(answered(body, status));
  expect(faults).toHaveLength(title === undefined ? 0 : 1);
  if (title !== undefined) expect(faults[0]?.title).toMatch(title);
});

test('where Prism is not installed, the message says how to get it', async () => {
  jest.resetModules();
  jest.doMock('@stoplight/prism-http/dist/utils/operations', () => {
    throw Object.assign(new Error("Cannot find module '@stoplight/prism-http'"), { code: 'MODULE_NOT_FOUND' });
  });
  const { createSecondOpinion: create } = require('./second-opinion') as {
    createSecondOpinion: typeof createSecondOpinion;
  };
  await expect(create(spec)).rejects.toThrow(
    /Prism, which is not installed: npm install --save-dev @stoplight\/prism-http@/,
  );
});
