import { createSmallTarget, problem, smallSpec } from '../run/small-target.test-support';
import { verify } from '../verify';
import { malformedBodies } from './malformed-bodies';

const spec = smallSpec({ items: { name: { type: 'string', maxLength: 40 } } });

async function sizesSent(takesAll: boolean): Promise<{ largest: number; reasons: readonly string[] }> {
  const target = createSmallTarget({
    before: (_, { name }) => (takesAll || typeof name === 'string' ? undefined : problem(400, 'no name')),
  });
  let largest = 0;
  const report = await verify(
    {
      ...target,
      async send(request) {
        largest = Math.max(largest, request.body?.length ?? 0);
        try {
          return await target.send(request);
        } catch {
          return { status: 400, headers: {}, body: new Uint8Array(), milliseconds: 0 };
        }
      },
    },
    spec,
    { kinds: [malformedBodies] },
  );
  return { largest, reasons: report.blocked.map(({ reason }) => reason) };
}

test('a target that refuses a mild body of a kind gets the excessive one', async () => {
  expect(await sizesSent(false)).toEqual({ largest: expect.any(Number), reasons: [] });
  expect((await sizesSent(false)).largest).toBeGreaterThan(4_000_000);
});

test('what a target would keep is not sent', async () => {
  const { largest, reasons } = await sizesSent(true);
  expect(largest).toBeLessThan(1_000);
  expect(reasons).toContain('not tested: create-items takes [[]], so it may keep a body nested 20,000 deep');
});
