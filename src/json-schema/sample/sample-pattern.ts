import type { Arbitrary } from 'fast-check';
import type { LocatedKeyword } from '../effective/effective-schema';
import type { LengthRange } from '../formats/format';
import type { Random } from '../model/random';
import { regularExpression } from '../model/regular-expression';

const arbitraries = new Map<string, Arbitrary<string> | undefined>();

/**
 * Makes a text that matches a pattern, the same one from the same stream. With several patterns the first is followed, and the
 * caller sees whether the others match as well.
 *
 * @param length - a hint, not kept to in every case
 * @returns undefined when the pattern uses what cannot be followed (a look-behind, for example)
 */
export function samplePattern(
  patterns: readonly LocatedKeyword<string>[],
  random: Random,
  length: LengthRange,
): string | undefined {
  const seed = random.integer(-0x80000000, 0x7fffffff);
  const pattern = patterns[Math.abs(seed) % patterns.length]!.value;
  const arbitrary = arbitraryOf(pattern, length.max);
  if (!arbitrary) return undefined;
  const [first] = fastCheck().sample(arbitrary, { seed, numRuns: 1 });
  if (first === undefined || !isTrap(first, pattern)) return first;
  return fastCheck()
    .sample(arbitrary, { seed, numRuns: 20 })
    .find((text) => !isTrap(text, pattern));
}

// Their first letters are enough, as texts are cut to their length.
const traps = Object.getOwnPropertyNames(Object.prototype).map((name) => name.replaceAll('_', '').slice(0, 5));

/** fast-check likes to hide names of JavaScript's own properties in texts; as data they look like faults. */
function isTrap(text: string, pattern: string): boolean {
  return traps.some((name) => text.includes(name) && !pattern.includes(name));
}

function arbitraryOf(pattern: string, maxLength: number): Arbitrary<string> | undefined {
  const key = `${maxLength} ${pattern}`;
  if (!arbitraries.has(key)) {
    try {
      const limit = Number.isFinite(maxLength) ? { maxLength } : {};
      arbitraries.set(key, fastCheck().stringMatching(regularExpression(closed(pattern)), { ...limit, size: 'small' }));
    } catch {
      arbitraries.set(key, undefined);
    }
  }
  return arbitraries.get(key);
}

/** Around a pattern that may stand anywhere, letters read better than the arbitrary characters that it allows. */
function closed(pattern: string): string {
  const start = pattern.startsWith('^') ? '' : '^[a-z]{0,6}';
  const end = pattern.endsWith('$') ? '' : '[a-z]{0,6}$';
  return start === '' && end === '' ? pattern : `${start}(?:${pattern})${end}`;
}

/** Loaded when the first pattern is met: most documents have none, and a start should not pay for it. */
function fastCheck(): typeof import('fast-check') {
  return require('fast-check') as typeof import('fast-check');
}
