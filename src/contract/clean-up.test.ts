import { cleanUp } from './clean-up';
import { type Target, TransportError } from './exchange';
import { givenExchange, noteBody, notesSpec } from './given-exchange.test-support';
import { createLedger } from './ledger';
import type { CreatedRecord } from './record';

const resource = notesSpec.resources[0]!;
const record = (id: string): CreatedRecord => ({
  resource,
  id,
  path: { id },
  value: noteBody,
  exchange: givenExchange(),
});

function target(statusOf: (path: string) => number): Target & { readonly sent: string[] } {
  const sent: string[] = [];
  return {
    url: 'http://x',
    sent,
    close: async () => {},
    send: async ({ method, path, headers }) => {
      sent.push(`${method} ${path} ${headers.authorization ?? ''}`.trim());
      const status = statusOf(path);
      if (status === 0) throw new TransportError('reset', false);
      return { status, headers: {}, body: new Uint8Array(), milliseconds: 0 };
    },
  };
}

test('removes the newest first, with the credentials of the run, and forgets it', async () => {
  const ledger = createLedger();
  for (const id of ['1', '2', '3']) ledger.add(record(id));
  ledger.remove(record('2'));
  const fake = target(() => 204);
  expect(await cleanUp(fake, ledger, { authorization: 'Bearer x' })).toEqual([]);
  expect(fake.sent).toEqual(['DELETE /notes/3 Bearer x', 'DELETE /notes/1 Bearer x']);
  expect(ledger.records).toEqual([]);
});

test.each([
  [204, []],
  [404, []],
  [410, []],
  [403, ['the target answered 403 to its removal']],
  [0, ['reset']],
])('status %i', async (status, reasons) => {
  const ledger = createLedger();
  ledger.add(record('1'));
  expect(
    (
      await cleanUp(
        target(() => status),
        ledger,
        {},
      )
    ).map(({ reason }) => reason),
  ).toEqual(reasons);
});

test('one that cannot be removed does not keep the others', async () => {
  const ledger = createLedger();
  for (const id of ['1', '2']) ledger.add(record(id));
  const fake = target((path) => (path.endsWith('2') ? 500 : 204));
  expect(await cleanUp(fake, ledger, {})).toHaveLength(1);
  expect(fake.sent).toHaveLength(2);
});
