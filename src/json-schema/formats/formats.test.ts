import { createRandom } from '../model/random';
import { formats } from './formats';

const VALID: Record<string, (string | number)[]> = {
  email: [
    'a@b.nl',
    'name+tag@example.com',
    'first.last@mail.example.com',
    "o'brien@example.com",
    'A@B.NL',
    'a@localhost',
  ],
  'idn-email': ['a@b.nl', 'jürgen@müller.example', '用户@例え.jp'],
  uuid: [
    '497f6eca-6276-4993-bfeb-53cbbbba6f08',
    '497F6ECA-6276-4993-BFEB-53CBBBBA6F08',
    '00000000-0000-0000-0000-000000000000',
  ],
  'date-time': [
    '2024-02-29T12:00:00Z',
    '2024-02-29t12:00:00z',
    '2024-01-01T00:00:00.5+05:30',
    '2016-12-31T23:59:60Z',
    '2017-01-01T00:59:60+01:00',
  ],
  date: ['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'],
  time: ['12:00:00Z', '23:59:60Z', '12:00:00.123+01:00'],
  duration: ['P1D', 'PT1H', 'P2W', 'P1Y2M3DT4H5M6S'],
  uri: ['https://example.com', 'mailto:a@b.nl', 'urn:isbn:1', 'http://[::1]:80/a?b#c'],
  'uri-reference': ['/a', '../b', '#c', 'https://example.com', ''],
  hostname: ['example.com', 'localhost', 'a-b.example', '1.example'],
  ipv4: ['0.0.0.0', '255.255.255.255', '192.0.2.1'],
  ipv6: ['::', '::1', '2001:DB8::1', '::ffff:192.0.2.1'],
  int32: [0, 2147483647, -2147483648, 1.0],
  int64: [0, 9223372036854775000, 2 ** 63, -(2 ** 63)],
  float: [0, 1.5, 3.4e38, -3.4e38],
  double: [0, 1.5, 1e300],
  byte: ['', 'aGVsbG8=', 'aA==', '+/+/'],
  regex: ['^a$', '[a-z]+', '\\p{L}', ''],
  'json-pointer': ['', '/a/b', '/a~1b/m~0n'],
};

const INVALID: Record<string, (string | number)[]> = {
  email: [
    '',
    'a',
    'a@',
    '@b.nl',
    'a@b@c.nl',
    'a b@c.nl',
    'a@b c.nl',
    ' a@b.nl',
    'a@b.nl ',
    'a@b.nl\n',
    '.a@b.nl',
    'a.@b.nl',
    'a..b@c.nl',
    'a@b..nl',
    'a@-b.nl',
    'a@b-.nl',
    'jürgen@b.nl',
    'a@müller.nl',
  ],
  'idn-email': ['', 'a', 'a@', '@b', 'a@b@c', 'a b@c.nl'],
  uuid: [
    '',
    'x',
    'urn:uuid:497f6eca-6276-4993-bfeb-53cbbbba6f08',
    '{497f6eca-6276-4993-bfeb-53cbbbba6f08}',
    '497f6eca62764993bfeb53cbbbba6f08',
    '497f6eca-6276-4993-bfeb-53cbbbba6f0',
    '497f6eca-6276-4993-bfeb-53cbbbba6f08\n',
    '497f6ecaa-276-4993-bfeb-53cbbbba6f08',
  ],
  'date-time': [
    '',
    '2024-02-29',
    '2024-02-29 12:00:00Z',
    '2024-02-29T12:00:00',
    '2024-02-29T12:00:00+0530',
    '2023-02-29T12:00:00Z',
    '2024-02-29T24:00:00Z',
    '2024-02-29T12:00:60Z',
    '2024-02-29T12:00:00Z\n',
  ],
  date: [
    '',
    '2023-02-29',
    '1900-02-29',
    '2024-00-01',
    '2024-13-01',
    '2024-04-31',
    '24-01-01',
    '2024-1-1',
    '2024-01-01\n',
  ],
  time: ['', '12:00', '12:00:00', '24:00:00Z', '12:60:00Z', '22:59:60Z', '12:00:00+24:00'],
  duration: ['', 'P', 'PT', 'P1', '1D', 'P1D1W'],
  uri: ['', '/a', 'a b', '//example.com', 'https://exa mple.com'],
  'uri-reference': ['a b', '\\a', 'http://[::1'],
  hostname: ['', '-a', 'a-', 'a b', 'a_b', 'a..b', 'a'.repeat(64), `${'a.'.repeat(127)}a`],
  ipv4: ['', '256.0.0.1', '1.2.3', '1.2.3.4.5', '01.2.3.4'],
  ipv6: ['', ':', '1::2::3', '12345::', '1.2.3.4'],
  int32: [1.5, 2147483648, -2147483649],
  int64: [1.5, 1e30, -1e30, 2 ** 64, 2 ** 63 + 2048],
  float: [1e39, -1e39],
  byte: ['a', 'aGVsbG8', 'aGV*bG8=', 'aGVsbG8=\naGVsbG8*', '===='],
  regex: ['[', '(', '\\', '*'],
  'json-pointer': ['a', '/~', '/~2', '#/a'],
};

const names = [...formats.keys()];
const sizes = Object.entries(VALID).flatMap(([name, values]) => values.map((value) => [name, value] as const));
const faults = Object.entries(INVALID).flatMap(([name, values]) => values.map((value) => [name, value] as const));

test('every format is tried', () => {
  expect(Object.keys(VALID).sort()).toEqual([...names].sort());
});

test.each(sizes)('%s accepts %j', (name, value) => {
  expect(formats.get(name)!.validate(value)).toBe(true);
});

test.each(faults)('%s refuses %j', (name, value) => {
  expect(formats.get(name)!.validate(value)).toBe(false);
});

describe.each(names)('%s', (name) => {
  const format = formats.get(name)!;

  test('accepts what it calls unusual, refuses what it calls invalid', () => {
    expect(format.unusual.filter(({ value }) => !format.validate(value))).toEqual([]);
    expect(format.invalid.filter(({ value }) => format.validate(value))).toEqual([]);
    expect(format.invalid.filter(({ value }) => value === '')).toEqual([]);
  });

  test('makes valid samples, the same ones from the same stream', () => {
    for (let seed = 0; seed < 100; seed++) {
      const value = format.sample(createRandom(seed), { min: 0, max: Number.POSITIVE_INFINITY });
      expect([value, format.validate(value)]).toEqual([value, true]);
      expect(format.sample(createRandom(seed), { min: 0, max: Number.POSITIVE_INFINITY })).toBe(value);
    }
  });

  test('says what it wants', () => {
    expect(format.detail).toMatch(/^must be /);
  });
});

describe('samples of a wanted length', () => {
  test.each([
    ...[3, 4, 5, 6, 9, 10, 60, 61, 62, 64, 100, 127, 128, 129, 130, 191, 192, 193, 194, 254, 255, 256].map(
      (length) => ['email', length] as const,
    ),
    ...[4, 5, 63, 64, 66, 67, 68, 130, 253].map((length) => ['hostname', length] as const),
    ...[20, 21, 2000].map((length) => ['uri', length] as const),
    ...[4, 8, 400].map((length) => ['byte', length] as const),
  ])('%s of %d characters', (name, length) => {
    const format = formats.get(name)!;
    for (let seed = 0; seed < 5; seed++) {
      const value = format.sample(createRandom(seed), { min: length, max: length });
      expect(value).toHaveLength(length);
      expect([value, format.validate(value)]).toEqual([value, true]);
    }
  });

  test('an e-mail address keeps to the sizes of its parts (RFC 5321, section 4.5.3.1)', () => {
    for (let length = 3; length <= 256; length++) {
      const [local = '', domain = ''] = String(
        formats.get('email')!.sample(createRandom(length), { min: length, max: length }),
      ).split('@');
      expect(local.length).toBeLessThanOrEqual(64);
      expect(Math.max(...domain.split('.').map((label) => label.length))).toBeLessThanOrEqual(63);
    }
  });
});
