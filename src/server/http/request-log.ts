import type { IncomingHttpHeaders } from 'node:http';
import type { Mock } from '../../mock/create-mock';
import type { MockRequest } from '../../mock/messages/message';
import { findSecrets } from '../../mock/secrets/find-secrets';
import { createHide, type Hide } from '../../mock/secrets/hide-values';
import type { Spec } from '../../openapi/model/model';
import { type SecretNames, secretNamesOf } from '../../openapi/operations/secret-names';

/** One answered request, as the log tells it. */
export interface RequestLogEntry {
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  /** The status of the answer; 0 when the client left before there was one. */
  readonly status: number;
  readonly durationMs: number;
  /** Why this answer was given; empty when it needs no word. */
  readonly note: string;
  /** The header fields of the request: not told, and what they carry is not told elsewhere, either. */
  readonly headers?: IncomingHttpHeaders;
}

/** Takes note of one answered request. */
export type RequestLog = (entry: RequestLogEntry) => void;

/** Options of the log. */
export interface RequestLogOptions {
  /** `pretty` is for people, `json` is one JSON object per line. */
  readonly format: 'pretty' | 'json';
  /** ANSI colours; `pretty` only. */
  readonly color: boolean;
  /** Of the document: where secrets are, besides where they usually are. */
  readonly securitySchemes?: Spec['securitySchemes'];
  /** Finds what a request is for; `json` only. */
  readonly identify?: Mock['identify'];
  /** Takes further secrets out of what is told. */
  readonly hide?: Hide;
  /** Takes one line with its newline. */
  readonly write: (line: string) => void;
}

/**
 * Creates a log with one line per request: method, path, status, duration, and why.
 *
 * @example
 * const log = createRequestLog({ format: 'pretty', color: false, write: (line) => process.stdout.write(line) });
 * log({ method: 'GET', path: '/notes/7', status: 404, durationMs: 0.42, note: 'unknown id' });
 * // GET     /notes/7  404  0.4 ms  unknown id
 */
export function createRequestLog(options: RequestLogOptions): RequestLog {
  const { write, color } = options;
  const told = createMask(
    secretNamesOf({ securitySchemes: options.securitySchemes ?? {} }),
    options.hide ?? ((text) => text),
  );
  const { identify } = options;
  if (options.format === 'json') {
    return (entry) => {
      const { method, path, headers = {} } = entry;
      const asked = identify?.({ method, path, headers: headers as MockRequest['headers'] });
      write(`${jsonLine(told(entry), asked)}\n`);
    };
  }
  return (entry) => write(`${prettyLine(told(entry), color)}\n`);
}

/** Hides the values of some query parameters, however their names are encoded, and secrets wherever they are repeated. */
function createMask(names: SecretNames, hideKnown: Hide): (entry: RequestLogEntry) => RequestLogEntry {
  const mask = (pair: string): string => {
    const name = pair.slice(0, Math.max(0, pair.indexOf('=')));
    const decoded = [...new URLSearchParams(name).keys()][0] ?? '';
    return names.query(decoded) ? `${name}=***` : pair;
  };
  return (entry) => {
    const { path, note, headers } = entry;
    const mark = path.indexOf('?');
    const [place, query] = mark === -1 ? [path] : [path.slice(0, mark), path.slice(mark + 1)];
    const shown = query === undefined ? place : `${place}?${query.split('&').map(mask).join('&')}`;
    const hideCarried = headers === undefined ? hideKnown : createHide(findSecrets({ headers, query }, names));
    const hide: Hide = (text) => hideKnown(hideCarried(text));
    return { ...entry, path: hide(shown), note: hide(note) };
  };
}

function jsonLine(entry: RequestLogEntry, asked: ReturnType<Mock['identify']> | undefined): string {
  const { method, path, status, note } = entry;
  const time = new Date().toISOString();
  return JSON.stringify({
    time,
    method,
    path,
    status,
    duration_ms: Number(entry.durationMs.toFixed(3)),
    ...asked,
    note,
  });
}

function prettyLine({ method, path, status, durationMs, note }: RequestLogEntry, color: boolean): string {
  const shownStatus = paint(status === 0 ? '---' : String(status), statusColor(status), color);
  const duration = paint(`${durationMs.toFixed(1)} ms`, DIM, color);
  const line = `${method.padEnd(7)} ${printable(path)}  ${shownStatus}  ${duration}`;
  return note === '' ? line : `${line}  ${printable(note)}`;
}

const DIM = 2;
const GREEN = 32;
const YELLOW = 33;
const RED = 31;

function statusColor(status: number): number {
  if (status === 0 || status >= 500) return RED;
  return status >= 400 ? YELLOW : GREEN;
}

function paint(text: string, code: number, color: boolean): string {
  return color ? `\u001b[${code}m${text}\u001b[0m` : text;
}

/** Shows control characters instead of obeying them: a path or a value is the client's and may carry escape codes. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
