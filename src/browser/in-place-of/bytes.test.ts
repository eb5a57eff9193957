import * as ofNode from '../../json-schema/model/bytes';
import * as ofBrowser from './bytes';

const BYTES = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256);
const TEXTS = ['', 'a', 'naïve', '✓ 𝄞', 'a'.repeat(70_000)];

describe.each([
  ['Node', ofNode],
  ['a browser', ofBrowser],
])('in %s', (_, bytes) => {
  test.each(TEXTS)('%.10s comes back from its bytes', (text) => {
    const written = bytes.bytesOf(text);
    expect([bytes.utf8Of(written), bytes.strictUtf8Of(written), bytes.utf8Of(text)]).toEqual([text, text, text]);
    expect(bytes.byteLengthOf(text)).toBe(written.length);
  });

  test('bytes come back from Base64, from either alphabet, and are one character each', () => {
    const text = bytes.base64Of(BYTES);
    expect(text).toBe(Buffer.from(BYTES).toString('base64'));
    for (const each of [text, text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''), `${text}\n`])
      expect(Buffer.from(bytes.bytesOfBase64(each)).equals(BYTES)).toBe(true);
    expect(bytes.bytesOfBase64('!').length).toBe(0);
    expect(bytes.latin1Of(BYTES)).toBe(Buffer.from(BYTES).toString('latin1'));
  });

  test('broken UTF-8 is read with replacements, or refused', () => {
    const broken = Uint8Array.of(0x61, 0xff);
    expect(bytes.utf8Of(broken)).toBe('a\ufffd');
    expect(() => bytes.strictUtf8Of(broken)).toThrow();
  });

  test('a copy of bytes is a copy', () => {
    const given = Uint8Array.of(1, 2);
    const copy = bytes.bytesOf(given);
    given[0] = 9;
    expect([...copy]).toEqual([1, 2]);
  });
});
