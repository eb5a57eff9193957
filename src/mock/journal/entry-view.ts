import type { JsonValue } from '../../schema/json-schema';
import { isJson } from '../../spec/media-types';
import type { Method, Operation, Spec } from '../../spec/model';
import { createBasedRouter } from '../base-paths';
import type { MockRequest } from '../message';
import { violationRow } from '../problem-vocabulary';
import type { JournalEntry } from './journal';
import { createMask, type Mask } from './mask-secrets';

/** Shows what a journal holds. */
export interface EntryView {
  /** An entry as JSON, without secrets. */
  readonly tell: (entry: JournalEntry) => object;
  /** The operation that a request is for. */
  readonly operationOf: (request: MockRequest) => Operation | undefined;
}

/**
 * Creates the view of a document's exchanges.
 *
 * @param basePath - as the engine has it
 */
export function createEntryView(spec: Spec, basePath: string | undefined): EntryView {
  const route = createBasedRouter(spec, basePath);
  const mask = createMask(spec);
  const operationOf = ({ method, path }: MockRequest): Operation | undefined => {
    const operations = route(path)?.match.entry.operations;
    return operations?.get(method.toLowerCase() as Method) ?? (method === 'HEAD' ? operations?.get('get') : undefined);
  };
  return {
    operationOf,
    tell({ id, time, durationMs, request, response, cut, deviations }) {
      const { method, path, query } = request;
      const operation = operationOf(request)?.id;
      return {
        id,
        time: new Date(time).toISOString(),
        duration_ms: Math.round(durationMs * 1000) / 1000,
        ...(operation !== undefined && { operation }),
        method,
        path,
        query: mask.query(query),
        status: response.status,
        note: response.note,
        ...(response.violations !== undefined && { violations: response.violations.map(violationRow) }),
        ...(deviations !== undefined && { deviations }),
        request: tellMessage(request, cut.includes('request'), mask),
        response: tellMessage(response, cut.includes('response'), mask),
      };
    },
  };
}

function tellMessage(
  {
    headers,
    body,
  }: Pick<MockRequest, 'headers' | 'body'> | { headers: Readonly<Record<string, string>>; body?: string | Uint8Array },
  isCut: boolean,
  mask: Mask,
): object {
  const shown = { headers: mask.headers(headers) };
  if (body === undefined || body.length === 0) return shown;
  return {
    ...shown,
    body: tellBody(body, headers['content-type'] ?? '', isCut, mask),
    ...(isCut && { body_cut: true }),
  };
}

function tellBody(body: string | Uint8Array, mediaType: string, isCut: boolean, mask: Mask): JsonValue {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  if (mediaType.startsWith('application/x-www-form-urlencoded')) return mask.form(text);
  if (!isJson(mediaType)) return text;
  const value = isCut ? undefined : parsed(text);
  return value === undefined ? maskText(text) : mask.json(value);
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of text that is not whole any more, or no JSON, only the usual spelling of a member can be recognised. */
function maskText(text: string): string {
  return text.replace(/("[^"]*(?:password|secret|token|api_?key)[^"]*"\s*:\s*")(?:[^"\\]|\\.)*/gi, '$1***');
}
