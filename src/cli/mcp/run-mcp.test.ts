import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const root = join(__dirname, '../../..');
const BOOKSHOP = 'fixtures/specs/bookshop.yaml';

let client: Client;

beforeAll(async () => {
  client = new Client({ name: 'agent', version: '1' });
  const register = join(root, 'contract-tests/judge/register-typescript.js');
  const args = ['--require', register, join(root, 'src/cli/main.ts'), 'mcp', '--spec', BOOKSHOP];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, cwd: root }));
}, 60_000);
afterAll(() => client.close());

async function call(name: string, given: Record<string, unknown> = {}): Promise<{ text: string; isError: boolean }> {
  const { content, isError = false } = await client.callTool({ name, arguments: given }, undefined, {
    timeout: 60_000,
  });
  return { text: (content as { text: string }[])[0]!.text, isError: isError as boolean };
}

async function told<T>(name: string, given?: Record<string, unknown>): Promise<T> {
  const { text, isError } = await call(name, given);
  if (isError) throw new Error(text);
  return JSON.parse(text) as T;
}

test('tools are listed with schemas, and those that change nothing say so', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    'start_mock',
    'stop_mock',
    'list_resources',
    'list_operations',
    'read_state',
    'change_state',
    'reset_mock',
    'add_rule',
    'list_rules',
    'remove_rules',
    'read_journal',
    'verify',
  ]);
  const reading = tools.filter(({ annotations }) => annotations?.readOnlyHint).map(({ name }) => name);
  expect(reading).toEqual(['list_resources', 'list_operations', 'read_state', 'list_rules', 'read_journal']);
});

test('an agent starts a mock, looks into it, changes it, and verifies it', async () => {
  expect(await call('read_state')).toEqual({ text: 'No mock runs. Call start_mock first.', isError: true });
  const { url, resources } = await told<{ url: string; resources: object[] }>('start_mock', { count: 12 });
  expect(resources).toContainEqual({ name: 'books', operations: expect.arrayContaining(['list: GET /books']) });
  expect(await told('list_operations')).toContainEqual(
    expect.objectContaining({ id: 'listBooks', request: 'GET /books', statuses: expect.arrayContaining(['200']) }),
  );

  const { books } = await told<{ books: { total: number; records: object[] } }>('read_state', { limit: 2 });
  expect([books.total, books.records.length]).toEqual([12, 2]);
  const refused = await call('change_state', { resources: { books: [{ title: '' }] } });
  expect(refused).toEqual({ text: expect.stringContaining('title'), isError: true });
  await call('change_state', { resources: { books: books.records }, session: 'anna' });
  expect(await told<object[]>('read_state', { resource: 'books', session: 'anna' })).toHaveLength(2);
  expect(await told<object[]>('read_state', { resource: 'books' })).toHaveLength(12);

  await told('add_rule', { rule: { match: { operation: 'listBooks' }, times: 1, then: { status: 503 } } });
  expect((await fetch(`${url}/books`)).status).toBe(503);
  expect((await fetch(`${url}/books`)).status).toBe(200);
  const journal = await told<{ exchanges: { status: number }[] }>('read_journal', {
    operation: 'listBooks',
    status: '503',
  });
  expect(journal.exchanges.map(({ status }) => status)).toEqual([503]);
  expect(JSON.stringify(await told('list_rules'))).toContain('"hits":1');
  await call('remove_rules');
  expect(JSON.stringify(await told('list_rules'))).not.toContain('listBooks');
  await call('reset_mock', { session: 'anna' });
  expect(await told<object[]>('read_state', { resource: 'books', session: 'anna' })).toHaveLength(12);

  const report = await call('verify', { url, operations: ['listBooks'] });
  expect(report).toEqual({ text: expect.stringContaining(`No findings on ${url}`), isError: false });
  await call('stop_mock');
  await expect(fetch(url)).rejects.toThrow();
}, 90_000);

test('findings of a faulty server are told', async () => {
  const { url } = await told<{ url: string }>('start_mock', { count: 12, drift: ['unknown-id:500'] });
  const { text } = await call('verify', { url, operations: ['getBook'] });
  expect(text).toMatch(/GET \/books.*received.*500/s);
}, 90_000);

test.each([
  ['verify', { url: 'http://example.com' }, /another machine\. Give read_only, or allow_writes/],
  ['verify', {}, /^url is required/],
  ['start_mock', { document: 'none.yaml' }, /none\.yaml/],
  ['start_mock', { count: -1 }, /count must be at least 0/],
  ['start_mock', { color: 'red' }, /^color /],
  ['read_state', { mock: 'http://localhost:1' }, /No mock runs there\. These do: http/],
  ['read_state', { resource: 'boks' }, /There is no resource "boks"/],
  ['add_rule', { rule: { match: {} } }, /then/],
  ['dance', {}, /There is no tool "dance"/],
])('%s %j is refused with a sentence', async (name, given, message) => {
  expect(await call(name, given)).toEqual({ text: expect.stringMatching(message), isError: true });
});
