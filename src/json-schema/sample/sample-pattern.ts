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
 * @param padded - false for a pattern without any anchor as it is, which reads better, but may be too short
 * @returns undefined when the pattern uses what cannot be followed (a back-reference, for example)
 */
export function samplePattern(
  patterns: readonly LocatedKeyword<string>[],
  random: Random,
  length: LengthRange,
  padded = true,
): string | undefined {
  const seed = random.integer(-0x80000000, 0x7fffffff);
  const pattern = patterns[Math.abs(seed) % patterns.length]!.value;
  const arbitrary = arbitraryOf(pattern, length.max, padded);
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

function arbitraryOf(pattern: string, maxLength: number, padded: boolean): Arbitrary<string> | undefined {
  const key = `${maxLength} ${padded} ${pattern}`;
  if (!arbitraries.has(key)) {
    try {
      const limit = Number.isFinite(maxLength) ? { maxLength } : {};
      arbitraries.set(
        key,
        fastCheck().stringMatching(regularExpression(closed(withoutLooks(pattern), padded)), {
          ...limit,
          size: 'small',
        }),
      );
    } catch {
      arbitraries.set(key, undefined);
    }
  }
  return arbitraries.get(key);
}

/** Conditions beside the text (`(?=.*\d)`) cannot be followed; the caller sees whether a text obeys them all the same. */
function withoutLooks(pattern: string): string {
  const inner = String.raw`(?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S]|\([^()]*\))*\))*`;
  return pattern.replace(new RegExp(String.raw`\(\?<?[=!]${inner}\)`, 'g'), '');
}

/** Around a pattern that may stand anywhere, nothing or letters read better than the arbitrary characters that it allows. */
function closed(pattern: string, padded: boolean): string {
  const [isStart, isEnd] = [pattern.startsWith('^'), pattern.endsWith('$')];
  const padding = padded || isStart || isEnd ? '[a-z]{0,6}' : '';
  const start = isStart ? '' : `^${padding}`;
  const end = isEnd ? '' : `${padding}$`;
  return start === '' && end === '' ? pattern : `${start}(?:${pattern})${end}`;
}

/** Loaded when the first pattern is met: most documents have none, and a start should not pay for it. */
function fastCheck(): typeof import('fast-check') {
  // To ask for a module again costs as much as a text.
  loaded ??= require('fast-check') as typeof import('fast-check');
  return loaded;
}

let loaded: typeof import('fast-check') | undefined;
