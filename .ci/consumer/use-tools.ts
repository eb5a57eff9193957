import { contractMatchers as jestMatchers } from 'contact-points-kit/jest';
import { describeContract } from 'contact-points-kit/node-test';

declare const answer: Response;

expect.extend(jestMatchers('openapi.yaml'));

export async function use(): Promise<void> {
  const vitest = await import('vitest');
  const { contractMatchers } = await import('contact-points-kit/vitest');
  vitest.expect.extend(contractMatchers('openapi.yaml'));
  await vitest.expect(answer).toMatchContract({ method: 'POST' });
  await expect(answer).toMatchContract();
  describeContract({ spec: 'openapi.yaml', target: 'http://localhost:4010' });
}
