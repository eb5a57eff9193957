import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

/** Reads the sources as a graph of files and folders, for the rules of `architecture.test.ts`. */
export interface SourceFile {
  /** Relative to src/, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Reads every source below a directory; the path of a `.tsx` file is given as that of a `.ts` file, which imports name. */
export function sources(directory: string): SourceFile[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({
      path: name
        .split(sep)
        .join('/')
        .replace(/\.tsx$/, '.ts'),
      text: readFileSync(join(directory, name), 'utf8'),
    }));
}

export const isTest = (path: string): boolean => path.endsWith('.test.ts');
/** Tells the product from its tests and from what only tests use. */
export const isProduct = ({ path }: SourceFile): boolean => !/\.(test|test-support|d)\.ts$/.test(path);
/** The folder of a file; `''` is the top. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
/** The room of a file: the first of its folders. */
export const roomOf = (path: string): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '');
export const packageOf = (specifier: string): string =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
export const linesOf = (text: string): number => text.trimEnd().split('\n').length;

/** Module specifiers of a file's imports, re-exports, requires and import types, without those in comments. */
export function importsOf(text: string): string[] {
  const code = text.replace(/^\s*(\/\*\*|\*|\/\/).*$/gm, '');
  const statements =
    /^(?:import|export)\b[^'";]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\b(?:require|import)\(\s*'([^']+)'/gm;
  return [...code.matchAll(statements)].map((match) => (match[1] ?? match[2] ?? match[3])!);
}

/** The text that stays when the types are gone. */
export const runtimeText = (text: string): string => text.replace(/^(import|export) type\b[^;]*;/gm, '');

/** The files that a file imports, types included, by their paths. */
export const localImports = ({ path, text }: SourceFile): string[] =>
  importsOf(text)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(posix.dirname(path), specifier))
    .map((target) => (/\.(ts|tsx|css|html)$/.test(target) ? target : `${target}.ts`));

/** Names that a file gives to the types that it exports. */
export const exportedTypes = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/^export (?:declare |abstract |const )*(?:interface|type|class|enum) (\w+)/gm)].map(
      ([, name]) => name!,
    ),
  ),
];

/** Items by what a function gives for each. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Ways through a graph that come back to where they started. */
export function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (node: string, trail: readonly string[]): void => {
    const start = trail.indexOf(node);
    if (start !== -1) found.push([...trail.slice(start), node].join(' -> '));
    if (start !== -1 || done.has(node)) return;
    for (const target of graph.get(node) ?? []) visit(target, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return found;
}

/** A folder that uses another one, with the import that shows it. */
export interface FolderUse {
  readonly from: string;
  readonly to: string;
  readonly shownBy: string;
}

/**
 * Folders that use each other, as siblings: when `mock/engine/a.ts` imports `mock/handlers/b/c.ts`, then `mock/engine` uses
 * `mock/handlers`; when `mock/a.ts` imports `store/b/c.ts`, then `mock` uses `store`. When a file uses a folder that it stands
 * in, directly or further up, then `to` is that folder. A folder may use its own subfolders, so such uses are left out.
 */
export function folderUses(files: readonly SourceFile[]): FolderUse[] {
  return files.filter(isProduct).flatMap((file) => {
    const from = folderOf(file.path);
    return localImports(file).flatMap((target) => {
      const to = folderOf(target);
      if (to === from || to.startsWith(`${from}/`) || from === '' || to === '') return [];
      const shownBy = `${file.path} imports ${target}`;
      if (from.startsWith(`${to}/`)) return [{ from, to, shownBy }];
      const [own, other] = [from.split('/'), to.split('/')];
      const depth = own.findIndex((name, index) => name !== other[index]) + 1;
      return [{ from: own.slice(0, depth).join('/'), to: other.slice(0, depth).join('/'), shownBy }];
    });
  });
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Words that only one document may know. */
export interface Facts {
  /** Paths, operation ids, field names of more than one word. */
  readonly names: readonly string[];
  /** Documented example values; tests may use them as they may use any other. */
  readonly values: readonly string[];
}

/** Collects the facts of a document, without the shape of its errors, which stands in an RFC for the larger part. */
export function factsOf(document: { [name: string]: Json }): Facts {
  const words = new Set<string>();
  const values = new Set<string>();
  const visit = (node: Json, trail: readonly string[]): void => {
    if (node === null || typeof node !== 'object') return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'application/problem+json' || /^(Problem|Violations?)$/.test(key)) continue;
      if (trail.at(-1) === 'paths') words.add(key.replace(/\/\{.*$/, ''));
      if (trail.at(-1) === 'paths')
        for (const segment of key.split('/')) if (/[a-z]_[a-z]/.test(segment)) words.add(segment);
      if (trail.at(-1) === 'properties' && key.includes('_')) words.add(key);
      if (key === 'name' && trail.includes('parameters') && String(value).includes('_')) words.add(String(value));
      if (key === 'operationId') words.add(String(value));
      if (trail.at(-1) === 'examples' && typeof value === 'string' && value.length >= 8) values.add(value);
      visit(value, [...trail, key]);
    }
  };
  visit(document, []);
  return { names: [...words], values: [...values] };
}
