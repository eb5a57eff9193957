import type { MatchContractOptions } from '../contract/matching/match-contract';
import { contractMatchers } from './contract-matchers';
import { type DescribeContractOptions, registerContract, type TestRunner } from './register-contract';

export type { Target, WireRequest, WireResponse } from '../contract/exchange/exchange';
export { type ContractHooks, defineHooks } from '../contract/run/hooks';
export { createTarget } from '../contract/target/target';
export { loadSpec } from '../openapi/load-spec';
export type { DescribeContractOptions, TestRunner } from './register-contract';
export { contractMatchers, type MatchContractOptions };

/**
 * Registers one test for each contract case of a document. What the tests create on the target is removed after the last.
 *
 * @param runner - Jest's functions, where they are no globals (`injectGlobals: false`): `import * as runner from '@jest/globals'`
 * @typeParam Paths - the `paths` that `openapi-typescript` makes of the document, so that `select` knows its paths
 * @throws {@link DocumentError} when the document cannot be used
 * @example
 * // contract.test.ts
 * import { describeContract } from 'contact-points-kit/jest';
 * describeContract({ spec: 'openapi.yaml', target: process.env.TARGET_URL ?? 'http://localhost:4010' });
 */
export function describeContract<Paths = unknown>(
  options: DescribeContractOptions<Paths>,
  runner: TestRunner = testGlobals(),
): void {
  registerContract(options, runner);
}

function testGlobals(): TestRunner {
  const globals = globalThis as unknown as Partial<TestRunner>;
  if (globals.describe && globals.test && globals.beforeAll && globals.afterAll) return globals as TestRunner;
  throw new Error(
    'describeContract() of contact-points-kit/jest must be called in a Jest test file. Where Jest injects no globals, give it ' +
      "those of '@jest/globals' as its second argument; Vitest has contact-points-kit/vitest, node:test has contact-points-kit/node-test.",
  );
}

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: as in the declaration of Jest itself
    interface Matchers<R, T = {}> {
      /**
       * Compares a response with the document: that the document has the method, path, status and media type, and what it says
       * of the body and the header fields. A promise for a response of `fetch` or Playwright, whose body has to be read.
       */
      toMatchContract(options?: MatchContractOptions): R | Promise<void>;
    }
  }
}
