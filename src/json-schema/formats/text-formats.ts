import { base64Of } from '../model/bytes';
import type { Random } from '../model/random';
import type { Format, LengthRange, TextFormat } from './format';

const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Formats of machine-readable texts. */
export const textFormats: Readonly<Record<string, TextFormat>> = {
  uri: {
    detail: 'must be a valid URI',
    sample: (random, length) => stretch(random, 'https://example.com/', length),
    unusual: [
      { label: 'with query and fragment', value: 'https://example.com/a?b=c&d=%20e#f' },
      { label: 'with a port', value: 'http://example.com:8080/' },
      { label: 'an e-mail link', value: 'mailto:name@example.com' },
      { label: 'a URN', value: 'urn:isbn:0451450523' },
    ],
    invalid: [
      { label: 'relative', value: '/relative/path' },
      { label: 'a word', value: 'example' },
      { label: 'with a space', value: 'https://example.com/a b' },
    ],
  },
  'uri-reference': {
    detail: 'must be a valid URI or relative reference',
    sample: (random, length) => stretch(random, length.max < 20 ? '/' : 'https://example.com/', length),
    unusual: [
      { label: 'relative', value: '../up/one' },
      { label: 'a fragment', value: '#top' },
    ],
    invalid: [
      { label: 'with a space', value: '/a b' },
      { label: 'with a backslash', value: '\\\\host\\share' },
    ],
  },
  byte: {
    detail: 'must be base64 text',
    validate: (value) => BASE64.test(value),
    sample: sampleBase64,
    unusual: [
      { label: 'one = at the end', value: 'aGVsbG8=' },
      { label: 'two = at the end', value: 'aA==' },
      { label: 'with + and /', value: '+/+/' },
    ],
    invalid: [
      { label: 'a forbidden character', value: 'aGV*bG8=' },
      { label: 'a wrong length', value: 'aGVsbG8' },
    ],
  },
  regex: {
    detail: 'must be a valid regular expression',
    validate: isRegex,
    sample: (random, length) => stretch(random, '^a', { min: length.min, max: Math.min(length.max, 12) }),
    unusual: [{ label: 'with a class', value: '^[a-z]+$' }],
    invalid: [
      { label: 'an open bracket', value: '[a-z' },
      { label: 'an open group', value: '(a' },
    ],
  },
  'json-pointer': {
    detail: 'must be a valid JSON Pointer',
    sample: (random, length) => stretch(random, '/a', { min: length.min, max: Math.min(length.max, 12) }),
    unusual: [{ label: 'with escapes', value: '/a~1b/m~0n/0' }],
    invalid: [
      { label: 'without a leading slash', value: 'a/b' },
      { label: 'a bad escape', value: '/a~2b' },
    ],
  },
};

/** Appends letters to a valid start until the text has a length in the range. */
function stretch(random: Random, start: string, { min, max }: LengthRange): string {
  const shortest = Math.max(min, start.length);
  const length = random.integer(shortest, Math.max(shortest, Math.min(max, start.length + 8)));
  let text = start;
  while (text.length < length) text += LETTERS[random.integer(0, LETTERS.length - 1)]!;
  return text;
}

function sampleBase64(random: Random, { min, max }: LengthRange): string {
  const groups = Math.max(Math.ceil(min / 4), Math.min(Math.floor(max / 4), random.integer(1, 6)));
  const bytes = Uint8Array.from({ length: groups * 3 }, () => random.integer(0, 255));
  return base64Of(bytes);
}

/** ECMA-262 with the `u` flag, as the `pattern` keyword reads it. */
function isRegex(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** Formats of identifiers. */
export const identifierFormats: Readonly<Record<string, Format<string>>> = {
  /** RFC 9562: any version, any variant, either case; the URN prefix is no part of it. */
  uuid: {
    type: 'string',
    detail: 'must be a valid UUID',
    validate: (value) => UUID.test(value),
    sample: sampleUuid,
    unusual: [
      { label: 'in upper case', value: '3F2504E0-4F89-41D3-9A0C-0305E82C3301' },
      { label: 'version 1', value: 'c232ab00-9414-11ec-b3c8-9f6bdeced846' },
      { label: 'version 7', value: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f' },
      { label: 'the nil UUID', value: '00000000-0000-0000-0000-000000000000' },
      { label: 'the max UUID', value: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
    ],
    invalid: [
      { label: 'a word', value: 'not-a-uuid' },
      { label: 'one digit short', value: '3f2504e0-4f89-41d3-9a0c-0305e82c330' },
      { label: 'one digit long', value: '3f2504e0-4f89-41d3-9a0c-0305e82c33011' },
      { label: 'not hexadecimal', value: '3f2504e0-4f89-41d3-9a0c-0305e82c330g' },
      { label: 'without hyphens', value: '3f2504e04f8941d39a0c0305e82c3301' },
      { label: 'with urn:uuid:', value: 'urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301' },
      { label: 'in braces', value: '{3f2504e0-4f89-41d3-9a0c-0305e82c3301}' },
    ],
  },
};

/** A random UUID, version 4. */
function sampleUuid(random: Random): string {
  const hex = (count: number): string => {
    let digits = '';
    while (digits.length < count) digits += random.integer(0, 15).toString(16);
    return digits;
  };
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${random.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
}
