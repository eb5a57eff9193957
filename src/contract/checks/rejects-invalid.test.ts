import { givenExchange, noteBody, problemBody, rejection, violationOf } from '../exchange/given-exchange.test-support';
import { faultKey } from '../findings/check';
import { notEnforcedKey, rejectsInvalid } from './rejects-invalid';

const judge = (status: number, ...names: string[]) => {
  const body = status < 300 ? noteBody : problemBody(status);
  const expectation = rejection(...names.map((name) => violationOf(name)));
  return rejectsInvalid.judge(givenExchange({ operation: 'createNote', status, body, expectation }));
};

test.each([
  [201, 1],
  [200, 1],
  [400, 0],
  [422, 0],
  [500, 0],
])('status %i gives %i problems', (status, count) => expect(judge(status, 'text')).toHaveLength(count));

test('the broken constraint is the fault, wherever it is broken', () => {
  const [problem] = judge(201, 'text');
  expect(problem?.pointer).toBe('#/components/schemas/Note/properties/text/maxLength');
  expect(faultKey('rejects-invalid', problem!.pointer, problem!.symptom)).toBe(notEnforcedKey(violationOf('text')));
});

test('several faults at once are explained by any of them', () => {
  expect(judge(201, 'text', 'mail')[0]?.causedBy).toEqual([notEnforcedKey(violationOf('mail'))]);
});

test('the items of an array share one constraint', () => {
  const item = (index: number) => notEnforcedKey({ ...violationOf('text'), path: ['lines', index, 'text'] });
  expect(item(0)).toBe(item(7));
});
