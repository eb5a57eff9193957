import type { Random } from '../model/random';
import type { Format, LengthRange, Shape, TextFormat } from './format';

/** RFC 5321: a dot-atom, one @, and dot-separated domain labels. Quoted local parts and address literals are left out. */
const EMAIL =
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*$/i;
/** RFC 6531 allows any non-ASCII character where RFC 5321 allows a letter. */
const IDN_EMAIL =
  /^[^\s@"(),:;<>[\]\\.\p{Cc}]+(?:\.[^\s@"(),:;<>[\]\\.\p{Cc}]+)*@[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?(?:\.[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?)*$/u;

const LOCAL_LIMIT = 64;
const LABEL_LIMIT = 63;

const invalidEmails: readonly Shape<string>[] = [
  { label: 'without @', value: 'name.example.com' },
  { label: 'two @', value: 'name@host@example.com' },
  { label: 'with a space', value: 'first last@example.com' },
  { label: 'without a domain', value: 'name@' },
  { label: 'without a local part', value: '@example.com' },
];

const unusualEmails: readonly Shape<string>[] = [
  { label: 'shortest with a dot', value: 'a@b.nl' },
  { label: 'with a plus', value: 'name+tag@example.com' },
  { label: 'with dots', value: 'first.middle.last@example.com' },
  { label: 'on a subdomain', value: 'name@mail.office.example.com' },
  { label: 'with an apostrophe', value: "o'brien@example.com" },
  { label: 'in upper case', value: 'NAME@EXAMPLE.COM' },
  { label: 'with a long top-level domain', value: 'name@example.photography' },
  { label: 'with a hyphen and an underscore', value: 'first_last@my-company.example.com' },
];

/** Formats of e-mail addresses. */
export const emailFormats: Readonly<Record<string, Format<string>>> = {
  email: {
    type: 'string',
    detail: 'must be a valid e-mail address',
    validate: (value) => EMAIL.test(value),
    sample: sampleEmail,
    unusual: unusualEmails,
    invalid: invalidEmails,
  },
  'idn-email': {
    type: 'string',
    detail: 'must be a valid e-mail address',
    validate: (value) => IDN_EMAIL.test(value),
    sample: sampleEmail,
    unusual: [...unusualEmails, { label: 'with umlauts', value: 'jürgen@müller.example' }],
    invalid: invalidEmails,
  },
};

/** Formats of places on the network; validated by ajv-formats. */
export const networkFormats: Readonly<Record<string, TextFormat>> = {
  hostname: {
    detail: 'must be a valid host name',
    sample: (random, length) => sampleDomain(random, { min: Math.max(length.min, 4), max: Math.min(length.max, 253) }),
    unusual: [
      { label: 'one label', value: 'localhost' },
      { label: 'a label of 63 characters', value: `${'a'.repeat(63)}.example.com` },
      { label: 'punycode', value: 'xn--mller-kva.example' },
    ],
    invalid: [
      { label: 'with a space', value: 'host name.example.com' },
      { label: 'with an underscore', value: 'host_name.example.com' },
      { label: 'a hyphen first', value: '-host.example.com' },
      { label: 'a label of 64 characters', value: `${'a'.repeat(64)}.example.com` },
    ],
  },
  ipv4: {
    detail: 'must be a valid IPv4 address',
    sample: (random) => `192.0.2.${random.integer(1, 254)}`,
    unusual: [
      { label: 'all zero', value: '0.0.0.0' },
      { label: 'all ones', value: '255.255.255.255' },
    ],
    invalid: [
      { label: 'an octet of 256', value: '192.0.2.256' },
      { label: 'three octets', value: '192.0.2' },
      { label: 'a word', value: 'localhost' },
    ],
  },
  ipv6: {
    detail: 'must be a valid IPv6 address',
    sample: (random) => `2001:db8::${random.integer(1, 0xffff).toString(16)}`,
    unusual: [
      { label: 'unspecified', value: '::' },
      { label: 'in upper case', value: '2001:DB8::ABCD' },
      { label: 'with an IPv4 tail', value: '::ffff:192.0.2.1' },
    ],
    invalid: [
      { label: 'two ::', value: '2001::db8::1' },
      { label: 'not hexadecimal', value: '2001:db8::g' },
      { label: 'an IPv4 address', value: '192.0.2.1' },
    ],
  },
};

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function letters(random: Random, count: number): string {
  let text = '';
  while (text.length < count) text += LETTERS[random.integer(0, 25)]!;
  return text;
}

/** An address as short or long as wanted; 18 to 30 characters where there is a choice. */
function sampleEmail(random: Random, { min, max }: LengthRange): string {
  const shortest = Math.max(min, Math.min(max, 18));
  const total = random.integer(shortest, Math.max(shortest, Math.min(max, 30)));
  // A long address gets a local part of the largest size that RFC 5321 (section 4.5.3.1) allows.
  const local = Math.max(1, Math.min(LOCAL_LIMIT, total > LOCAL_LIMIT + 8 ? LOCAL_LIMIT : Math.floor((total - 4) / 2)));
  const domain = total - local - 1;
  return `${letters(random, local)}@${sampleDomain(random, { min: domain, max: domain })}`;
}

/** A domain name, cut into labels of at most 63 characters; a reserved one (RFC 2606) where there is room for it. */
function sampleDomain(random: Random, { min, max }: LengthRange): string {
  const shortest = Math.max(min, Math.min(max, 12));
  let left = random.integer(shortest, Math.max(shortest, Math.min(max, 18)));
  if (left < 4) return letters(random, left);
  let name = left >= 10 ? '.example' : '.nl';
  left -= name.length;
  while (left > LABEL_LIMIT) {
    // Leave at least one character for the first label, and one for its dot.
    const size = Math.min(LABEL_LIMIT, left - 2);
    name = `.${letters(random, size)}${name}`;
    left -= size + 1;
  }
  return letters(random, left) + name;
}
