/**
 * Tells whether a number is a multiple of another one, exactly: 0.3 is a multiple of 0.1, though 0.3 / 0.1 is no whole
 * double. Both are read as the decimals that JSON writes.
 *
 * @param divisor - greater than 0
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  const left = parseDecimal(value);
  const right = parseDecimal(divisor);
  const exponent = Math.min(left.exponent, right.exponent);
  return scaled(left, exponent) % scaled(right, exponent) === 0n;
}

/**
 * The multiple of `divisor` at or below a number, free of rounding noise (0.30000000000000004 never comes out).
 *
 * @param divisor - greater than 0
 */
export function multipleBelow(limit: number, divisor: number): number {
  const left = parseDecimal(limit);
  const right = parseDecimal(divisor);
  const exponent = Math.min(left.exponent, right.exponent);
  const dividend = scaled(left, exponent);
  const step = scaled(right, exponent);
  const remainder = ((dividend % step) + step) % step;
  return Number(`${dividend - remainder}e${exponent}`);
}

/** A number as an integer times a power of ten. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function parseDecimal(value: number): Decimal {
  const [mantissa = '0', power = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

function scaled({ digits, exponent }: Decimal, target: number): bigint {
  return digits * 10n ** BigInt(exponent - target);
}
