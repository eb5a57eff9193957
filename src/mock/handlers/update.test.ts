import { createTestMock, NOW } from '../ask.test-support';
import { NOTES, UNKNOWN } from './item.test-support';

const LATER = '2031-01-01T00:00:00.000Z';
const FULL = { text: 'a', level: 5, author: 'me', place: { city: 'x', zip: '1' }, tags: ['t', 'u'] };

async function made() {
  let now = new Date(NOW);
  const { ask } = createTestMock(NOTES, { now: () => now });
  const { json, headers } = await ask('POST /notes', FULL);
  now = new Date(LATER);
  return { ask, before: json, path: headers.location! };
}

describe('updating an item', () => {
  test.each([
    [{}, {}],
    [{ text: 'b' }, { text: 'b' }],
    [{ author: null }, { author: null }],
    [{ place: { zip: '2' } }, { place: { city: 'x', zip: '2' } }],
    [{ place: { zip: null } }, { place: { city: 'x' } }],
    [{ place: { other: 1 } }, {}],
    [{ place: null }, { place: undefined }],
    [{ tags: ['v'] }, { tags: ['v'] }],
    [{ id: UNKNOWN, created_at: 'mine', version: 9, unknown: 1 }, {}],
  ])('with %j changes %j', async (patch, changes) => {
    const { ask, before, path } = await made();
    const { status, json } = await ask(`PATCH ${path}`, patch);
    expect(status).toBe(200);
    expect(json).toEqual({ ...before, updated_at: LATER, version: 2, ...changes });
    expect((await ask(`GET ${path}`)).json).toEqual(json);
  });

  test('takes the media type of merge patches', async () => {
    const { ask, path } = await made();
    const answer = await ask(`PATCH ${path}`, { text: 'b' }, { 'content-type': 'application/merge-patch+json' });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' }, json: { text: 'b' } });
  });

  test.each([
    [{ level: 10 }, [{ property_path: 'level', in: 'body', detail: 'Value must be at most 9.' }]],
    [{ text: null }, [{ property_path: 'text', in: 'body', detail: 'Value is required.' }]],
    [{ text: '' }, [{ property_path: 'text', in: 'body', detail: 'Value must be at least 1 character.' }]],
    [{ tags: [1] }, [{ property_path: 'tags[0]', in: 'body', detail: 'Value must be a string.' }]],
    [[], [{ property_path: '', in: 'body', detail: 'Value must be an object.' }]],
  ])('with %j is refused and changes nothing', async (patch, violations) => {
    const { ask, before, path } = await made();
    const { status, json } = await ask(`PATCH ${path}`, patch);
    expect(status).toBe(400);
    expect(json.violations).toEqual(violations);
    expect((await ask(`GET ${path}`)).json).toEqual(before);
  });

  test('of an unknown item creates nothing', async () => {
    const { ask } = createTestMock(NOTES);
    expect((await ask(`PATCH /notes/${UNKNOWN}`, { text: 'a' })).status).toBe(404);
    expect((await ask('GET /notes')).json).toHaveLength(3);
  });
});
