import { MAX_DEPTH, parseJson } from './parse-json';

const utf8 = (text: string): Uint8Array => Buffer.from(text);

describe('parseJson reads', () => {
  test.each([
    ['null', null],
    ['"é😀"', 'é😀'],
    ['\uFEFF{"a":1}', { a: 1 }],
    [' [1, 2] ', [1, 2]],
    ['{"a":1,"a":2}', { a: 2 }],
    ['"\\ud800"', '\ud800'],
    ['"\\u0000"', '\0'],
    [`${'['.repeat(MAX_DEPTH)}${']'.repeat(MAX_DEPTH)}`, expect.any(Array)],
    [`["${'[{'.repeat(1000)}", "\\"[", ${'[],'.repeat(1000)}0]`, expect.any(Array)],
  ])('%#: %.30s', (text, value) => {
    expect(parseJson(utf8(text))).toEqual(value);
  });

  test('__proto__ as a property like any other', () => {
    const value = parseJson(utf8('{"__proto__":{"polluted":true}}'));
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('parseJson refuses', () => {
  test.each([
    ['', 'The body is not valid JSON: it ends where a value is expected.'],
    ['{', 'The body is not valid JSON: it ends where a name in double quotes is expected.'],
    ['{"a":1,}', 'The body is not valid JSON: a name in double quotes is expected at line 1, column 8.'],
    ['{\n  "a": b\n}', 'The body is not valid JSON: a value is expected at line 2, column 8.'],
    ["{'a':1}", 'The body is not valid JSON: a name in double quotes is expected at line 1, column 2.'],
    ['"a\0b"', 'The body is not valid JSON: a control character must be escaped at line 1, column 3.'],
    ['1 2', 'The body is not valid JSON: nothing more is expected at line 1, column 3.'],
    [`${'['.repeat(MAX_DEPTH + 1)}`, `The body is nested deeper than ${MAX_DEPTH} levels.`],
    ['[{"a":'.repeat(50_000), `The body is nested deeper than ${MAX_DEPTH} levels.`],
  ])('%#: %.30s', (text, message) => {
    expect(() => parseJson(utf8(text))).toThrow(message);
  });

  test.each([
    ['an overlong encoding', [0x22, 0xc0, 0x80, 0x22]],
    ['a lone continuation byte', [0x22, 0x80, 0x22]],
    ['an encoded surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a cut sequence', [0x22, 0xe2, 0x82, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
  ])('%s', (_, bytes) => {
    expect(() => parseJson(Uint8Array.from(bytes))).toThrow('The body is not valid UTF-8.');
  });
});
