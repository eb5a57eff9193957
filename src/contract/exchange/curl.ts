import type { Spec } from '../../openapi/model/model';
import { ACCEPT } from './build-request';
import type { WireRequest } from './exchange';
import { isSecretName, isWrongCredential, secretsInPath } from './secrets';

/** curl makes these itself, or they say nothing about the fault. */
const DROPPED = new Set(['accept', 'accept-encoding', 'content-length', 'host', 'connection', 'user-agent']);
const LONGEST_BODY = 16_384;

/** Decides how the secrets of a request are shown. */
export interface CurlOptions {
  /** True when secrets are shown as they are; by default they are replaced by a shell variable. */
  readonly secrets?: boolean;
  /** The document, whose API keys are secrets whatever they are called. */
  readonly spec?: Spec;
}

/**
 * Writes the command that repeats a request, for a POSIX shell. Secrets become shell variables such as `$AUTHORIZATION`,
 * so the line can be shared and still runs once they are set.
 *
 * @param base - base URL without a trailing slash
 * @example curlLine('http://localhost:4010', request) // curl -i -X DELETE 'http://localhost:4010/notes/1'
 */
export function curlLine(base: string, request: WireRequest, options: CurlOptions = {}): string {
  const words = ['curl', '-i'];
  if (request.method === 'HEAD') words.push('--head');
  else if (request.method !== 'GET' || request.body !== undefined)
    words.push('-X', /^[A-Z-]+$/.test(request.method) ? request.method : quote(request.method));
  // Otherwise curl resolves `/../` and treats brackets as ranges.
  if (/\/\.{1,2}(\/|$)/.test(request.path)) words.push('--path-as-is');
  if (/[[\]{}]/.test(request.path)) words.push('--globoff');
  words.push(urlWord(base, request.path, options));
  for (const [name, value] of Object.entries(request.headers)) {
    if (DROPPED.has(name) && !(name === 'accept' && value !== ACCEPT)) continue;
    words.push('-H', headerWord(name, value, options));
  }
  if (request.body === undefined) return words.join(' ');
  const { before, args } = bodyWords(request, request.body);
  return before + [...words, ...args].join(' ');
}

function urlWord(base: string, path: string, { secrets, spec }: CurlOptions): string {
  if (secrets === true) return quote(base + path);
  const [first, ...rest] = secretsInPath(path, spec).map((part) =>
    'text' in part ? part.text : { variable: variableOf(part.secret) },
  );
  const words = rest.map((part) => (typeof part === 'string' ? quote(part) : `"$${part?.variable}"`));
  return quote(`${base}${first}`) + words.join('');
}

function headerWord(name: string, value: string, { secrets, spec }: CurlOptions): string {
  // `Name;` is curl's spelling of a header without a value.
  if (value === '') return quote(`${name};`);
  if (secrets === true || !isSecretName(name, spec) || isWrongCredential(name, value))
    return quote(`${name}: ${value}`);
  // A name may hold what the shell reads between double quotes: `x-token`id``.
  const start = /^[\w-]+$/.test(name) ? `"${name}: ` : `${quote(`${name}: `)}"`;
  return `${start}$${variableOf(name)}"`;
}

function variableOf(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

// `--data-raw` keeps a leading `@` as it is; bytes that no shell word can carry go through a pipe.
function bodyWords(request: WireRequest, body: Uint8Array): { before: string; args: string[] } {
  // Without this, curl would add a content type of its own.
  const type = 'content-type' in request.headers ? [] : ['-H', quote('content-type:')];
  if (body.byteLength > LONGEST_BODY) {
    return { before: '', args: [...type, '--data-binary', `@body.json # ${body.byteLength} bytes, see the report`] };
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  if (!text.includes('\0') && Buffer.compare(Buffer.from(text), body) === 0) {
    return { before: '', args: [...type, '--data-raw', quote(text)] };
  }
  const escaped = Array.from(body, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  return { before: `printf '${escaped}' | `, args: [...type, '--data-binary', '@-'] };
}

/** Writes a text as one word for a POSIX shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
