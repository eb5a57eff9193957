import { createRandom } from '../../json-schema/model/random';
import { type DelayRange, drawDelay } from './delay-range';

/** The mock's unreliability. */
export interface ChaosOptions {
  /** Every answer is held back this long, in milliseconds. */
  readonly delay?: DelayRange;
  /** The share of requests that fail, 0..1. */
  readonly failRate?: number;
  /** The statuses they fail with, each as likely; 503 by default. */
  readonly failWith?: readonly number[];
}

/** The effect of chaos on one request. */
export interface Fate {
  /** Milliseconds; 0 for none. */
  readonly delay: number;
  /** Undefined when the request is let through. */
  readonly status: number | undefined;
}

/** Decides over one request after the other. */
export interface Chaos {
  /** The fate of the next request. */
  next(): Fate;
}

/**
 * Creates chaos that can be repeated: what happens to the first, second, … request depends on the seed alone.
 *
 * @param seed - chooses what happens
 * @example createChaos({ failRate: 0.5 }, 7).next()
 */
export function createChaos({ delay, failRate = 0, failWith = [503] }: ChaosOptions, seed: number): Chaos {
  let ordinal = 0;
  return {
    next() {
      const current = ordinal++;
      // One stream for each question, so that switching one on does not shift the other.
      const failing = createRandom(seed, 'chaos', 'fail', current);
      const waiting = createRandom(seed, 'chaos', 'delay', current);
      return {
        delay: delay === undefined ? 0 : drawDelay(delay, waiting),
        status: failing.chance(failRate) && failWith.length > 0 ? failing.pick(failWith) : undefined,
      };
    },
  };
}
