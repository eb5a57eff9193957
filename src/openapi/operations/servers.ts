import type { Server } from '../model/model';

/** An object that may have `servers`: the document, a path item or an operation. */
interface WithServers {
  readonly servers?: readonly ServerObject[];
}

interface ServerObject {
  readonly url: string;
  readonly variables?: Readonly<Record<string, Variable>>;
}

interface Variable {
  readonly default: string;
  readonly enum?: readonly string[];
}

/** The most base paths of one server: variables with many values multiply. */
const MOST_OF_ONE = 100;

/**
 * Reads `servers` (OpenAPI 3.1, section 4.8.5): one for each base path that the values of the variables make, the default
 * first. A variable without `enum` has its default only. A document without servers has one at the root.
 *
 * @example readServers({ servers: [{ url: 'https://{region}.example.org/v1/', variables: { region: { default: 'eu' } } }] })
 * // [{ url: 'https://eu.example.org/v1/', basePath: '/v1' }]
 */
export function readServers(document: WithServers): Server[] {
  const servers = document.servers?.length ? document.servers : [{ url: '/' }];
  return servers.flatMap(expandServer);
}

/** Reads the servers that stand in place of the document's for one operation; undefined when there are none. */
export function readOwnServers(pathItem: WithServers, operation: WithServers): readonly Server[] | undefined {
  const own = operation.servers?.length ? operation.servers : pathItem.servers;
  return own?.length ? own.flatMap(expandServer) : undefined;
}

function expandServer({ url, variables = {} }: ServerObject): Server[] {
  const pathStart = startOfPath(url);
  let urls = [''];
  // Split by a group: every second piece is the name of a variable.
  const pieces = url.split(/\{([^{}]*)\}/);
  let length = 0;
  for (const [index, piece] of pieces.entries()) {
    const isName = index % 2 === 1;
    // What stands in the host makes no other base path.
    const values = isName ? valuesOf(piece, variables[piece], length >= pathStart) : [piece];
    length += isName ? piece.length + 2 : piece.length;
    urls = urls.flatMap((start) => values.map((value) => start + value)).slice(0, MOST_OF_ONE);
  }
  const byBasePath = new Map<string, Server>();
  for (const expanded of urls) {
    const basePath = basePathOf(expanded);
    if (!byBasePath.has(basePath)) byBasePath.set(basePath, { url: expanded, basePath });
  }
  return [...byBasePath.values()];
}

function valuesOf(name: string, variable: Variable | undefined, all: boolean): string[] {
  if (variable?.default === undefined && !variable?.enum?.length) return [`{${name}}`];
  // YAML reads `v: 2` as a number.
  const values = [variable.default, ...(variable.enum ?? [])].flatMap((value) =>
    value == null ? [] : [String(value)],
  );
  return all ? [...new Set(values)] : values.slice(0, 1);
}

/** The place at which the path of a URL starts; a variable may stand for all of a URL. */
function startOfPath(url: string): number {
  const authority = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i.exec(url);
  return authority?.[0].length ?? 0;
}

// A relative URL stands for one relative to where the document is served, which is the root.
function basePathOf(url: string): string {
  const path = url
    .replace(/^[a-z][a-z0-9+.-]*:/i, '')
    .replace(/^\/\/[^/?#]*/, '')
    .replace(/[?#].*$/s, '');
  const trimmed = path.replace(/^(?:\.{0,2}\/)*/, '').replace(/\/+$/, '');
  return trimmed === '' || trimmed === '.' || trimmed === '..' ? '' : `/${trimmed}`;
}
