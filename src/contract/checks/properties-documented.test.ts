import { givenExchange, noteBody, problemBody } from '../exchange/given-exchange.test-support';
import { propertiesDocumented } from './properties-documented';

const item = { ...noteBody, colour: 'red' };

test.each([
  ['nothing more', 'readNote', 200, noteBody, []],
  ['one more', 'readNote', 200, item, ['colour']],
  ['one more in the items of a list', 'listNotes', 200, { items: [item], total: 1 }, ['items.*.colour']],
  ['one more in a problem', 'readNote', 404, problemBody(404, { trace: 'x' }), ['trace']],
  ['no JSON', 'readNote', 200, 'x', []],
])('%s', (_, operation, status, body, names: string[]) => {
  const problems = propertiesDocumented.judge(givenExchange({ operation, status, body }));
  expect(problems.map(({ received }) => received)).toEqual(names);
});

test('tells one schema once, whatever the names', () => {
  const [one] = propertiesDocumented.judge(givenExchange({ body: { ...noteBody, a: 1 } }));
  const [other] = propertiesDocumented.judge(givenExchange({ body: { ...noteBody, b: 1 } }));
  expect([one?.pointer, one?.symptom]).toEqual([other?.pointer, other?.symptom]);
});

test('is a note', () => expect(propertiesDocumented.severity).toBe('note'));
