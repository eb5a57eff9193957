import { formatReport } from '../../contract/reports/console-report';
import { createTarget } from '../../contract/target/target';
import { isLoopback, proxiesOf } from '../../contract/target/target-url';
import { verify } from '../../contract/verify';
import { type RunningMock, startMock } from '../../integrations/start-mock';
import type { JsonObject } from '../../json-schema/model/json-schema';
import { valueAt } from '../../json-schema/model/pointer';
import { createValidators } from '../../json-schema/validate/validator';
import { loadSpec } from '../../openapi/load-spec';

/** Something that an agent may ask for. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly inputSchema: JsonObject & { readonly type: 'object' };
  /** True when it changes nothing. */
  readonly readOnly: boolean;
  /**
   * @param signal - aborted when the agent no longer waits
   * @throws {Error} whose message says what to do
   */
  run(args: unknown, signal: AbortSignal): Promise<unknown>;
}

/**
 * Creates the tools of an agent: mocks of documents, all that controls them, and the contract suite.
 *
 * @param usual - the document where none is named
 * @returns `close` stops all mocks
 */
export function createTools(usual: string): { readonly tools: readonly Tool[]; close(): Promise<void> } {
  const mocks = new Map<string, RunningMock>();
  const tools: Tool[] = [];
  const mockOf = (url: string | undefined): RunningMock => {
    const found = url === undefined ? [...mocks.values()].at(-1) : mocks.get(url);
    if (found !== undefined) return found;
    const known = [...mocks.keys()].join(', ');
    throw new Error(known === '' ? 'No mock runs. Call start_mock first.' : `No mock runs there. These do: ${known}.`);
  };

  /** Asks the admin API of a mock. */
  const control = async ({ mock, session }: Place, method: string, path: string, body?: object): Promise<unknown> => {
    const base = mockOf(mock).url + (session === undefined ? '' : `/~${session}`);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${base}/__admin${path}`, { method, headers, body: body ? JSON.stringify(body) : null });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text === '' ? 'Done.' : (JSON.parse(text) as unknown);
  };

  const add = (
    name: string,
    description: string,
    properties: Readonly<Record<string, JsonObject>>,
    run: (args: never, signal: AbortSignal) => unknown,
    { required = [], readOnly = false }: { required?: string[]; readOnly?: boolean } = {},
  ): void => {
    const inputSchema = { type: 'object' as const, properties, required, additionalProperties: false };
    const validate = createValidators({ inputSchema }, (pointer) => pointer)('#/inputSchema', 'request');
    tools.push({
      ...{ name, description, inputSchema, readOnly },
      async run(args, signal) {
        const wrong = validate(args).map(({ path, detail }) => `${path.join('.') || 'arguments'} ${detail}`);
        if (wrong.length > 0) throw new Error(wrong.join('\n'));
        return run(args as never, signal);
      },
    });
  };

  add(
    'start_mock',
    'Start a stateful mock of an OpenAPI document on a free port of this machine. It answers its operations from seeded records, remembers what is written, and checks every request.',
    {
      document: { type: 'string', description: `File or address of the OpenAPI document; by default ${usual}.` },
      port: { type: 'integer', minimum: 0, maximum: 65_535, description: 'By default a free one.' },
      seed: { type: 'integer', minimum: 0, description: 'The same number gives the same records; 1 by default.' },
      count: {
        type: 'integer',
        minimum: 0,
        maximum: 100_000,
        description: 'Records for each resource; 50 by default.',
      },
      fixtures: { type: 'string', description: 'A file or folder with records of your own.' },
      drift: {
        type: 'array',
        items: { type: 'string' },
        description: 'Contract faults to have on purpose, as `contact-points drifts` lists them.',
      },
    },
    async ({ document = usual, count = 50, ...options }: { document?: string; count?: number; port?: number }) => {
      const warnings: string[] = [];
      const mock = await startMock(document, { ...options, count, warn: (message) => warnings.push(message) });
      mocks.set(mock.url, mock);
      return { url: mock.url, inspector: `${mock.url}/__admin/`, ...summaryOf(mock), warnings };
    },
  );
  add('stop_mock', 'Stop a mock.', { mock: WHICH.mock }, async ({ mock: url }: { mock?: string }) => {
    const mock = mockOf(url);
    mocks.delete(mock.url);
    await mock.stop();
    return 'Stopped.';
  });
  add(
    'list_resources',
    'The resources of a mock, with what can be done with them, and the mocks that run.',
    { mock: WHICH.mock },
    ({ mock }: { mock?: string }) => ({ ...summaryOf(mockOf(mock)), mocks: [...mocks.keys()] }),
    { readOnly: true },
  );
  add(
    'list_operations',
    'The operations of a document: id, method, path, summary and the statuses that it documents.',
    {
      document: { type: 'string', description: 'File or address; by default that of the mock which was started last.' },
    },
    ({ document }: { document?: string }) => {
      const spec = document === undefined && mocks.size > 0 ? mockOf(undefined).mock.spec : loadSpec(document ?? usual);
      return spec.operations.map(({ id, method, template, pointer, responses }) => ({
        id,
        request: `${method.toUpperCase()} ${template.source}`,
        summary: (valueAt(spec.document as unknown as JsonObject, pointer) as { summary?: unknown }).summary,
        statuses: responses.map(({ status }) => status),
      }));
    },
    { readOnly: true },
  );
  add(
    'read_state',
    'The records of a resource, or of all.',
    {
      resource: { type: 'string' },
      limit: { type: 'integer', minimum: 1, description: 'Of each resource; 20 by default.' },
      ...WHICH,
    },
    async ({ mock, session, resource, limit = 20 }: Place & { resource?: string; limit?: number }) => {
      const { state } = placeOf(mockOf(mock), session);
      if (resource !== undefined) return (await state.get(resource)).slice(0, limit);
      const { resources } = await state.export();
      return Object.fromEntries(
        Object.entries(resources).map(([name, records]) => [
          name,
          { total: records.length, records: records.slice(0, limit) },
        ]),
      );
    },
    { readOnly: true },
  );
  add(
    'change_state',
    'Replace all records of the resources that are named. Records that do not fit the document are refused, with the reason.',
    { resources: { type: 'object', additionalProperties: { type: 'array', items: { type: 'object' } } }, ...WHICH },
    async ({ mock, session, resources }: Place & { resources: Record<string, object[]> }) => {
      await placeOf(mockOf(mock), session).state.set(resources);
      return 'Done.';
    },
    { required: ['resources'] },
  );
  add(
    'reset_mock',
    'Make everything what it was at the start: records, rules, journal, logins.',
    WHICH,
    async ({ mock, session }: Place) => {
      await placeOf(mockOf(mock), session).reset();
      return 'Done.';
    },
  );
  add(
    'add_rule',
    'Answer some requests differently. match: method, path (with *), operation, query, headers, body; times: how often, else always; then: status, body, headers, delay (ms).',
    {
      rule: { type: 'object', description: '{"match":{"operation":"createBook"},"times":1,"then":{"status":503}}' },
      ...WHICH,
    },
    ({ rule, ...place }: Place & { rule: object }) => control(place, 'POST', '/rules', rule),
    { required: ['rule'] },
  );
  add(
    'list_rules',
    'The rules of a mock, with how often each was used.',
    WHICH,
    (place: Place) => control(place, 'GET', '/rules'),
    { readOnly: true },
  );
  add(
    'remove_rules',
    'Remove a rule, or all of them.',
    { id: { type: 'string' }, ...WHICH },
    ({ id, ...place }: Place & { id?: string }) =>
      control(place, 'DELETE', id === undefined ? '/rules' : `/rules/${encodeURIComponent(id)}`),
  );
  add(
    'read_journal',
    'The last requests to a mock, the newest first: what was sent, what was answered, why, and what was wrong with it. Credentials are masked.',
    {
      operation: { type: 'string', description: 'Its operationId.' },
      status: { type: 'string', description: '404, or 4xx' },
      method: { type: 'string' },
      path: { type: 'string', description: 'May have * and **.' },
      limit: { type: 'string', pattern: '^[0-9]+$', default: '20' },
      ...WHICH,
    },
    ({ mock, session, ...filter }: Place & Record<string, string>) =>
      control({ mock, session }, 'GET', `/journal?${new URLSearchParams({ limit: '20', ...filter })}`),
    { readOnly: true },
  );
  add(
    'verify',
    'Judge whether a server keeps what an OpenAPI document promises, by requests of our own: valid ones, broken ones, and records that are made, followed and removed. The report tells each fault once, with the line of the document and the curl command that repeats it.',
    {
      url: { type: 'string', description: 'Base URL of the server.' },
      document: { type: 'string', description: `File or address of the OpenAPI document; by default ${usual}.` },
      read_only: { type: 'boolean', description: 'Send safe methods only.' },
      allow_writes: {
        type: 'boolean',
        description: 'Allow writes to another machine than this one; ask the user first.',
      },
      headers: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description: 'Sent with every request, for example authorization.',
      },
      operations: {
        type: 'array',
        items: { type: 'string' },
        description: 'Ids of the operations to judge; all by default.',
      },
      seed: { type: 'integer', minimum: 0 },
      max_seconds: { type: 'integer', minimum: 1, description: '120 by default.' },
      insecure: { type: 'boolean', description: 'Accept any certificate.' },
    },
    async (args: VerifyArguments, signal) => {
      const {
        url,
        document = usual,
        read_only: readOnly = false,
        max_seconds: seconds = 120,
        operations,
        insecure,
      } = args;
      if (!readOnly && args.allow_writes !== true && !isLoopback(url))
        throw new Error(`${url} is another machine. Give read_only, or allow_writes when the user wants that.`);
      const target = createTarget(url, { insecure: insecure === true, proxies: proxiesOf(process.env) });
      try {
        const report = await verify(target, loadSpec(document), {
          ...{ readOnly, headers: args.headers, seed: args.seed, maxTime: seconds * 1000, signal },
          select: operations && (({ operation }) => operation !== undefined && operations.includes(operation.id)),
        });
        return formatReport(report);
      } finally {
        await target.close();
      }
    },
    { required: ['url'] },
  );
  return { tools, close: async () => void (await Promise.all([...mocks.values()].map((mock) => mock.stop()))) };
}

/** The mock and the session of a request. */
const WHICH = {
  mock: { type: 'string', description: 'URL of the mock; by default the one that was started last.' },
  session: { type: 'string', description: 'Name of a session, which has data, rules and journal of its own.' },
} as const;

interface Place {
  readonly mock?: string | undefined;
  readonly session?: string | undefined;
}

interface VerifyArguments {
  readonly url: string;
  readonly document?: string;
  readonly read_only?: boolean;
  readonly allow_writes?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly operations?: readonly string[];
  readonly seed?: number;
  readonly max_seconds?: number;
  readonly insecure?: boolean;
}

const placeOf = (mock: RunningMock, session: string | undefined) =>
  session === undefined ? mock : mock.session(session);

function summaryOf({ mock: { spec } }: RunningMock): object {
  const { title, version } = spec.document.info;
  const resources = spec.resources.map(({ name, roles }) => ({
    name,
    operations: Object.entries(roles).map(
      ([role, { method, template }]) => `${role}: ${method.toUpperCase()} ${template.source}`,
    ),
  }));
  return { title, version, resources, operations: spec.operations.length };
}
