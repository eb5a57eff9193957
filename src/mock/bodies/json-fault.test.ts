import fc from 'fast-check';
import { findJsonFault } from './json-fault';

describe('findJsonFault', () => {
  test.each([
    ['', 0, 'a value is expected'],
    ['  ', 2, 'a value is expected'],
    ['NaN', 0, 'a value is expected'],
    ['undefined', 0, 'a value is expected'],
    ['01', 1, 'nothing more is expected'],
    ['1.', 1, 'nothing more is expected'],
    ['+1', 0, 'a value is expected'],
    ['-', 0, 'a value is expected'],
    ['[1 2]', 3, 'a comma or "]" is expected'],
    ['[1,]', 3, 'a value is expected'],
    ['[,1]', 1, 'a value is expected'],
    ['{"a" 1}', 5, 'a colon is expected'],
    ['{"a":}', 5, 'a value is expected'],
    ['{"a":1 "b":2}', 7, 'a comma or "}" is expected'],
    ['{a:1}', 1, 'a name in double quotes is expected'],
    ['"abc', 4, 'a closing double quote is expected'],
    ['"\\x"', 1, 'an escape of JSON is expected'],
    ['"\\u12"', 1, 'an escape of JSON is expected'],
    ['"\t"', 1, 'a control character must be escaped'],
    ['[[[', 3, 'a value is expected'],
    ['{"a":tru}', 5, 'a value is expected'],
    ['null null', 5, 'nothing more is expected'],
    ['\u00a01', 0, 'a value is expected'],
  ])('in %j: at %d %s', (text, index, expected) => {
    expect(findJsonFault(text)).toEqual({ index, expected });
  });

  test('finds none in any JSON', () => {
    const spaced = fc.tuple(fc.jsonValue(), fc.nat(3)).map(([value, indent]) => JSON.stringify(value, null, indent));
    fc.assert(fc.property(spaced, (text) => expect(findJsonFault(text)).toBeUndefined()));
  });

  test('agrees with JSON.parse on texts that are almost JSON', () => {
    const almost = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', ':', '\\', '0', 'e', '-', ' ', 'x', '\n'))
      .map(
        ([text, at, piece]) => text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + 1),
      );
    fc.assert(
      fc.property(almost, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(findJsonFault(text) === undefined).toBe(isJson);
      }),
      { numRuns: 2000 },
    );
  });
});
