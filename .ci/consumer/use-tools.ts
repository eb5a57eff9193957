import { createMock } from 'contact-points-kit/browser';
import { contractMatchers as jestMatchers } from 'contact-points-kit/jest';
import { describeContract } from 'contact-points-kit/node-test';
import { test as base, testFor } from 'contact-points-kit/playwright';

declare const answer: Response;

interface Paths {
  '/books': { get: object; put?: never };
}

testFor<Paths>()('a rule of a test', async ({ mock }) => {
  mock.rules.add({ match: { path: '/books', method: 'get' }, then: { status: 503 } });
  // @ts-expect-error the document has no PUT there
  mock.rules.add({ match: { path: '/books', method: 'put' }, then: { status: 503 } });
});
base('a rule of any test', async ({ mock }) => {
  mock.rules.add({ match: { path: '/books', method: 'put' }, then: { status: 503 } });
});

export async function inPage(): Promise<void> {
  const { rules, state } = await createMock<Paths>({ openapi: '3.1.0' }, { locale: 'en', strict: true });
  rules.add({ match: { path: '/books', method: 'GET' }, then: { status: 503 } });
  await state.set({ books: [] });
}

expect.extend(jestMatchers('openapi.yaml'));

export async function use(): Promise<void> {
  const vitest = await import('vitest');
  const { contractMatchers } = await import('contact-points-kit/vitest');
  vitest.expect.extend(contractMatchers('openapi.yaml'));
  await vitest.expect(answer).toMatchContract({ method: 'POST' });
  await expect(answer).toMatchContract();
  describeContract({ spec: 'openapi.yaml', target: 'http://localhost:4010' });
}
