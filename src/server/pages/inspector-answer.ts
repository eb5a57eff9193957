import type { MockRequest, MockResponse } from '../../mock/messages/message';
import type { Spec } from '../../openapi/model';
import { createPageModel } from './create-page-model';
import { type InspectorPath, inspectorPath } from './inspector-paths';
import { fileAnswer, jsonPageAnswer, redirectTo } from './page-answer';

/** What the inspector is about. */
export interface Inspected {
  /** The document that is kept at the moment. */
  readonly spec: Spec;
  /** The only path below which the document is served. */
  readonly basePath?: string | undefined;
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
 * Answers for the inspector's page and the API reference. Both are files of this package, ask nobody but the mock, and are
 * forbidden to by their content security policy.
 *
 * @param request - with its path as sent
 * @returns undefined when neither page has such a path, or the document has it itself
 */
export function inspectorAnswer({ method, path }: MockRequest, inspected: Inspected): MockResponse | undefined {
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
    return jsonPageAnswer(createPageModel(inspected.spec, inspected.basePath));
  }
  if (part === 'docs' && file === 'openapi.json') return jsonPageAnswer(servedHere(inspected));
  const name = FILES[part].get(file);
  return name === undefined ? undefined : fileAnswer(name);
}

/** What the document describes is its own. */
function describesDocs({ paths }: Spec): boolean {
  return paths.some(({ template: { source } }) => source === '/docs' || source.startsWith('/docs/'));
}

/** The document as the reference tries it out: at this mock only, whatever its servers. */
function servedHere({ spec, basePath = '' }: Inspected): object {
  return { ...spec.document, servers: [{ url: `..${basePath}`, description: 'This mock.' }] };
}
