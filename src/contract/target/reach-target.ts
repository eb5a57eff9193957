import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation, Spec } from '../../openapi/model/model';
import { expandPath } from '../../openapi/operations/path-template';
import { responseFor } from '../../openapi/operations/responses';
import { buildRequest } from '../exchange/build-request';
import { type Target, TransportError, type WireResponse } from '../exchange/exchange';

/** State of a target before the run. */
export type Reached =
  | { readonly kind: 'here' }
  /** It does not answer. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** It redirects every request to another base URL. */
  | { readonly kind: 'elsewhere'; readonly base: string; readonly status: number }
  /** It redirects every request to the same path with a slash at its end, or without. */
  | { readonly kind: 'slashes'; readonly from: string; readonly to: string; readonly status: number };

/** Statuses of a gateway whose server is not there yet. */
const NOT_YET = new Set([502, 503, 504]);

/**
 * Tests if a target answers at all, and at this base URL; the answer itself does not matter otherwise.
 *
 * @param waitFor - seconds to keep trying when nothing listens yet, or only a gateway
 * @param headers - what every request carries
 * @param signal - ends the waiting
 */
export async function reachTarget(
  target: Target,
  spec: Spec,
  waitFor: number,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Reached> {
  const deadline = performance.now() + waitFor * 1_000;
  const path = safePath(spec);
  const plain = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('?')));
  for (;;) {
    const isLast = performance.now() >= deadline || signal?.aborted === true;
    try {
      const response = await target.send({ method: 'GET', path, headers: { accept: '*/*', ...plain } });
      if (isLast || !NOT_YET.has(response.status)) return whereTo(target.url, path, response, spec);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      // A target that hangs up or is slow is there; the cases will tell what is wrong with it.
      if (!error.unreachable) return { kind: 'here' };
      if (isLast) return { kind: 'unreachable', reason: error.message };
    }
    await sleep(200);
  }
}

/**
 * Tests if a target refuses the credentials of a run, or the lack of them, where the document asks for some.
 *
 * @param credentials - headers that every request carries, `?name` for a query parameter
 */
export async function refusesCredentials(
  target: Target,
  spec: Spec,
  credentials: Readonly<Record<string, string>>,
): Promise<boolean> {
  const operation = safeOperation(spec);
  if (operation === undefined || operation.security.length === 0) return false;
  try {
    const { status } = await target.send(buildRequest(operation, {}, credentials));
    return status === 401 || status === 403;
  } catch (error) {
    if (error instanceof TransportError) return false;
    throw error;
  }
}

function safeOperation(spec: Spec): Operation | undefined {
  return spec.operations.find(
    ({ method, parameters }) => method === 'get' && parameters.every(({ required }) => !required),
  );
}

/** A path of the document that can be asked for without knowing anything. */
function safePath(spec: Spec): string {
  const operation = safeOperation(spec);
  return operation === undefined ? '/' : expandPath(operation.template, {});
}

function whereTo(base: string, path: string, { status, headers }: WireResponse, spec: Spec): Reached {
  const location = headers.location;
  if (![301, 302, 307, 308].includes(status) || location === undefined) return { kind: 'here' };
  const asked = spec.operations.find(({ method, template }) => method === 'get' && template.source === path);
  // Where the document has redirects they are answers like any other.
  if (asked !== undefined && responseFor(asked, status)?.status === String(status)) return { kind: 'here' };
  if (!URL.canParse(location, base + path)) return { kind: 'here' };
  const from = new URL(base + path);
  const to = new URL(location, from);
  const [asIs, other] = [withoutSlash(from.pathname), withoutSlash(to.pathname)];
  if (to.origin === from.origin && asIs === other) {
    return from.pathname === to.pathname
      ? { kind: 'here' }
      : { kind: 'slashes', from: from.pathname, to: to.pathname, status };
  }
  // Another path altogether is no other base URL: a page to log in, for instance.
  if (!other.endsWith(withoutSlash(path))) return { kind: 'here' };
  const prefix = other.slice(0, other.length - withoutSlash(path).length);
  return { kind: 'elsewhere', base: to.origin + prefix, status };
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
