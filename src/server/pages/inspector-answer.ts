import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { AdminOptions } from '../../mock/admin/admin-target';
import { createAdminGuard } from '../../mock/admin/guard';
import type { MockRequest, MockResponse } from '../../mock/messages/message';
import type { Problem } from '../../mock/problems/problems';
import type { Spec } from '../../openapi/model/model';
import { packageFile } from '../../openapi/read/package-file';
import { createPageModel } from './create-page-model';
import { type InspectorPath, inspectorPath } from './inspector-paths';
import { withoutMarkup } from './without-markup';

/** The mock that the inspector shows. */
export interface Inspected {
  /** The document that is kept at the moment. */
  readonly spec: Spec;
  /** The only path below which the document is served. */
  readonly basePath?: string | undefined;
  /** The protection of the admin API, which holds for what the inspector shows as well. */
  readonly admin?: AdminOptions | undefined;
}

/** The files of the two pages, by what their URLs end in. They are built from `src/inspector`. */
const FILES: Readonly<Record<InspectorPath['part'], ReadonlyMap<string, string>>> = {
  admin: new Map([
    ['', 'inspector.html'],
    ['page/inspector.js', 'inspector.js'],
    ['page/inspector.css', 'inspector.css'],
  ]),
  docs: new Map([
    ['', 'reference.html'],
    ['reference.js', 'reference.js'],
    ['reference.css', 'reference.css'],
    ['openapi-explorer.js', 'openapi-explorer.js'],
  ]),
};

/**
 * Answers for the inspector's page and the API reference. Both are files of this package, ask only the mock, and are
 * forbidden to by their content security policy.
 *
 * @param request - with its path as sent
 * @returns undefined when neither page has such a path, or the document has it itself
 */
export function inspectorAnswer(request: MockRequest, inspected: Inspected): MockResponse | undefined {
  const { method, path } = request;
  const found = inspectorPath(path);
  if (found === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined;
  const { session, part, file } = found;
  if (part === 'docs' && describesDocs(inspected.spec)) return undefined;
  if (file === undefined) return redirectTo(`${session}/${part === 'docs' ? 'docs' : '__admin'}/`);
  if (part === 'admin' && file === '' && session !== '') {
    // One page for all sessions: which one it shows is chosen in the page.
    return redirectTo(`/__admin/#/requests?session=${session.slice(2)}`);
  }
  if (part === 'admin' && file === 'page/model.json') {
    const refusal = createAdminGuard(inspected.admin ?? {})(request);
    if (refusal !== undefined) return refused(refusal);
    return jsonPageAnswer(createPageModel(inspected.spec, inspected.basePath));
  }
  if (part === 'docs' && file === 'openapi.json') return jsonPageAnswer(servedHere(inspected));
  const name = FILES[part].get(file);
  return name === undefined ? undefined : fileAnswer(name);
}

function refused({ title, status, detail, headers }: Problem): MockResponse {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  return answer(status, 'application/problem+json', body, headers ?? {});
}

/** Tells if the document describes such paths: then they are its own. */
function describesDocs({ paths }: Spec): boolean {
  return paths.some(({ template: { source } }) => source === '/docs' || source.startsWith('/docs/'));
}

/**
 * The document as the reference tries it out: at this mock only, whatever its servers, and without the gaps that faulty parameters
 * left.
 */
function servedHere({ spec, basePath = '' }: Inspected): object {
  const document = withoutMarkup(spec.document) as { readonly paths?: Readonly<Record<string, object>> };
  const paths = Object.entries(document.paths ?? {}).map(([path, item]) => {
    const members = Object.entries(withoutGaps(item) ?? {}).map(([name, member]) => [name, withoutGaps(member)]);
    return [path, Object.fromEntries(members)];
  });
  const servers = [{ url: `..${basePath}`, description: 'This mock.' }];
  return { ...document, paths: Object.fromEntries(paths), servers };
}

function withoutGaps(value: unknown): object {
  const node = value as { readonly parameters?: readonly unknown[] };
  const { parameters } = node ?? {};
  return Array.isArray(parameters) ? { ...node, parameters: parameters.filter((each) => each !== null) } : node;
}

/** The folder in which the pages are built. */
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
function fileAnswer(name: string): MockResponse {
  const body = readPageFile(name);
  if (body === undefined) return notBuilt;
  const policy = name === 'reference.html' ? REFERENCE_POLICY : POLICY;
  return answer(200, MEDIA_TYPES[extname(name)]!, body, {
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
}

/**
 * Answers a page that is made here, and loads nothing.
 *
 * @param style - the source of its style sheet, for the content security policy
 */
export function pageAnswer(html: string, style: string): MockResponse {
  return answer(200, 'text/html; charset=utf-8', html, {
    'content-security-policy': `default-src 'none'; style-src ${style}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    vary: 'Accept',
  });
}

/** Answers what a page asks the server for. */
function jsonPageAnswer(value: unknown): MockResponse {
  return answer(200, 'application/json', JSON.stringify(value), {});
}

/** Sends a browser to the page's own address. */
function redirectTo(location: string): MockResponse {
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

/** Reads a file of the pages; undefined when they have not been built. */
export function readPageFile(name: string): Uint8Array | undefined {
  try {
    return readFileSync(join(PAGES, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
