import { cite, law } from './check';

const observation = { title: 'it does not', promised: 'yes', received: 'no', pointer: '#' };

test('a law that holds is no problem, one that does not is', () => {
  const check = law('holds', 'RFC 0');
  expect(check.judge({ ...observation, holds: true })).toEqual([]);
  expect(check.judge({ ...observation, holds: false })).toEqual([{ ...observation, symptom: '' }]);
});

test.each([
  ['3.1.0', 'OpenAPI 3.1, section 4.8.24; JSON Schema 2020-12', 'OpenAPI 3.1, section 4.8.24; JSON Schema 2020-12'],
  ['3.0.3', 'OpenAPI 3.1, section 4.8.24; JSON Schema 2020-12', 'OpenAPI 3.0, section 4.7.24'],
  ['3.0.0', 'OpenAPI 3.1, section 4.8.24.4 (readOnly)', 'OpenAPI 3.0, section 4.7.24 (readOnly)'],
  [
    '3.0.3',
    'OpenAPI 3.1, section 4.8.21; RFC 9110, section 15.5.2',
    'OpenAPI 3.0, section 4.7.21; RFC 9110, section 15.5.2',
  ],
  ['3.0.3', "the document's list", "the document's list"],
])('for %s, %s is %s', (version, basis, cited) => expect(cite({ version }, basis)).toBe(cited));
