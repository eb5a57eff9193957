import { parseSpec } from '../../openapi/load-spec';
import { createTestMock } from '../ask.test-support';
import { createModel } from '../engine/create-model';
import { NOTES } from '../handlers/item.test-support';

test('the same seeding is made once, whoever asks for it', () => {
  const model = createModel({ spec: parseSpec(NOTES), count: 5 });
  expect(model.initial()).toBe(model.initial({}));
  expect(model.initial({ seed: 7 })).toBe(model.initial({ seed: 7, count: 5 }));
  expect(model.initial({ seed: 7 })).not.toBe(model.initial());
  for (let seed = 100; seed < 120; seed++) model.initial({ seed });
  expect(model.initial({ seed: 7 }).get('notes')!.count).toBe(5);
});

test('stores share the records they start with, a thousand sessions as well as one', async () => {
  const spec = parseSpec(NOTES);
  const { mock } = createTestMock(spec, { count: 4 });
  const recordAt = jest.fn((index: number) => ({ id: `${index}`, json: '{}', keys: {} }));
  const initial = new Map([['notes', { count: 4, recordAt }]]);
  for (const name of ['a', 'b', 'c']) {
    const { store } = mock.sessions.session(name);
    await store.reseed(initial);
    expect((await store.page('notes', {}, 0, 9)).total).toBe(4);
  }
  expect(recordAt).toHaveBeenCalledTimes(4);
});
