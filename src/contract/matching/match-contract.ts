import type { Method, Operation, Spec } from '../../openapi/model/model';
import { responseFor } from '../../openapi/operations/responses';
import { type BasedRouter, createBasedRouter } from '../../openapi/operations/router';
import { bodyIsJson } from '../checks/body-is-json';
import { bodyMatchesSchema, problemMatchesSchema } from '../checks/body-matches-schema';
import { bodyPresence } from '../checks/body-presence';
import { mediaTypeDocumented } from '../checks/media-type-documented';
import { requiredHeaders } from '../checks/required-headers';
import { writeOnlyHidden } from '../checks/write-only-hidden';
import { createExchange } from '../exchange/create-exchange';
import type { WireRequest, WireResponse } from '../exchange/exchange';
import type { Check, Fault } from '../findings/check';
import { type ReceivedResponse, receivedResponse } from './received-response';

/** Options of a comparison of one response with a document. */
export interface MatchContractOptions {
  /** The method of the request, where the response does not tell it: with `fetch`, and `request` of Playwright. GET by default. */
  readonly method?: string;
}

/** Compares responses with a document. */
export interface ContractMatcher {
  /**
   * @returns what does not hold, a few lines for each; empty when all does. A promise where the body has yet to be read
   * @throws TypeError when this is no response, or its body has been read already
   */
  match(response: unknown, options?: MatchContractOptions): readonly string[] | Promise<readonly string[]>;
}

/** The checks that any single answer can be judged by, without knowing if its request was a good one. */
const checks: readonly Check<ReturnType<typeof createExchange>>[] = [
  bodyPresence,
  mediaTypeDocumented,
  bodyIsJson,
  bodyMatchesSchema,
  problemMatchesSchema,
  writeOnlyHidden,
  requiredHeaders,
];

/**
 * Creates the comparison of single responses with a document: method, path, status, media type, body and required header fields.
 *
 * @param basePath - the path before those of the document; by default the root and the paths of its `servers`
 */
export function createContractMatcher(spec: Spec, basePath?: string): ContractMatcher {
  const route = createBasedRouter(spec, basePath);
  const judge = (received: ReceivedResponse, given: MatchContractOptions, body: Uint8Array): string[] => {
    const method = (given.method ?? received.method ?? 'GET').toUpperCase();
    const path = received.url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '') || '/';
    const found = operationOf(route, method, path.replace(/\?.*$/s, ''));
    if (typeof found === 'string') return [told(found, hintFor(received, given))];
    const { status, headers } = received;
    if (responseFor(found, status) === undefined) {
      const documented = found.responses.map((each) => each.status).join(', ');
      return [told(`answers status ${status}, which is not documented`, `promised  one of ${documented}`)];
    }
    const request: WireRequest = { method, path, headers: {} };
    const response: WireResponse = { status, headers, body, milliseconds: 0 };
    const expectation = { kind: 'open', because: 'it is compared alone' } as const;
    const exchange = createExchange(spec, request, response, { operation: found, expectation });
    return checks.flatMap((check) =>
      check
        .judge(exchange)
        .filter(({ severity = check.severity }) => severity === 'error')
        .map((fault) => faultText(spec, fault)),
    );
  };
  return {
    match(response, options = {}) {
      const received = receivedResponse(response);
      const { body } = received;
      // Jest runs tests in a realm of its own, whose Promise is another one.
      return 'then' in body ? body.then((bytes) => judge(received, options, bytes)) : judge(received, options, body);
    },
  };
}

/** The operation, or a sentence that there is none. */
function operationOf(route: BasedRouter, method: string, path: string): Operation | string {
  // A mock's session may be the first segment.
  const entry = (route(path) ?? route(path.replace(/^\/~[^/]+/, '')))?.match.entry;
  if (entry === undefined) return `${path} is no path of the document`;
  const { operations, template } = entry;
  const name = method.toLowerCase() as Method;
  const operation = operations.get(name) ?? (name === 'head' ? operations.get('get') : undefined);
  const known = [...operations.keys()].map((each) => each.toUpperCase()).join(', ');
  return operation ?? `${method} is no method of ${template.source}, which has ${known}`;
}

function hintFor({ method }: ReceivedResponse, given: MatchContractOptions): string {
  return method === undefined && given.method === undefined
    ? "hint      the response does not tell its method: toMatchContract({ method: 'POST' })"
    : '';
}

function faultText(spec: Spec, { title, promised, received, pointer }: Fault): string {
  const { file, line } = pointer.startsWith('#') ? spec.locate(pointer) : { file: pointer, line: undefined };
  const where = pointer.startsWith('#') ? `${line === undefined ? file : `${file}:${line}`}, ${pointer}` : pointer;
  return told(title, `promised  ${promised}`, `received  ${received}`, `where     ${where}`);
}

function told(title: string, ...facts: readonly string[]): string {
  return [`✗ ${title}`, ...facts.filter((fact) => fact !== '').map((fact) => `    ${fact}`)].join('\n');
}
