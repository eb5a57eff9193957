import { createContractMatcher, type MatchContractOptions } from '../contract/matching/match-contract';
import { loadSpec } from '../openapi/load-spec';
import type { Spec } from '../openapi/model/model';

/** The outcome of a matcher, as `expect.extend()` of Jest, Vitest and Playwright takes it. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Options of {@link contractMatchers}. */
export interface ContractMatchersOptions {
  /** The path before those of the document; by default the root and the paths of its `servers`. */
  readonly basePath?: string;
}

/**
 * Makes the matcher `toMatchContract` of a document, for `expect.extend()` of Jest, Vitest and Playwright.
 *
 * It compares a response of `fetch`, supertest, axios or Playwright with the document: method, path, status, media type, body and
 * required header fields. With `fetch` and Playwright, whose bodies have yet to be read, it gives a promise: await it.
 *
 * @param document - its path or address, or what `loadSpec()` gave
 * @throws {@link DocumentError} when the document cannot be used
 * @example
 * expect.extend(contractMatchers('openapi.yaml'));
 * expect(await request(app).get('/books/1')).toMatchContract();
 * await expect(await fetch(`${url}/books/1`)).toMatchContract();
 */
export function contractMatchers(document: string | Spec, options: ContractMatchersOptions = {}) {
  const spec = typeof document === 'string' ? loadSpec(document) : document;
  const { match } = createContractMatcher(spec, options.basePath);
  const { title } = spec.document.info;
  const resultOf = (faults: readonly string[]): MatcherResult => ({
    pass: faults.length === 0,
    message: () =>
      faults.length === 0
        ? `The response matches the contract of ${title}, and was expected not to.`
        : `The response does not match the contract of ${title}:\n\n${faults.join('\n')}`,
  });
  return {
    toMatchContract(response: unknown, given?: MatchContractOptions): MatcherResult | Promise<MatcherResult> {
      const faults = match(response, given);
      return 'then' in faults ? faults.then(resultOf) : resultOf(faults);
    },
  };
}
