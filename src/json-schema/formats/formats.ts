import { fullFormats } from 'ajv-formats/dist/formats';
import { emailFormats, networkFormats } from './address-formats';
import type { Format, TextFormat } from './format';
import { numberFormats } from './number-formats';
import { identifierFormats, textFormats } from './text-formats';
import { timeFormats } from './time-formats';

/**
 * The formats that validator, sampler, boundaries and mutations agree on, by name. A format that is not listed here
 * (`password`, `binary`, an author's own) constrains nothing, as JSON Schema 2020-12 validation (section 7.2.1) allows.
 *
 * @example formats.get('uuid')?.validate('urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301') // false
 */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>(
  Object.entries({
    ...emailFormats,
    ...identifierFormats,
    ...numberFormats,
    ...completed(networkFormats),
    ...completed(timeFormats),
    ...completed(textFormats),
  } as Record<string, Format>),
);

function completed(table: Readonly<Record<string, TextFormat>>): Record<string, Format<string>> {
  return Object.fromEntries(
    Object.entries(table).map(([name, format]) => [
      name,
      { ...format, type: 'string', validate: format.validate ?? standardValidator(name as keyof typeof fullFormats) },
    ]),
  );
}

function standardValidator(name: keyof typeof fullFormats): (value: string) => boolean {
  const standard = fullFormats[name];
  if (standard instanceof RegExp) return (value) => standard.test(value);
  if (typeof standard === 'function') return standard as (value: string) => boolean;
  throw new TypeError(`ajv-formats has no plain validator of ${name}`);
}
