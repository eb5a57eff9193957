import type { JsonObject } from '../../json-schema/model/json-schema';
import { walkSchemas } from '../../json-schema/model/walk-schemas';
import { TIME_LIMIT, unfollowablePart } from '../../json-schema/patterns/pattern-matcher';
import { developmentClient, developmentKey } from '../../mock/login/auth-settings';
import { tokenPaths } from '../../mock/login/token-paths';
import type { Spec } from '../../openapi/model/model';
import type { ServeSettings } from './serve-settings';

/** The facts about a server that its greeting tells. */
export interface Greeting {
  readonly url: string;
  readonly title: string;
  readonly version: string;
  /** The document's file or name. */
  readonly source: string;
  readonly resources: readonly GreetingResource[];
  /** Everything inferred besides resources, a line each. */
  readonly further?: readonly string[];
  /** More to know, a line each. */
  readonly notes?: readonly string[];
}

/** One resource with what the store holds of it. */
export interface GreetingResource {
  readonly name: string;
  readonly records: number;
  /** The way it was inferred, one line. */
  readonly description: string;
}

/**
 * Writes what a server says when it is ready: lines for a person, or one JSON object.
 *
 * @param greeting - what is served
 * @param format - the log's format
 */
export function serveGreeting(greeting: Greeting, format: ServeSettings['log-format']): string {
  const { url, resources, further = [], notes = [], ...document } = greeting;
  if (format === 'json') {
    const counts = Object.fromEntries(resources.map(({ name, records }) => [name, records]));
    const more = notes.length === 0 ? {} : { notes };
    const time = new Date().toISOString();
    return `${JSON.stringify({ time, event: 'listening', url, ...document, records: counts, ...more })}\n`;
  }
  const lines = resources.map(({ records, description }) => `  ${description} · ${plural(records)}`);
  const inferred =
    lines.length === 0 ? ['No resources: every operation answers with an example.'] : ['Resources:', ...lines];
  return [
    `${document.title} ${document.version} (${document.source})`,
    `Listening on ${url}`,
    ...inferred,
    ...(further.length === 0 ? [] : ['Besides:', ...further.map((line) => `  ${line}`)]),
    ...notes,
    'Stop with Ctrl-C.\n\n',
  ].join('\n');
}

function plural(records: number): string {
  return records === 1 ? '1 record' : `${records} records`;
}

/**
 * Names the pages of the mock.
 *
 * @param url - where the server is reached
 * @returns a line, or none when it has no pages
 */
export function describePages({ admin }: Pick<ServeSettings, 'admin'>, url: string): string[] {
  return admin === undefined ? [] : [`Inspector ${url}/__admin/ · API reference ${url}/docs/`];
}

/** Says where a document hides the metrics; nothing where they can be had, or are not asked for. */
export function describeMetrics({ metrics }: Pick<ServeSettings, 'metrics'>, { paths }: Pick<Spec, 'paths'>): string[] {
  const isHidden = metrics && paths.some(({ template }) => template.source === '/metrics');
  return isHidden ? ['The document has a path /metrics itself, so --metrics does nothing.'] : [];
}

/**
 * Describes at the start how to log in. The credentials for development are no secret and named; others are counted only.
 *
 * @returns an empty list when no logins are asked for
 */
export function describeLogins(
  spec: Spec,
  { auth, hasDevelopmentCredentials }: Pick<ServeSettings, 'auth' | 'hasDevelopmentCredentials'>,
): string[] {
  if (auth.mode === 'off') return [];
  const [token] = tokenPaths(spec, undefined);
  const where = token === undefined ? [] : [`Tokens: POST ${token.path}.`];
  if (auth.mode === 'presence') return [['Logins: any credentials will do.', ...where].join(' ')];
  const clients = auth.clients[0] === developmentClient ? named(developmentClient) : counted(auth.clients, 'client');
  const keys = auth.apiKeys[0] === developmentKey ? `API key ${developmentKey}` : counted(auth.apiKeys, 'API key');
  const note = hasDevelopmentCredentials ? ['Name your own with --client and --api-key.'] : [];
  return [[`Logins: ${clients}, ${keys}.`, ...where, ...note].join(' ')];
}

function named({ id, secret }: typeof developmentClient): string {
  return `client ${id} with secret ${secret}`;
}

function counted(things: readonly unknown[], name: string): string {
  return things.length === 1 ? `1 ${name}` : `${things.length} ${name}s`;
}

/**
 * Warns of a mock that every machine which can reach it controls.
 *
 * @returns a line, or none when there is nothing to tell
 */
export function describeControl({ host, admin }: Pick<ServeSettings, 'host' | 'admin'>): string[] {
  const isOpen = admin !== undefined && admin.token === undefined;
  if (!isOpen || /^(127\.|::1$|localhost$)/i.test(host)) return [];
  return ['Whoever reaches this port controls the mock below /__admin; --admin-token asks for a token.'];
}

/**
 * Names the patterns that are only matched within a time limit, because texts can be found that take ages with them.
 *
 * @returns a line for each, at most three; none in most documents
 */
export function describePatterns({ document, locate }: Pick<Spec, 'document' | 'locate'>): string[] {
  const found = new Map<string, string>();
  walkSchemas(document as unknown as JsonObject, ({ pattern, patternProperties }, pointer) => {
    const names = patternProperties === undefined ? [] : Object.keys(patternProperties);
    for (const each of pattern === undefined ? names : [pattern, ...names]) {
      const part = found.has(each) ? undefined : unfollowablePart(each);
      if (part === undefined) continue;
      const { file, line } = locate(pointer);
      const place = line === undefined ? file : `${file}:${line}`;
      found.set(
        each,
        `The pattern ${each} (${place}) has ${part}: a text that takes ${TIME_LIMIT} ms with it does not match.`,
      );
    }
  });
  const lines = [...found.values()];
  return lines.length <= 3 ? lines : [...lines.slice(0, 3), `… and ${lines.length - 3} patterns more.`];
}
