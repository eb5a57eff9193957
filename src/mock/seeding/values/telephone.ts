import type { Random } from '../../../json-schema/random';
import type { Locale, NumberBlock } from '../locales/locale';

/** How many digits at the end of a number are a person's or desk's own. */
const extensionDigits = 3;

/**
 * Writes a telephone number in international form (E.164).
 *
 * @param block - the digits after the calling code, `#` where digits are filled in
 * @param exchange - fills all but the last three, so that the telephones of one company have a common beginning
 * @param random - fills the others
 */
export function dial(locale: Locale, block: NumberBlock, exchange: number, random: Random): string {
  const own = block.length - extensionDigits;
  let [digits, rest, filled] = [`+${locale.callingCode}`, exchange, 0];
  for (let place = 0; place < block.length; place++) {
    if (block[place] !== '#') {
      digits += block[place];
      continue;
    }
    // A subscriber number begins with none of the digits that lead out of the exchange.
    const lowest = filled === 0 ? 2 : 0;
    digits += place < own ? String(lowest + (rest % (10 - lowest))) : String(random.integer(lowest, 9));
    rest = Math.floor(rest / 10);
    filled++;
  }
  return digits;
}

/** Fills the `#` of a pattern with digits and the `@` with capital letters. */
export function fillPattern(pattern: string, random: Random): string {
  return pattern.replace(/[#@]/g, (sign) =>
    sign === '#' ? String(random.integer(0, 9)) : String.fromCharCode(random.integer(65, 90)),
  );
}
