import type { Mock } from '../mock/create-mock';
import type { MockRequest, MockResponse } from '../mock/messages/message';
import { createBasedRouter } from '../openapi/operations/router';

/** Options of `handlers()`. */
export interface MswHandlersOptions {
  /**
   * The base URL of the API that the mock stands for: all its requests are answered. By default, of any host, those whose path the
   * document has; others are left to your further handlers.
   */
  readonly baseUrl?: string;
}

/** The part of MSW's `http` that is used; that of MSW 2 and 3 fits. */
export interface MswHttp<Handler> {
  all(path: string | RegExp, resolver: (info: { request: Request }) => Promise<Response | undefined>): Handler;
}

/**
 * Creates the request handlers of MSW that a mock answers for.
 *
 * @param http - MSW's own, so that its handlers are of the copy of MSW that takes them
 * @param source - what `createMock()` or `startMock()` gave
 */
export function createMswHandlers<Handler>(
  http: MswHttp<Handler>,
  source: Mock | { readonly mock: Mock },
  { baseUrl }: MswHandlersOptions = {},
): [Handler] {
  const mock = 'mock' in source ? source.mock : source;
  const base = baseUrl?.replace(/\/+$/, '');
  const pathOf = (url: URL): string =>
    base === undefined ? url.pathname : url.href.slice(base.length).replace(/[?#].*$/s, '');
  const isDocumented = (path: string): boolean => createBasedRouter(mock.spec, undefined)(path) !== undefined;
  return [
    http.all(base === undefined ? /./ : `${base}/*`, async ({ request }) => {
      const path = pathOf(new URL(request.url)) || '/';
      if (base === undefined && !isDocumented(path)) return undefined;
      return toResponse(request.method, await mock.handle(await toRequest(request, path)));
    }),
  ];
}

async function toRequest(request: Request, path: string): Promise<MockRequest> {
  const { method, headers, url } = request;
  const bytes = request.body === null ? undefined : new Uint8Array(await request.clone().arrayBuffer());
  const body = bytes === undefined || bytes.length === 0 ? undefined : bytes;
  return { method, path, query: new URL(url).search.slice(1), headers: Object.fromEntries(headers), body };
}

/** Statuses whose answers have no body, and may not be given one (Fetch, section 2.2.3). */
const WITHOUT_BODY = [101, 103, 204, 205, 304];

async function toResponse(method: string, answer: MockResponse): Promise<Response> {
  const { status, headers, body, stream, delay = 0, transport } = answer;
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  if (transport === 'hang') await new Promise(() => undefined);
  if (transport === 'reset') return Response.error();
  if (method === 'HEAD' || WITHOUT_BODY.includes(status)) return new Response(null, { status, headers });
  if (transport === 'truncate') return new Response(broken(body ?? ''), { status, headers });
  return new Response(stream === undefined ? (body as string | undefined) : streamOf(stream), { status, headers });
}

/** A body that breaks off in its middle. */
function broken(body: string | Uint8Array): ReadableStream<Uint8Array> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return new ReadableStream({
    start: (controller) => controller.enqueue(bytes.slice(0, Math.ceil(bytes.length / 2))),
    pull: (controller) => controller.error(new TypeError('terminated')),
  });
}

function streamOf(parts: AsyncIterable<string | Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) return controller.close();
      controller.enqueue(typeof value === 'string' ? new TextEncoder().encode(value) : value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
