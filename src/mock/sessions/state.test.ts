import { createTestMock, documentOf } from '../ask.test-support';

/** Books, and reviews that say nowhere of which book they are. */
const DOCUMENT = documentOf(
  `
/books:
  get: { responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Book' } } } } } } }
/books/{bookId}:
  parameters: [{ name: bookId, in: path, required: true, schema: { type: integer } }]
  get: { responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } } } }
/books/{bookId}/reviews:
  parameters: [{ name: bookId, in: path, required: true, schema: { type: integer } }]
  get: { responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Review' } } } } } } }
  post:
    requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Review' } } } }
    responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Review' } } } } }
`,
  `
Book: { type: object, required: [id], properties: { id: { type: integer, readOnly: true }, title: { type: string } } }
Review: { type: object, required: [id], properties: { id: { type: integer, readOnly: true }, stars: { type: integer } } }
`,
);

test('what hangs on something else is exported and imported with that', async () => {
  const { mock, ask } = createTestMock(DOCUMENT);
  const made = (await ask('POST /books/2/reviews', { stars: 5 })).json;
  const state = JSON.parse(await mock.exportState());
  expect(state.parents.reviews[made.id]).toEqual({ bookId: '2' });
  const other = createTestMock(DOCUMENT);
  await other.mock.store.load(new Map());
  expect(await other.mock.importState(state)).toEqual({ left: 0, reasons: [] });
  expect((await other.ask('GET /books/2/reviews')).json).toContainEqual(made);
  expect((await other.ask('GET /books/1/reviews')).json).not.toContainEqual(made);
  expect(await other.mock.exportState()).toBe(await mock.exportState());
});

test('what does not say what it hangs on is left out', async () => {
  const { mock } = createTestMock(DOCUMENT);
  const report = await mock.importState({ resources: { reviews: [{ id: 1 }], books: [{ id: 1 }] } });
  expect(report).toEqual({ left: 1, reasons: ['resources.reviews[0] must have what it hangs on, in parents.reviews'] });
});

test.each([
  [null],
  [[]],
  [{}],
  [{ resources: [] }],
  [{ resources: { a: {} } }],
  [{ resources: {}, last_numbers: { a: 'b' } }],
])('%j is no state', async (value) => {
  const { mock } = createTestMock(DOCUMENT);
  const before = await mock.exportState();
  expect(await mock.importState(value as never)).toBeUndefined();
  expect(await mock.exportState()).toBe(before);
});
