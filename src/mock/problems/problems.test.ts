import type { RequestViolation } from '../messages/message';
import { violationsProblem } from './problems';

const required: RequestViolation = { in: 'body', path: ['name'], keyword: 'required', reason: 'is required' };

test('says how many violations there are, and where each is', () => {
  const whole: RequestViolation = { in: 'body', path: [], keyword: 'type', reason: 'must be an object' };
  expect(violationsProblem([required]).note).toBe('1 violation: body name is required');
  expect(violationsProblem([whole, required]).note).toBe('2 violations: body must be an object; body name is required');
});

test('is the same object for the same violations', () => {
  expect(violationsProblem([{ ...required }])).toBe(violationsProblem([{ ...required }]));
});

test.each<[string, Partial<RequestViolation>]>([
  ['part', { in: 'query' }],
  ['path', { path: ['na', 'me'] }],
  ['kind of step', { path: [0] }],
  ['keyword', { keyword: 'pattern' }],
  ['reason', { reason: 'is needed' }],
  ['subject', { subject: 'The name' }],
])('is another one for another %s', (_what, difference) => {
  const other = { ...required, ...difference };
  expect(violationsProblem([other])).not.toBe(violationsProblem([required]));
  expect(violationsProblem([other]).violations).toEqual([other]);
});

test('is not remembered for ever', () => {
  const first = violationsProblem([required]);
  for (let index = 0; index < 1000; index++) violationsProblem([{ ...required, path: [index] }]);
  expect(violationsProblem([required])).not.toBe(first);
});
