import type { Format } from './format';

const INT32_MAX = 2 ** 31 - 1;
const INT32_MIN = -(2 ** 31);
/** JSON's numbers arrive as doubles: 2^63 - 1, the largest int64, reads as 2^63. */
const INT64_LIMIT = 2 ** 63;
/** The double next below 2^63. */
const INT64_MAX_DOUBLE = INT64_LIMIT - 1024;
const FLOAT_MAX = 3.4028234663852886e38;

/** The numeric formats of the OpenAPI format registry. */
export const numberFormats: Readonly<Record<string, Format<number>>> = {
  int32: {
    type: 'number',
    detail: 'must be a whole number between -2147483648 and 2147483647',
    validate: (value) => Number.isInteger(value) && value >= INT32_MIN && value <= INT32_MAX,
    sample: (random) => random.integer(0, 10_000),
    unusual: [
      { label: 'largest int32', value: INT32_MAX },
      { label: 'smallest int32', value: INT32_MIN },
    ],
    invalid: [
      { label: 'one above int32', value: INT32_MAX + 1 },
      { label: 'one below int32', value: INT32_MIN - 1 },
    ],
  },
  int64: {
    type: 'number',
    detail: 'must be a whole number between -9223372036854775808 and 9223372036854775807',
    validate: (value) => Number.isInteger(value) && value >= -INT64_LIMIT && value <= INT64_LIMIT,
    sample: (random) => random.integer(0, 10_000),
    unusual: [
      { label: 'beyond int32', value: INT32_MAX + 1 },
      { label: 'largest exact integer', value: Number.MAX_SAFE_INTEGER },
      { label: 'smallest exact integer', value: Number.MIN_SAFE_INTEGER },
      { label: 'near the largest int64', value: INT64_MAX_DOUBLE },
    ],
    invalid: [
      { label: 'beyond int64', value: 2 ** 64 },
      { label: 'below int64', value: -(2 ** 64) },
      { label: '1e30', value: 1e30 },
    ],
  },
  float: {
    type: 'number',
    detail: 'must be a number that fits a 32-bit float',
    validate: (value) => Math.abs(value) <= FLOAT_MAX,
    sample: (random) => Math.fround(random.integer(0, 100_000) / 64),
    unusual: [{ label: 'a large float', value: 2 ** 100 }],
    invalid: [
      { label: 'beyond a 32-bit float', value: 1e39 },
      { label: 'below a 32-bit float', value: -1e39 },
    ],
  },
  double: {
    type: 'number',
    detail: 'must be a number',
    validate: (value) => Number.isFinite(value),
    sample: (random) => random.integer(0, 1_000_000) / 100,
    unusual: [],
    invalid: [],
  },
};

/**
 * The exact range of an integer format, for texts (a query parameter) that a double cannot tell apart at the limits.
 *
 * @returns undefined when the format is no integer format
 * @example integerRange('int64')?.max // 9223372036854775807n
 */
export function integerRange(format: string | undefined): { readonly min: bigint; readonly max: bigint } | undefined {
  if (format === 'int32') return { min: -(2n ** 31n), max: 2n ** 31n - 1n };
  if (format === 'int64') return { min: -(2n ** 63n), max: 2n ** 63n - 1n };
  return undefined;
}
