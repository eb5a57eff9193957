import type { Method, PathEntry, PathSegment, Spec } from '../model/model';
import { decodePercent } from '../model/url-encoding';

/** The operation or path entry that a path leads to. */
export type RouteMatch =
  | {
      readonly kind: 'found';
      readonly entry: PathEntry;
      /** The path parameters, percent-decoded, by name. */
      readonly parameters: ReadonlyMap<string, string>;
    }
  | {
      readonly kind: 'malformed';
      readonly entry: PathEntry;
      /** The path parameter whose percent-encoding is broken (RFC 3986, section 2.1) or is not UTF-8. */
      readonly parameter: string;
    };

/** Finds the entry of `paths` for a request. */
export interface Router {
  /**
   * @param path - as sent: percent-encoded, with a leading slash, without base path and query
   * @returns undefined when the document has no such path
   */
  match(path: string): RouteMatch | undefined;
}

interface Node {
  readonly literals: Map<string, Node>;
  /** The most specific first. */
  readonly patterns: { readonly segment: ParameterSegment; readonly node: Node }[];
  entry?: PathEntry;
}

type ParameterSegment = Exclude<PathSegment, { kind: 'literal' }>;

/**
 * Creates a router over the document's path templates: a tree of segments, in which a literal is preferred to a
 * parameter (OpenAPI 3.1, section 4.8.8: concrete paths are matched first). A trailing slash makes a different path, and
 * a parameter is never empty.
 *
 * @example createRouter(spec).match('/notes/7')?.entry.operations.get('get')
 */
export function createRouter(spec: Pick<Spec, 'paths'>): Router {
  const root = createNode();
  const plain = new Map<string, RouteMatch>();
  const collections = new Map<string, Node>();
  for (const entry of spec.paths) {
    nodeFor(root, entry.template.segments).entry = entry;
    const { source, parameterNames } = entry.template;
    if (parameterNames.length === 0) plain.set(source, { kind: 'found', entry, parameters: noParameters });
    const collection = literalBefore(root, entry.template.segments);
    if (collection !== undefined) collections.set(source.slice(0, source.lastIndexOf('/')), collection);
  }
  return {
    match(path) {
      // A path without parameters is preferred to every other one, and found at once.
      const known = plain.get(path);
      if (known !== undefined || !path.startsWith('/')) return known;
      const raw: string[] = [];
      // So is what stands right below a path without parameters, such as an item of a collection.
      const slash = path.lastIndexOf('/');
      const collection = collections.get(path.slice(0, slash));
      const below = collection === undefined ? undefined : find(collection, path, slash + 1, raw);
      const entry = below ?? find(root, path, 1, raw);
      return entry === undefined ? undefined : bind(entry, raw);
    },
  };
}

/** A path of the document, and the base path under which it was asked for. */
export interface BasedMatch {
  readonly basePath: string;
  readonly match: RouteMatch;
}

/** Finds the entry of `paths` for a path as it was sent. */
export type BasedRouter = (path: string) => BasedMatch | undefined;

/**
 * Creates a router that also serves the document below the path of each of its `servers`, and a path below those of its own.
 *
 * @param basePath - when given, the only base path: with a leading and without a trailing slash, or `''`
 */
export function createBasedRouter(spec: Pick<Spec, 'paths' | 'servers'>, basePath: string | undefined): BasedRouter {
  const general = createRouter(spec);
  const routers = new Map(generalBases(spec, basePath).map((base) => [base, general]));
  if (basePath === undefined) {
    for (const [base, paths] of ownPaths(spec)) if (!routers.has(base)) routers.set(base, createRouter({ paths }));
  }
  // The longest first: what stands below a base path is meant by it.
  const based = [...routers].sort(([a], [b]) => b.length - a.length);
  return (path) => {
    for (const [base, router] of based) {
      if (base !== '' && !(path.startsWith(base) && path.charCodeAt(base.length) === 0x2f)) continue;
      const match = router.match(base === '' ? path : path.slice(base.length));
      if (match !== undefined) return { basePath: base, match };
    }
    return undefined;
  };
}

function generalBases({ servers }: Pick<Spec, 'servers'>, basePath: string | undefined): string[] {
  return basePath === undefined ? ['', ...servers.map((server) => server.basePath)] : [basePath];
}

/** The paths that have servers of their own, by base path. */
function ownPaths({ paths }: Pick<Spec, 'paths'>): ReadonlyMap<string, readonly PathEntry[]> {
  const own = new Map<string, PathEntry[]>();
  for (const entry of paths) {
    const servers = [...entry.operations.values()].flatMap((operation) => operation.servers ?? []);
    for (const base of new Set(servers.map((server) => server.basePath)))
      own.set(base, [...(own.get(base) ?? []), entry]);
  }
  return own;
}

const noParameters: ReadonlyMap<string, string> = new Map();

/** Depth first; `raw` collects the undecoded values of the parameters on the way. */
function find(node: Node, path: string, start: number, raw: string[]): PathEntry | undefined {
  const slash = path.indexOf('/', start);
  const end = slash === -1 ? path.length : slash;
  const text = path.slice(start, end);
  const literal = node.literals.get(text) ?? decodedLiteral(node, text);
  if (literal !== undefined) {
    const entry = slash === -1 ? literal.entry : find(literal, path, end + 1, raw);
    if (entry !== undefined) return entry;
  }
  for (const { segment, node: next } of node.patterns) {
    const known = raw.length;
    if (!capture(segment, text, raw)) continue;
    const entry = slash === -1 ? next.entry : find(next, path, end + 1, raw);
    if (entry !== undefined) return entry;
    raw.length = known;
  }
  return undefined;
}

// Percent-encoding an unreserved character does not change what a path means (RFC 3986, section 6.2.2.2).
function decodedLiteral(node: Node, text: string): Node | undefined {
  if (node.literals.size === 0 || !text.includes('%')) return undefined;
  const decoded = decodePercent(text);
  return decoded === undefined ? undefined : node.literals.get(decoded);
}

// A client may encode any character of a literal: `/jobs/7%3Acancel` is `/jobs/{id}:cancel` all the same.
function capture(segment: ParameterSegment, text: string, raw: string[]): boolean {
  if (captureAsSent(segment, text, raw)) return true;
  if (!text.includes('%')) return false;
  const plain = withPlainLiterals(literalsOf(segment), text);
  return plain !== text && captureAsSent(segment, plain, raw);
}

/** A text in which the characters of literals are not encoded; the others stay as they are. */
function withPlainLiterals(literals: readonly string[], text: string): string {
  const known = new Set(literals.join(''));
  // Whole runs of escapes, because a character outside of ASCII takes several bytes.
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const decoded = decodePercent(run);
    if (decoded === undefined) return run;
    return [...decoded].map((character) => (known.has(character) ? character : encodeURIComponent(character))).join('');
  });
}

function captureAsSent(segment: ParameterSegment, text: string, raw: string[]): boolean {
  if (segment.kind === 'compound') return captureSeveral(segment.literals, text, raw);
  const { prefix, suffix } = segment;
  if (text.length <= prefix.length + suffix.length) return false;
  if (!text.startsWith(prefix) || !text.endsWith(suffix)) return false;
  raw.push(text.slice(prefix.length, text.length - suffix.length));
  return true;
}

// Each literal is taken at its first place, the last one at the end, which finds a match where there is one without ever
// going back: a pattern that backtracks could be made to hang.
function captureSeveral(literals: readonly string[], text: string, raw: string[]): boolean {
  const [first = ''] = literals;
  const last = literals.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  const values: string[] = [];
  let start = first.length;
  for (const literal of literals.slice(1, -1)) {
    const next = text.indexOf(literal, start + 1);
    if (next === -1) return false;
    values.push(text.slice(start, next));
    start = next + literal.length;
  }
  if (start >= end) return false;
  raw.push(...values, text.slice(start, end));
  return true;
}

function bind(entry: PathEntry, raw: readonly string[]): RouteMatch {
  if (raw.length === 0) return { kind: 'found', entry, parameters: noParameters };
  const names = entry.template.parameterNames;
  const parameters = new Map<string, string>();
  for (let index = 0; index < raw.length; index++) {
    const value = decodePercent(raw[index]!);
    if (value === undefined) return { kind: 'malformed', entry, parameter: names[index]! };
    parameters.set(names[index]!, value);
  }
  return { kind: 'found', entry, parameters };
}

/** The node above the last segment, when only literals lead there. */
function literalBefore(root: Node, segments: readonly PathSegment[]): Node | undefined {
  let node: Node | undefined = root;
  for (const segment of segments.slice(0, -1)) {
    node = segment.kind === 'literal' ? node?.literals.get(segment.text) : undefined;
  }
  return node;
}

function createNode(): Node {
  return { literals: new Map(), patterns: [] };
}

function nodeFor(root: Node, segments: readonly PathSegment[]): Node {
  let node = root;
  for (const segment of segments)
    node = segment.kind === 'literal' ? literalChild(node, segment.text) : patternChild(node, segment);
  return node;
}

function literalChild(node: Node, text: string): Node {
  const child = node.literals.get(text) ?? createNode();
  node.literals.set(text, child);
  return child;
}

function patternChild(node: Node, segment: ParameterSegment): Node {
  const same = node.patterns.find((pattern) => shapeOf(pattern.segment) === shapeOf(segment));
  if (same !== undefined) return same.node;
  const child = createNode();
  node.patterns.push({ segment, node: child });
  node.patterns.sort((a, b) => literalLength(b.segment) - literalLength(a.segment));
  return child;
}

function shapeOf(segment: ParameterSegment): string {
  return literalsOf(segment).join('{}');
}

function literalLength(segment: ParameterSegment): number {
  return literalsOf(segment).join('').length;
}

function literalsOf(segment: ParameterSegment): readonly string[] {
  return segment.kind === 'compound' ? segment.literals : [segment.prefix, segment.suffix];
}

/**
 * Finds the entry of `paths` for a method, where several have templates that match the same paths (`/a/{id}` and `/a/{name}`):
 * the one that has an operation for it, and of variants by a query the one that the query means. Its parameters have the names of its own template.
 *
 * @returns the match itself where there is no such entry, or no need of one
 */
export function twinMatch(match: RouteMatch, method: Method | undefined, query: string): RouteMatch {
  const { entry } = match;
  const twin =
    entry.twins && (twinWith(entry, method, query) ?? (method === 'head' ? twinWith(entry, 'get', query) : undefined));
  if (twin === undefined || twin === entry) return match;
  const names = twin.template.parameterNames;
  const nameOf = (name: string): string => names[entry.template.parameterNames.indexOf(name)] ?? name;
  if (match.kind === 'malformed') return { ...match, entry: twin, parameter: nameOf(match.parameter) };
  const parameters = new Map([...match.parameters].map(([name, value]) => [nameOf(name), value]));
  return { ...match, entry: twin, parameters };
}

function twinWith(entry: PathEntry, method: Method | undefined, query: string): PathEntry | undefined {
  const able = [entry, ...(entry.twins ?? [])].filter(
    ({ operations }) => method !== undefined && operations.has(method),
  );
  if (able.every(({ template }) => template.query === undefined)) return able[0];
  const given = new URLSearchParams(query);
  const isMeant = (own: string): boolean =>
    [...new URLSearchParams(own)].every(([name, value]) => given.get(name) === value);
  return (
    able.find(({ template }) => template.query !== undefined && isMeant(template.query)) ??
    able.find(({ template }) => template.query === undefined) ??
    able[0]
  );
}
