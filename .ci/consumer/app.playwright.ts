import { expect as base, contractMatchers, test } from 'contact-points-kit/playwright';

const expect = base.extend(contractMatchers('openapi.yaml'));

const API = 'https://api.bookshop.test/v1';
const PAGE = 'http://shop.test/';
const SHOWS_BOOKS = `<ul></ul><p role="alert"></p><script>
  fetch('${API}/books?per_page=3').then(async (answer) => {
    if (!answer.ok) document.querySelector('p').textContent = 'The server answers ' + answer.status;
    else for (const { title } of await answer.json()) document.querySelector('ul').append(Object.assign(document.createElement('li'), { textContent: title }));
  });
</script>`;

test.use({ mockDocument: 'openapi.yaml', mockOptions: { count: 20 }, mockFor: API });
test.beforeEach(({ context }) =>
  context.route(PAGE, (route) => route.fulfill({ contentType: 'text/html', body: SHOWS_BOOKS })),
);

test('the page shows the books of the mock', async ({ page, mock }) => {
  await mock.state.set({ books: [{ id: 1, title: 'Emma', author: 'Jane Austen', language: 'en', price: 9.5 }] });
  await page.goto(PAGE);
  await expect(page.getByRole('listitem')).toHaveText(['Emma']);
  expect([...mock.journal.entries()].map(({ response }) => response.status)).toEqual([200]);
});

test('another test has data of its own, and rules', async ({ page, mock }) => {
  expect(await mock.state.get('books')).toHaveLength(20);
  mock.rules.add({ match: { operation: 'listBooks' }, then: { status: 503 } });
  await page.goto(PAGE);
  await expect(page.getByRole('alert')).toHaveText('The server answers 503');
});

test('a test without a page asks the mock itself', async ({ mock, request }) => {
  const answer = await request.get(`${mock.url}/books/1`);
  await expect(answer).toMatchContract();
});

test('the journal is attached when a test fails', async ({ mock, request }) => {
  test.skip(process.env.FAIL !== '1', 'it is to fail');
  await request.get(`${mock.url}/books/99999999`);
  expect(1).toBe(2);
});
