import { parsePrefer } from './read-preferences';

test.each<[string, Record<string, string>]>([
  ['', {}],
  ['code=404', { code: '404' }],
  ['CODE=404', { code: '404' }],
  ['code = 404', { code: '404' }],
  ['code="404"', { code: '404' }],
  ['example="not found, \\"really\\""', { example: 'not found, "really"' }],
  ['code=404, example=a', { code: '404', example: 'a' }],
  ['code=404,example=a', { code: '404', example: 'a' }],
  [',code=404,, ,', { code: '404' }],
  ['code=404, code=500', { code: '404' }],
  ['respond-async', { 'respond-async': '' }],
  ['dynamic=""', { dynamic: '' }],
  ['return=minimal; foo="some, parameter"; bar, code=1', { return: 'minimal', code: '1' }],
  ['a;;b=c ;, d', { a: '', d: '' }],
  ['drift=a.b:c/d[], code=1', { drift: 'a.b:c/d[]', code: '1' }],
  ['code=404\t,\tdelay=5', { code: '404', delay: '5' }],
])('%j', (header, expected) => {
  const preferences = parsePrefer(header);
  if ('fault' in preferences) throw new Error(preferences.fault);
  expect(Object.fromEntries(preferences.map(({ name, value }) => [name, value]))).toEqual(expected);
});

test.each<[string, string]>([
  ['code:404', 'needs a comma at character 5'],
  ['code=', 'needs a value at character 6'],
  ['code=404 delay=5', 'needs a comma at character 10'],
  ['example="open', 'needs a value at character 9'],
  ['=404', 'needs a name at character 1'],
  ['code=404; =', 'needs a name at character 11'],
  ['code=é', 'needs a value at character 6'],
])('%j %s', (header, fault) => {
  expect(parsePrefer(header)).toEqual({ fault: expect.stringContaining(fault) });
});

test('a long header is read in one pass', () => {
  expect(parsePrefer(`a="${'\\"'.repeat(100_000)}`)).toHaveProperty('fault');
  expect(parsePrefer('a;'.repeat(100_000))).toHaveLength(1);
});
