import { parseSpec } from '../../openapi/load-spec';
import { givenExchange, notesOperation, problemBody } from '../exchange/given-exchange.test-support';
import { successStatuses } from '../exchange/statuses';
import { acceptsValid } from './accepts-valid';

const success = { kind: 'success', because: 'text has 5 characters', pointer: '#/boundary' } as const;

test.each([
  ['a success', 200, success, []],
  ['a success of another status, which another check tells', 202, success, []],
  ['a rejection', 400, success, ['#/boundary']],
  ['a redirect', 302, success, ['#/boundary']],
  ['a failure, which another check tells', 500, success, []],
  ['a rejection that is right as well', 404, { ...success, or: [404] }, []],
  ['a rejection of a request that nobody knows the answer to', 400, { kind: 'open', because: '' } as const, []],
])('%s', (_, status, expectation, pointers) => {
  const problems = acceptsValid.judge(givenExchange({ status, body: problemBody(status), expectation }));
  expect(problems.map(({ pointer }) => pointer)).toEqual(pointers);
});

test('says what the request was and what came', () => {
  const exchange = givenExchange({ status: 400, body: problemBody(400), expectation: success });
  expect(acceptsValid.judge(exchange)[0]).toMatchObject({
    title: 'rejects a valid request: text has 5 characters',
    promised: expect.stringContaining('200'),
    received: expect.stringContaining('Something is wrong.'),
  });
});

test('the documented statuses of success', () => {
  expect(successStatuses(notesOperation('createNote'))).toEqual(['201']);
});

describe('a rejection that blames something else than what the request was sent for', () => {
  const judge = (because: string, pointer: string, blamed: string) => {
    const violations = [{ property_path: blamed, in: 'body', detail: 'Is wrong.' }];
    const given = { operation: 'createNote', status: 400, body: problemBody(400, { violations }) };
    return acceptsValid.judge(givenExchange({ ...given, expectation: { kind: 'success', because, pointer } }))[0];
  };
  const [text, mail] = ['text', 'mail'].map((name) => `#/components/schemas/Note/properties/${name}`);

  test('is a fault of what it blames, whatever the case', () => {
    const [one, other] = [judge('text: 5', `${text}/maxLength`, 'mail'), judge('all', '#/paths', 'mail')];
    expect(one).toMatchObject({ title: 'rejects a valid mail: nothing', pointer: mail });
    expect([one?.pointer, one?.symptom]).toEqual([other?.pointer, other?.symptom]);
  });
  test('explains the case that is about it', () => {
    const own = judge('mail: 20', `${mail}/maxLength`, 'mail');
    expect(own).toMatchObject({
      pointer: `${mail}/maxLength`,
      causedBy: [expect.stringContaining(`accepts-valid ${mail} `)],
    });
  });
  test('stays a fault of the case where nothing that the document knows is blamed', () => {
    expect(judge('text: 5', `${text}/maxLength`, 'nonsense')).toMatchObject({
      pointer: `${text}/maxLength`,
      causedBy: [],
    });
  });
});

test('a patch that does not fit the item may be refused', () => {
  const patch = {
    type: 'array',
    items: { type: 'object', properties: { op: { type: 'string' }, path: { type: 'string' } } },
  };
  const spec = parseSpec({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/notes/{id}': {
        patch: {
          operationId: 'patchNote',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          requestBody: { content: { 'application/json': { schema: patch } } },
          responses: { 204: { description: 'ok' } },
        },
      },
    },
  });
  const [operation] = spec.operations;
  const judge = (status: number) =>
    acceptsValid.judge({ ...givenExchange({ status, expectation: success }), spec, operation: operation! });
  expect([judge(422), judge(403)].map(({ length }) => length)).toEqual([0, 1]);
});
