import { utf8Of } from '../../json-schema/model/bytes';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { jsonValueOf } from '../../json-schema/model/json-value';
import type { Method, Operation, Spec } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { createBasedRouter } from '../../openapi/operations/router';
import { secretNamesOf } from '../../openapi/operations/secret-names';
import type { MockRequest } from '../messages/message';
import { violationRow } from '../problems/problem-words';
import { findSecrets } from '../secrets/find-secrets';
import { createHide, type Hide } from '../secrets/hide-values';
import { createMask, type Mask } from '../secrets/mask-secrets';
import type { JournalEntry } from './journal';

/** Shows what a journal holds. */
export interface EntryView {
  /** An entry as JSON, without secrets. */
  readonly tell: (entry: JournalEntry) => object;
  /** The operation that a request is for. */
  readonly operationOf: (request: MockRequest) => Operation | undefined;
}

/**
 * Creates the view of a document's exchanges. Secrets are hidden by the names of what holds them, and the credentials that an exchange
 * carries wherever else it repeats them, as far as they are long enough.
 *
 * @param basePath - as the engine has it
 * @param hideKnown - hides what is known to be a secret
 */
export function createEntryView(spec: Spec, basePath: string | undefined, hideKnown: Hide): EntryView {
  const route = createBasedRouter(spec, basePath);
  const mask = createMask(spec);
  const names = secretNamesOf(spec);
  const operationOf = ({ method, path }: MockRequest): Operation | undefined => {
    const operations = route(path)?.match.entry.operations;
    return operations?.get(method.toLowerCase() as Method) ?? (method === 'HEAD' ? operations?.get('get') : undefined);
  };
  return {
    operationOf,
    tell({ id, time, durationMs, request, response, cut, deviations }) {
      const { method, path, query } = request;
      const operation = operationOf(request)?.id;
      const hideCarried = createHide([...findSecrets(request, names), ...findSecrets(response, names)]);
      const hide: Hide = (text) => hideKnown(hideCarried(text));
      const told = {
        id,
        time: new Date(time).toISOString(),
        duration_ms: Math.round(durationMs * 1000) / 1000,
        operation,
        method,
        path,
        query: mask.query(query),
        status: response.status,
        note: response.note,
        violations: response.violations?.map(violationRow),
        deviations,
        request: tellMessage(request, cut.includes('request'), mask),
        response: tellMessage(response, cut.includes('response'), mask),
      };
      return hideIn(told, hide);
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
  const text = utf8Of(body);
  if (mediaType.startsWith('application/x-www-form-urlencoded')) return mask.form(text);
  if (!isJson(mediaType)) return maskText(text);
  const value = isCut ? undefined : jsonValueOf(text);
  return value === undefined ? maskText(text) : mask.json(value);
}

/** Of text that is not whole any more, or no JSON, only the usual spellings can be recognised: of a member, a field, a token. */
function maskText(text: string): string {
  return text
    .replace(/("[^"]*(?:password|secret|token|api_?key)[^"]*"\s*:\s*")(?:[^"\\]|\\.)*/gi, '$1***')
    .replace(/([\w.-]*(?:password|secret|token|api[_-]?key)[\w.-]*=)[^\s&"'<>;,]+/gi, '$1***')
    .replace(/\b(bearer )(?=[\w.~+/-]*\d)[\w.~+/-]{8,}=*/gi, '$1***');
}

/** The same with all its texts changed; what it is made of, names and numbers, stays. */
function hideIn<T>(value: T, hide: Hide): T {
  if (typeof value === 'string') return hide(value) as T;
  if (Array.isArray(value)) return value.map((item) => hideIn(item, hide)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, hideIn(member, hide)])) as T;
}
