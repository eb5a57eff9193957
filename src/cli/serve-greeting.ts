import type { ServeSettings } from './serve-settings';

/** What is served, for telling it. */
export interface Greeting {
  readonly url: string;
  readonly title: string;
  readonly version: string;
  /** The document's file or name. */
  readonly source: string;
  readonly resources: readonly GreetingResource[];
  /** What was inferred besides resources, a line each. */
  readonly further?: readonly string[];
  /** What else there is to know, a line each. */
  readonly notes?: readonly string[];
}

/** One resource with what the store holds of it. */
export interface GreetingResource {
  readonly name: string;
  readonly records: number;
  /** How it was inferred, one line. */
  readonly description: string;
}

/**
 * Writes what a server says when it is ready: lines for a person, or one JSON object.
 *
 * @param greeting - what is served
 * @param format - the log's format
 */
export function serveGreeting(greeting: Greeting, format: ServeSettings['logFormat']): string {
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
