import { after, before } from 'node:test';
import { startMock } from 'contact-points-kit';
import { createTarget, describeContract } from 'contact-points-kit/node-test';

let mock;
before(async () => {
  mock = await startMock('openapi.yaml', { count: 100 });
});
after(() => mock.stop());

describeContract({
  spec: 'openapi.yaml',
  target: () => createTarget(mock.url),
  select: ({ kind }) => kind === 'values',
});
