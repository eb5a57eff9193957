import type { ExpectedViolation } from '../exchange/expectation';
import { givenExchange, problemBody, rejection, violationOf } from '../exchange/given-exchange.test-support';
import { notEnforcedKey } from './rejects-invalid';
import { violationsComplete } from './violations-complete';

const told = (path: string, place = 'body') => ({ property_path: path, in: place, detail: 'Is wrong.' });
const judge = (expected: ExpectedViolation[], violations: unknown, status = 400) => {
  const body = problemBody(status, violations === undefined ? {} : { violations });
  return violationsComplete.judge(
    givenExchange({ operation: 'createNote', status, body, expectation: rejection(...expected) }),
  );
};
const [text, mail] = [violationOf('text'), violationOf('mail')];

test.each([
  ['all are told', [text, mail], [told('text'), told('mail')], []],
  ['no list at all', [text], undefined, ['no violation']],
  ['an empty list', [text], [], ['no violation']],
  ['only the first', [text, mail], [told('text')], ['only one violation']],
  ['one under another name, which another check tells', [text], [told('body.text')], []],
  ['one in another part, which another check tells', [text], [told('text', 'query')], []],
  ['the body as a whole', [{ ...text, path: [] }], [], []],
  ['the index of an item written otherwise', [{ ...text, path: ['lines', 0] }], [told('lines.0')], []],
])('%s', (_, expected, violations, symptoms) => {
  expect(judge(expected, violations).map(({ symptom }) => symptom)).toEqual(symptoms);
});

test('another status says nothing about violations', () => expect(judge([text], undefined, 404)).toEqual([]));

test('a constraint that is not enforced explains why nothing tells of it', () => {
  expect(judge([text, mail], [told('text')])[0]?.causedBy).toEqual([notEnforcedKey(mail)]);
});
