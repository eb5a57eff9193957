import { givenExchange, noteBody, problemBody } from '../exchange/given-exchange.test-support';
import { noLeak } from './no-leak';

test.each([
  ['a sentence', 'There is nothing with this id. See /problems/not-found.', []],
  ['a value with a dot', 'Value must be greater than 0.5, e.g. 1.', []],
  ['a path of the API', 'Nothing at /v2/customers/7.', []],
  ['a code of an API', 'INTEGER_MIN_VALUE, HONOR-12345', []],
  ['a code of a database', 'ER_DUP_ENTRY: again', ['a database message']],
  ['a trace of JavaScript', 'Error: no\n    at find (/app/src/store.js:12:7)', ['a stack trace']],
  ['a trace of Java', 'boom\n\tat com.acme.Notes.find(Notes.java:42)', ['a stack trace']],
  ['a trace of Python', 'Traceback (most recent call last):\n  File "a.py", line 3', ['a stack trace']],
  ['a path on a Unix machine', 'ENOENT: /usr/src/app/data.json', ['a file path']],
  ['a path on Windows', 'C:\\Users\\api\\notes.db is locked', ['a file path']],
  ['a message of a database', 'duplicate key value violates unique constraint', ['a database message']],
  ['an SQL statement', 'near "FROM": SELECT * FROM notes WHERE id = 1', ['an SQL statement']],
  ['the name of an internal error', 'java.lang.NullPointerException: text', ['the name of an internal error']],
])('%s', (_, detail, symptoms) => {
  const problems = noLeak.judge(givenExchange({ status: 404, body: problemBody(404, { detail }) }));
  expect(problems.map(({ symptom }) => symptom)).toEqual(symptoms);
});

test('a page of a framework', () => {
  const given = { status: 404, body: '<!DOCTYPE html><h1>Cannot GET</h1>', headers: { 'content-type': 'text/html' } };
  expect(noLeak.judge(givenExchange(given))[0]?.symptom).toBe('a page of a framework');
});

test('what users wrote themselves is no leak', () => {
  expect(noLeak.judge(givenExchange({ body: { ...noteBody, text: 'SELECT * FROM notes' } }))).toEqual([]);
});

test('what no operation promises is one leak of the server', () => {
  const body = problemBody(418, { detail: 'ENOENT: /usr/src/app/data.json' });
  const pointers = ['readNote', 'createNote'].map(
    (operation) => noLeak.judge(givenExchange({ operation, status: 418, body }))[0]?.pointer,
  );
  expect(pointers).toEqual(['#/paths', '#/paths']);
});

test.each([
  ['an error where a documented answer shows it', 404, 'ENOENT: /usr/src/app/data.json', undefined],
  ['a warning where no operation promises the answer', 418, 'ENOENT: /usr/src/app/data.json', 'warning'],
  ['a warning of a page, which no standard forbids', 404, '<html>none</html>', 'warning'],
])('is %s', (_, status, detail, severity) => {
  expect(noLeak.judge(givenExchange({ status, body: problemBody(status, { detail }) }))[0]?.severity).toBe(severity);
});
