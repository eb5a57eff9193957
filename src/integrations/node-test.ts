import { after, before, describe, test } from 'node:test';
import { type DescribeContractOptions, registerContract } from './register-contract';

export type { Target, WireRequest, WireResponse } from '../contract/exchange/exchange';
export { type ContractHooks, defineHooks } from '../contract/run/hooks';
export { createTarget } from '../contract/target/target';
export { loadSpec } from '../openapi/load-spec';
export type { DescribeContractOptions } from './register-contract';

/**
 * Registers one test of `node:test` for each contract case of a document. What the tests create on the target is removed after
 * the last.
 *
 * @typeParam Paths - the `paths` that `openapi-typescript` makes of the document, so that `select` knows its paths
 * @throws {@link DocumentError} when the document cannot be used
 * @example
 * // contract.test.mjs, run by node --test
 * import { describeContract } from 'contact-points-kit/node-test';
 * describeContract({ spec: 'openapi.yaml', target: 'http://localhost:4010' });
 */
export function describeContract<Paths = unknown>(options: DescribeContractOptions<Paths>): void {
  registerContract(options, {
    describe: (name, define) => void describe(name, define),
    test: (name, run) => void test(name, run),
    beforeAll: (run) => before(run),
    afterAll: (run, timeout) => after(run, { timeout }),
  });
}
