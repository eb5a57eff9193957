import type { Random } from '../model/random';
import type { Format } from './format';

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
