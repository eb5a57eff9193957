import { createTestMock } from '../ask.test-support';
import { NOTES, UNKNOWN } from './item.test-support';

describe('removing an item', () => {
  test('takes it out of reads and lists, once', async () => {
    const { ask } = createTestMock(NOTES);
    const [first, ...rest] = (await ask('GET /notes')).json;
    const removed = await ask(`DELETE /notes/${first.id}`);
    expect(removed).toMatchObject({ status: 204, text: '', note: '' });
    expect(removed.headers).not.toHaveProperty('content-type');
    expect((await ask('GET /notes')).json).toEqual(rest);
    for (const line of [`GET /notes/${first.id}`, `DELETE /notes/${first.id}`])
      expect((await ask(line)).status).toBe(404);
    expect((await ask(`PUT /notes/${first.id}`, { text: 'a' })).status).toBe(404);
  });

  test('happens only once when two ask at the same time', async () => {
    const { ask } = createTestMock(NOTES);
    const [{ id }] = (await ask('GET /notes')).json;
    const answers = await Promise.all([ask(`DELETE /notes/${id}`), ask(`DELETE /notes/${id}`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  });

  test('finds a UUID in either case', async () => {
    const { ask } = createTestMock(NOTES);
    const [{ id }] = (await ask('GET /notes')).json;
    expect((await ask(`DELETE /notes/${id.toUpperCase()}`)).status).toBe(204);
    expect((await ask(`GET /notes/${id}`)).status).toBe(404);
  });

  test('of an unknown item is told', async () => {
    const { ask } = createTestMock(NOTES);
    expect(await ask(`DELETE /notes/${UNKNOWN}`)).toMatchObject({ status: 404, note: 'unknown id' });
  });

  test('answers what was removed where the document promises a body', async () => {
    const body =
      "{ '200': { description: gone, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }";
    const { ask } = createTestMock(NOTES.replace("{ '204': { description: gone } }", body));
    const [first] = (await ask('GET /notes')).json;
    expect(await ask(`DELETE /notes/${first.id}`)).toMatchObject({ status: 200, json: first });
  });
});
