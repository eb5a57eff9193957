import { buildRequest } from '../exchange/build-request';
import { type Target, TransportError } from '../exchange/exchange';
import { givenExchange, noteBody, notesSpec } from '../exchange/given-exchange.test-support';
import type { CreatedRecord } from '../steps/context/case';
import { cleanUp, createCreatedRecords, type SendRemoval } from './created-records';

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

const to =
  (fake: Target, credentials: Record<string, string> = {}): SendRemoval =>
  (operation, parts) =>
    fake.send(buildRequest(operation, parts, credentials));

test('removes the newest first, with the credentials of the run, and forgets it', async () => {
  const created = createCreatedRecords();
  for (const id of ['1', '2', '3']) created.add(record(id));
  created.remove(record('2'));
  const fake = target(() => 204);
  expect(await cleanUp(to(fake, { authorization: 'Bearer x' }), created)).toEqual([]);
  expect(fake.sent).toEqual(['DELETE /notes/3 Bearer x', 'DELETE /notes/1 Bearer x']);
  expect(created.records).toEqual([]);
});

test.each([
  [204, []],
  [404, []],
  [410, []],
  [403, ['the target answered 403 to its removal']],
  [0, ['reset']],
])('status %i', async (status, reasons) => {
  const created = createCreatedRecords();
  created.add(record('1'));
  expect((await cleanUp(to(target(() => status)), created)).map(({ reason }) => reason)).toEqual(reasons);
});

test('one that cannot be removed does not keep the others', async () => {
  const created = createCreatedRecords();
  for (const id of ['1', '2']) created.add(record(id));
  const fake = target((path) => (path.endsWith('2') ? 500 : 204));
  expect(await cleanUp(to(fake), created)).toHaveLength(1);
  // The second try comes after everything else is gone.
  expect(fake.sent).toEqual(['DELETE /notes/2', 'DELETE /notes/1', 'DELETE /notes/2']);
});

test('one that hangs on another is removed after it', async () => {
  const created = createCreatedRecords();
  for (const id of ['1', '2']) created.add(record(id));
  let gone = false;
  const fake = target((path) => {
    if (path.endsWith('1')) gone = true;
    return path.endsWith('2') && !gone ? 409 : 204;
  });
  expect(await cleanUp(to(fake), created)).toEqual([]);
});

test('a target that is gone is not asked for each record', async () => {
  const created = createCreatedRecords();
  for (let id = 0; id < 100; id += 1) created.add(record(String(id)));
  let asked = 0;
  const gone: Target = {
    ...target(() => 0),
    send: async () => {
      asked += 1;
      throw new TransportError('nobody is there', true);
    },
  };
  const leftovers = await cleanUp(to(gone), created);
  expect(leftovers).toHaveLength(100);
  expect(new Set(leftovers.map(({ reason }) => reason))).toEqual(new Set(['nobody is there']));
  expect(asked).toBeLessThan(20);
});

test('a record of a nested collection is removed where all of its kind are', async () => {
  const { remove: _, ...roles } = resource.roles;
  const nested = { ...resource, name: 'customers.notes', roles, recordsOf: resource.name };
  const created = createCreatedRecords();
  created.add({ ...record('7'), resource: nested, path: { customerId: '3' } });
  const fake = target(() => 204);
  expect(await cleanUp(to(fake), created, () => 1000, [resource])).toEqual([]);
  expect(fake.sent).toEqual(['DELETE /notes/7']);
});
