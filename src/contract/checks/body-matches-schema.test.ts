import { givenExchange, noteBody, problemBody } from '../exchange/given-exchange.test-support';
import { bodyMatchesSchema, problemMatchesSchema } from './body-matches-schema';

test.each([
  ['valid', noteBody, []],
  ['with more than is documented', { ...noteBody, more: 1 }, []],
  ['without a property', { id: noteBody.id, mail: null }, ['required text']],
  ['of another type', { ...noteBody, text: 7 }, ['type text']],
  ['too long', { ...noteBody, text: '123456' }, ['maxLength text']],
  ['of another format', { ...noteBody, id: '7' }, ['format id']],
  ['with an empty text that the lengths allow and the format does not', { ...noteBody, mail: '' }, []],
  ['with two faults', { ...noteBody, text: null, id: null }, ['type id', 'type text']],
])('a body that is %s', (_, body, symptoms) => {
  const problems = bodyMatchesSchema.judge(givenExchange({ body }));
  expect(problems.map(({ symptom }) => symptom).sort()).toEqual(symptoms);
});

test('the same property of every item of a list is one fault', () => {
  const items = [1, 2].map((text) => ({ ...noteBody, text }));
  const problems = bodyMatchesSchema.judge(givenExchange({ operation: 'listNotes', body: { items, total: 2 } }));
  expect(problems).toHaveLength(2);
  expect(new Set(problems.map(({ pointer, symptom }) => pointer + symptom)).size).toBe(1);
});

test('points at the broken keyword and shows what came', () => {
  expect(bodyMatchesSchema.judge(givenExchange({ body: { ...noteBody, text: '123456' } }))[0]).toMatchObject({
    pointer: '#/components/schemas/Note/properties/text/maxLength',
    received: '"123456"',
  });
});

test('errors are told by a check of their own, also when their type is wrong', () => {
  const { title: _, ...untitled } = problemBody(404);
  const exchange = givenExchange({ status: 404, body: untitled, headers: { 'content-type': 'application/json' } });
  expect(bodyMatchesSchema.judge(exchange)).toEqual([]);
  expect(problemMatchesSchema.judge(exchange)).toHaveLength(1);
});
