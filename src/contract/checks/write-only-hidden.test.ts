import { parseSpec } from '../../openapi/load-spec';
import { createExchange } from '../exchange/create-exchange';
import { writeOnlyHidden } from './write-only-hidden';

const secret = { type: 'string', writeOnly: true };
const spec = parseSpec({
  openapi: '3.0.3',
  info: { title: 'Users', version: '1' },
  paths: {
    '/users': {
      get: {
        operationId: 'listUsers',
        responses: {
          200: {
            description: 'Users.',
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/User' } } },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      User: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          password: secret,
          account: { type: 'object', properties: { mail: { type: 'string' }, pin: secret } },
        },
      },
    },
  },
});

test.each([
  ['nothing of it', [{ name: 'Ann', account: { mail: 'a' } }], []],
  ['a password', [{ name: 'Ann', password: 'x' }], ['password']],
  ['a password that is null', [{ name: 'Ann', password: null }], ['password']],
  ['one that is nested, in a later item', [{ name: 'Ann' }, { account: { pin: '1' } }], ['account.pin']],
  ['the same twice', [{ password: 'x' }, { password: 'y' }], ['password']],
])('%s', (_, users, names) => {
  const [operation] = spec.operations;
  const exchange = createExchange(
    spec,
    { method: 'GET', path: '/users', headers: {} },
    {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify(users)),
      milliseconds: 1,
    },
    { operation, expectation: { kind: 'open', because: 'a test' } },
  );
  const faults = writeOnlyHidden.judge(exchange);
  expect(faults.map(({ title }) => title)).toEqual(names.map((name) => `answers ${name}, which is writeOnly`));
  expect(JSON.stringify(faults)).not.toContain('"x"');
});
