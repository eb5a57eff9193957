import { notesOperation } from '../exchange/given-exchange.test-support';
import { completeResponse } from './complete-response';

const judge = (unreachable: boolean, id: string) =>
  completeResponse.judge({ message: 'reset', unreachable, operation: notesOperation(id) })[0]!;

test('a request without a complete response is a fault of its operation', () => {
  expect(judge(false, 'readNote').pointer).not.toBe(judge(false, 'createNote').pointer);
});

test('a server that is gone is one fault, whoever notices', () => {
  const identity = (id: string) => [judge(true, id).pointer, judge(true, id).symptom];
  expect(identity('readNote')).toEqual(identity('createNote'));
});
