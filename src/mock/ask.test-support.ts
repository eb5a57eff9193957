import { parseSpec } from '../openapi/load-spec';
import type { Spec } from '../openapi/model/model';
import { createMock, type Mock, type MockOptions } from './create-mock';
import type { MockResponse } from './messages/message';

/** A response with its body read. */
export interface Answer extends MockResponse {
  readonly text: string;
  /** The body parsed; undefined when there is none or it is no JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape.
  readonly json: any;
}

/** Sends one request, written as `METHOD path?query`; a body that is no text is sent as JSON. */
export type Ask = (line: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

/** The moment at which everything is written in tests. */
export const NOW = '2030-01-02T03:04:05.000Z';

/** Creates a mock with few records and a fixed clock; an error inside it fails the test. */
export function createTestMock(spec: Spec | string, options: Partial<MockOptions> = {}): { mock: Mock; ask: Ask } {
  const mock = createMock({
    spec: typeof spec === 'string' ? parseSpec(spec) : spec,
    count: 3,
    now: () => new Date(NOW),
    onError: (error) => {
      throw error;
    },
    ...options,
  });
  return { mock, ask: createAsk(mock) };
}

/** Creates the function that sends requests to a mock. */
export function createAsk(mock: Pick<Mock, 'handle'>): Ask {
  return async (line, body, headers = {}) => {
    const [method = '', target = ''] = line.split(' ');
    const mark = target.indexOf('?');
    const bytes = body === undefined ? undefined : bytesOf(body);
    const response = await mock.handle({
      method,
      path: mark === -1 ? target : target.slice(0, mark),
      query: mark === -1 ? '' : target.slice(mark + 1),
      headers: bytes === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(bytes !== undefined && { body: bytes }),
    });
    const isEndless = response.headers['content-type'] === 'text/event-stream';
    const text =
      response.stream === undefined || isEndless ? String(response.body ?? '') : await textOf(response.stream);
    return { ...response, text, json: parsed(text) };
  };
}

/** A document around paths and schemas, both written in YAML. */
export function documentOf(paths: string, schemas = ''): string {
  const indent = (text: string, width: number): string => text.replace(/^(?=.)/gm, ' '.repeat(width));
  return [
    'openapi: 3.1.0',
    'info: { title: Test, version: "1" }',
    'paths:',
    indent(paths, 2),
    ...(schemas === '' ? [] : ['components:', '  schemas:', indent(schemas, 4)]),
  ].join('\n');
}

async function textOf(stream: AsyncIterable<string | Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
