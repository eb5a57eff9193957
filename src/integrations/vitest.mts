import { afterAll, beforeAll, describe, test } from 'vitest';
import type { MatchContractOptions } from '../contract/matching/match-contract.js';
import { contractMatchers } from './contract-matchers.js';
import { type DescribeContractOptions, registerContract } from './register-contract.js';

export type { Target, WireRequest, WireResponse } from '../contract/exchange/exchange.js';
export { createTarget } from '../contract/target/target.js';
export { loadSpec } from '../openapi/load-spec.js';
export type { DescribeContractOptions, MatchContractOptions };
export { contractMatchers };

/**
 * Registers one test of Vitest for each contract case of a document; `globals: true` is not needed. What the tests create on the
 * target is removed after the last.
 *
 * @typeParam Paths - the `paths` that `openapi-typescript` makes of the document, so that `select` knows its paths
 * @throws {@link DocumentError} when the document cannot be used
 * @example
 * // contract.test.ts
 * import { describeContract } from 'contact-points-kit/vitest';
 * describeContract({ spec: 'openapi.yaml', target: 'http://localhost:4010' });
 */
export function describeContract<Paths = unknown>(options: DescribeContractOptions<Paths>): void {
  registerContract(options, { describe, test, beforeAll, afterAll });
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the same type parameter as in Vitest's own declaration
  interface Matchers<T = any> {
    /**
     * Compares a response with the document: that the document has the method, path, status and media type, and what it says of
     * the body and the header fields. Await it for a response of `fetch` or Playwright, whose body has to be read.
     */
    toMatchContract(options?: MatchContractOptions): Promise<void>;
  }
}
