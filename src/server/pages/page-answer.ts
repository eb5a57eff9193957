import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { MockResponse } from '../../mock/messages/message';
import { packageFile } from '../../openapi/package-file';

/** Where the pages are built. */
export const PAGES = packageFile('dist/inspector');

/** A page may load what comes with it and talk to the mock, and nothing else (Content Security Policy, level 3). */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The API reference is a web component whose templates carry style attributes and elements. */
const REFERENCE_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Answers a file of the pages. */
export function fileAnswer(name: string): MockResponse {
  const body = read(name);
  if (body === undefined) return notBuilt;
  const policy = name === 'reference.html' ? REFERENCE_POLICY : POLICY;
  return answer(200, MEDIA_TYPES[extname(name)]!, body, {
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
}

/** Answers what a page asks the server for. */
export function jsonPageAnswer(value: unknown): MockResponse {
  return answer(200, 'application/json', JSON.stringify(value), {});
}

/** Sends a browser to the page's own address. */
export function redirectTo(location: string): MockResponse {
  return { status: 308, headers: { location, 'cache-control': 'no-cache' }, note: 'inspector' };
}

const notBuilt: MockResponse = answer(
  503,
  'text/plain; charset=utf-8',
  'The pages of the mock have not been built: run `npm run build`.\n',
  {},
);

function answer(
  status: number,
  mediaType: string,
  body: string | Uint8Array,
  more: Readonly<Record<string, string>>,
): MockResponse {
  const headers = {
    'content-type': mediaType,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    ...more,
  };
  return { status, headers, body, note: 'inspector' };
}

function read(name: string): Uint8Array | undefined {
  try {
    return readFileSync(join(PAGES, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
