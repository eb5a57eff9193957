import { startMock } from 'contact-points-kit';
import { contractMatchers, createTarget, describeContract } from 'contact-points-kit/vitest';
import { afterAll, beforeAll, expect, test } from 'vitest';

expect.extend(contractMatchers('openapi.yaml'));

let mock;
beforeAll(async () => {
  mock = await startMock('openapi.yaml', { count: 100 });
});
afterAll(() => mock.stop());

describeContract({
  spec: 'openapi.yaml',
  target: () => createTarget(mock.url),
  select: ({ kind }) => kind === 'values',
});

test('a response keeps to the document', async () => {
  await expect(await fetch(`${mock.url}/books/1`)).toMatchContract();
  await expect(await fetch(`${mock.url}/nothing`)).not.toMatchContract();
});
