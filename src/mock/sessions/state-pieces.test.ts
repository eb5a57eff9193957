import fc from 'fast-check';
import { createTestMock, documentOf } from '../ask.test-support';
import { piecesOfText, piecesOfValue, type StatePieces } from './state-pieces';

const taken = (pieces: StatePieces): unknown[] => [...pieces(() => true)].filter((piece) => piece !== undefined);
const without = (pieces: unknown[]): unknown[] => pieces.map((piece) => ({ ...(piece as object), exact: undefined }));

describe('a state taken apart while it is read', () => {
  const state = {
    resources: { notes: [{ id: 1, 'a"b\\': '[{' }, 'x', 5, null, []], none: [], 'é"': [{}] },
    parents: { notes: { 1: { b: '2' } } },
    last_numbers: { notes: 7 },
    other: [[{}]],
  };

  test.each([undefined, 1, '\t'])('gives the same pieces as one that was read before (indented by %j)', (indent) => {
    const text = Buffer.from(JSON.stringify(state, null, indent));
    expect(without(taken(piecesOfText(text)))).toEqual(taken(piecesOfValue(state)));
  });

  test('and so does any other', () => {
    const records = fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 });
    const states = fc.record(
      {
        parents: fc.jsonValue(),
        resources: fc.oneof(fc.dictionary(fc.string(), records), fc.jsonValue()),
        x: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(states, fc.nat(2), (any, indent) => {
        const parsed = JSON.parse(JSON.stringify(any));
        expect(without(taken(piecesOfText(Buffer.from(JSON.stringify(any, null, indent)))))).toEqual(
          taken(piecesOfValue(parsed)),
        );
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  test('of a member that is not wanted nothing is read', () => {
    const text = Buffer.from('{"resources":{"notes":[{"broken":tru}]},"parents":{}}');
    const paths = [...piecesOfText(text)((name) => name !== 'resources')].map((piece) => piece?.path.join('.'));
    expect(paths).toEqual(['', 'parents']);
  });

  test.each([
    '',
    '{',
    '{"resources"',
    '{"resources":{"a":[1,]}}',
    '{"resources":{"a":[1 2]}}',
    '{"resources":{,}}',
    '{"a":1}}',
    '{"a":"b}',
    '{"resources":{"a":[{"b":tru}]}}',
    '{a:1}',
    '[1]2',
    '"\\',
  ])('%s is no JSON', (text) => expect(() => taken(piecesOfText(Buffer.from(text)))).toThrow(SyntaxError));
});

const DOCUMENT = documentOf(
  `
/things:
  get: { responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Thing' } } } } } } }
`,
  'Thing: { type: object, required: [id], properties: { id: { type: integer }, name: { type: string } } }',
);
/** Too long to be read in one go. */
const thousands = (item: (index: number) => object): object => ({
  resources: { things: Array.from({ length: 20_000 }, (_, index) => item(index + 1)) },
});

describe('a long state', () => {
  test('is imported, and exported as it was, while others are answered', async () => {
    const { mock, ask } = createTestMock(DOCUMENT, { admin: {} });
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const imported = await ask(
      'PUT /__admin/state',
      thousands((id) => ({ id, name: `thing ${id}` })),
    );
    const turnsOfImport = turns;
    const text = await mock.exportState();
    clearInterval(timer);
    expect(imported.json).toEqual({ records: { things: 20_000 } });
    expect(JSON.parse(text)).toEqual(thousands((id) => ({ id, name: `thing ${id}` })));
    expect([turnsOfImport > 0, turns > turnsOfImport]).toEqual([true, true]);
    expect((await ask('GET /__admin/state')).text).toBe(text);
  });

  test('is refused after the violations that are told, and nothing is changed', async () => {
    const { ask } = createTestMock(DOCUMENT, { admin: {} });
    const { status, json } = await ask(
      'PUT /__admin/state',
      thousands(() => ({ name: 'a thing without an id' })),
    );
    expect([status, json.violations?.length]).toEqual([400, 100]);
    expect((await ask('GET /things')).json).toHaveLength(3);
  });

  test.each([
    ['is no JSON', `{"resources":{"things":[${'{"id":1},'.repeat(40_000)}`, /not valid JSON/],
    ['is no state', `{"things":[${'{"id":1},'.repeat(40_000)}1]}`, /must be a state/],
  ])('that %s is refused', async (_name, text, reason) => {
    const { ask } = createTestMock(DOCUMENT, { admin: {} });
    const answer = await ask('PUT /__admin/state', text);
    expect([answer.status, answer.text]).toEqual([400, expect.stringMatching(reason)]);
  });

  test('is exported as it was at one moment, whatever is written meanwhile', async () => {
    const { mock, ask } = createTestMock(DOCUMENT, { admin: {} });
    await ask(
      'PUT /__admin/state',
      thousands((id) => ({ id, name: `thing ${id}` })),
    );
    let text = '';
    for await (const piece of mock.exportPieces()) {
      text += piece;
      await mock.store.remove('things', '15000');
      await mock.store.remove('things', '1');
    }
    expect(JSON.parse(text).resources.things).toHaveLength(20_000);
    expect(JSON.parse(await mock.exportState()).resources.things).toHaveLength(19_998);
  });
});
