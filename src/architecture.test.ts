import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { parse } from 'yaml';

/** Which rooms a room may import from; `''` is the top: index.ts, jest.ts and this test. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'json-schema': ['json-schema'],
  openapi: ['json-schema', 'openapi'],
  store: ['store'],
  mock: ['json-schema', 'openapi', 'store', 'mock', 'drifts'],
  drifts: ['json-schema', 'openapi', 'store', 'mock', 'drifts'],
  server: ['json-schema', 'openapi', 'mock', 'server'],
  contract: ['json-schema', 'openapi', 'contract'],
  cli: ['json-schema', 'openapi', 'store', 'mock', 'drifts', 'server', 'contract', 'cli', ''],
  inspector: ['inspector'],
  '': ['json-schema', 'openapi', 'store', 'mock', 'drifts', 'server', 'contract', ''],
};

/**
 * Which modules may touch a third party: one door each, so that it can be replaced in one place. Its types may be named
 * anywhere in the room of the door.
 */
const DOORS: Readonly<Record<string, RegExp>> = {
  express: /^server\/create-app\.ts$/,
  ajv: /^json-schema\/validate\/validator\.ts$/,
  'ajv-formats': /^json-schema\/(validate\/validator|formats\/formats)\.ts$/,
  '@faker-js/faker': /^mock\/seeding\/vocabulary\.ts$/,
  '@stoplight/prism-http': /^mock\/prism\.ts$/,
  '@stoplight/prism-core': /^mock\/prism\.ts$/,
  'fastest-levenshtein': /^openapi\/operations\/nearest-name\.ts$/,
  yaml: /^openapi\/read\/yaml\.ts$/,
  undici: /^contract\/target\/target\.ts$/,
  '@redis/client': /^store\/redis\/redis-connection\.ts$/,
  preact: /^inspector\//,
  'fast-check': /^(contract\/|json-schema\/sample\/sample-pattern\.ts$|store\/testing\/)/,
};

/** Rooms that run in a browser and are bundled: what they import need not be installed with the package. */
const BUNDLED = ['inspector'];

/** Third parties without code of their own, whose types may be named anywhere. */
const TYPES_ONLY = ['openapi-types'];

const FORBIDDEN_NAMES = /(^|[/.-])(utils?|helpers?|commons?|misc)([/.-]|$)/;
const MAX_LINES = 300;

interface SourceFile {
  /** Relative to src/, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Module specifiers of a file's imports, re-exports, requires and import types, without those in comments. */
function importsOf(text: string): string[] {
  const code = text.replace(/^\s*(\/\*\*|\*|\/\/).*$/gm, '');
  const statements =
    /^(?:import|export)\b[^'";]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\b(?:require|import)\(\s*'([^']+)'/gm;
  return [...code.matchAll(statements)].map((match) => (match[1] ?? match[2] ?? match[3])!);
}

/** What stays when the types are gone. */
const runtimeText = (text: string): string => text.replace(/^(import|export) type\b[^;]*;/gm, '');
const runtimeImportsOf = (text: string): string[] => importsOf(runtimeText(text));

/** What the server tells the page that it serves: the page may know its types. */
const isPageModel = (path: string, target: string): boolean =>
  roomOf(path) === 'inspector' && target === 'server/pages/page-model.ts';

const roomOf = (path: string): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '');
const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
const isTest = (path: string): boolean => path.endsWith('.test.ts');
const resolveFrom = (path: string, specifier: string): string => {
  const target = posix.join(posix.dirname(path), specifier);
  return /\.(ts|tsx|css|html)$/.test(target) ? target : `${target}.ts`;
};
const localImports = ({ path, text }: SourceFile): string[] =>
  importsOf(text)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => resolveFrom(path, specifier));

function wrongDirections(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const allowed = MAY_IMPORT[roomOf(file.path)];
    if (allowed === undefined) return [`${file.path} stands in no known room`];
    const runtime = localImports({ ...file, text: runtimeText(file.text) });
    return localImports(file)
      .filter((target) => !target.startsWith('..') && !allowed.includes(roomOf(target)))
      .filter((target) => runtime.includes(target) || !isPageModel(file.path, target))
      .map((target) => `${file.path} imports ${target}`);
  });
}

function wrongDoors(files: readonly SourceFile[], dependencies: readonly string[]): string[] {
  const isAllowed = (name: string, path: string, runtime: boolean): boolean => {
    if (!dependencies.includes(name) && !BUNDLED.includes(roomOf(path))) return false;
    if (TYPES_ONLY.includes(name)) return !runtime;
    const door = DOORS[name];
    return door?.test(path) === true || (!runtime && door?.source.startsWith(`^${roomOf(path)}\\/`) === true);
  };
  return files
    .filter((file) => !isTest(file.path))
    .flatMap(({ path, text }) => {
      const runtime = new Set(runtimeImportsOf(text));
      return importsOf(text)
        .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
        .filter((specifier) => !isAllowed(packageOf(specifier), path, runtime.has(specifier)))
        .map((specifier) => `${path} imports ${packageOf(specifier)}`);
    });
}

function cycles(files: readonly SourceFile[]): string[] {
  const graph = new Map(files.map((file) => [file.path, localImports(file)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) found.push([...trail.slice(start), path].join(' -> '));
    if (start !== -1 || done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}

function tooLong(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path, text }) => !isTest(path) && text.trimEnd().split('\n').length > MAX_LINES)
    .map(({ path, text }) => `${path} has ${text.trimEnd().split('\n').length} lines`);
}

const filesWith = (files: readonly SourceFile[], pattern: RegExp): string[] =>
  files.flatMap(({ path, text }) => {
    const match = pattern.exec(text);
    return match === null ? [] : [`${path}: ${match[0].trim()}`];
  });
const badNames = (files: readonly SourceFile[]): string[] =>
  files.map(({ path }) => path).filter((path) => FORBIDDEN_NAMES.test(path) || !/^[a-z0-9./-]+$/.test(path));
const defaultExports = (files: readonly SourceFile[]): string[] => filesWith(files, /^export default\b|^export =/m);
const leftovers = (files: readonly SourceFile[]): string[] =>
  filesWith(files, /\b(?:TO\u{44}O|FIX\u{4d}E|X\u{58}X|HAC\u{4b})\b/u);
const facts = (files: readonly SourceFile[], words: Facts): string[] =>
  files.flatMap(({ path, text }) =>
    (isTest(path) ? words.names : [...words.names, ...words.values])
      .filter((word) => text.includes(word))
      .map((word) => `${path} knows ${word}`),
  );

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

interface Facts {
  /** Paths, operation ids, field names of more than one word. */
  readonly names: readonly string[];
  /** Documented example values; tests may use them as they may use any other. */
  readonly values: readonly string[];
}

/** What only the document may know, without the shape of its errors, which stands in an RFC for the larger part. */
function factsOf(document: { [name: string]: Json }): Facts {
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

function sources(directory: string): SourceFile[] {
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

const root = join(__dirname, '..');
const files = sources(__dirname);
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const documentFacts = factsOf(parse(readFileSync(join(root, 'spec/contact-points.yaml'), 'utf8')));

describe('the sources', () => {
  test('there are some', () => expect(files.length).toBeGreaterThan(20));
  test('import in one direction', () => expect(wrongDirections(files)).toEqual([]));
  test('meet each third party at its door', () => {
    expect(wrongDoors(files, Object.keys(manifest.dependencies))).toEqual([]);
  });
  test('have no import cycle', () => expect(cycles(files)).toEqual([]));
  test(`have at most ${MAX_LINES} lines each`, () => expect(tooLong(files)).toEqual([]));
  test('are named for what they answer', () => expect(badNames(files)).toEqual([]));
  test('export names only', () => expect(defaultExports(files)).toEqual([]));
  test('are finished', () => expect(leftovers(files)).toEqual([]));
  test('know nothing of the contact points document', () => expect(facts(files, documentFacts)).toEqual([]));
  test.each(Object.keys(DOORS))('the door of %s is used', (name) => {
    const users = files.filter(
      ({ path, text }) => !isTest(path) && runtimeImportsOf(text).map(packageOf).includes(name),
    );
    expect(users).not.toEqual([]);
  });
});

describe('each rule can fail', () => {
  const file = (path: string, text: string): SourceFile => ({ path, text });

  test.each([
    ["import { a } from './a';", ['./a']],
    ["import type { a,\n  b } from '../b';\nexport { c } from './c';", ['../b', './c']],
    ["import './side-effect';\nexport * from './d';", ['./side-effect', './d']],
    ["const e = require('./e') as typeof import('./f');", ['./e', './f']],
    [" * import { a } from './a';\n// import './b';", []],
    ["export const text = 'from';\nimport x from 'y';", ['y']],
  ])('imports of %j', (text, expected) => expect(importsOf(text)).toEqual(expected));

  test.each([
    ['json-schema/a.ts', "import { x } from '../openapi/x';", 'json-schema/a.ts imports openapi/x.ts'],
    ['contract/a.ts', "import { x } from '../mock/x';", 'contract/a.ts imports mock/x.ts'],
    ['contract/checks/a.ts', "import type { x } from '../../server/x';", 'contract/checks/a.ts imports server/x.ts'],
    ['store/a.ts', "const x = require('../json-schema/x');", 'store/a.ts imports json-schema/x.ts'],
    ['mock/a.ts', "import { x } from '../server/x';", 'mock/a.ts imports server/x.ts'],
    ['index.ts', "import { x } from './cli/x';", 'index.ts imports cli/x.ts'],
    ['inspector/a.ts', "import type { x } from '../server/x';", 'inspector/a.ts imports server/x.ts'],
    [
      'inspector/a.ts',
      "import { x } from '../server/pages/page-model';",
      'inspector/a.ts imports server/pages/page-model.ts',
    ],
    ['attic/a.ts', '', 'attic/a.ts stands in no known room'],
  ])('direction of %s', (path, text, finding) => expect(wrongDirections([file(path, text)])).toEqual([finding]));

  test.each([
    ['mock/a.ts', "import express from 'express';", ['express'], 'mock/a.ts imports express'],
    ['openapi/a.ts', "import Ajv from 'ajv/dist/2020';", ['ajv'], 'openapi/a.ts imports ajv'],
    [
      'mock/a.ts',
      "import { x } from '@stoplight/prism-http/dist/x';",
      ['@stoplight/prism-http'],
      'mock/a.ts imports @stoplight/prism-http',
    ],
    ['server/http/create-app.ts', "import express from 'express';", [], 'server/http/create-app.ts imports express'],
    ['mock/a.ts', "import type { Ajv } from 'ajv';", ['ajv'], 'mock/a.ts imports ajv'],
    [
      'openapi/a.ts',
      "import { OpenAPIV3 } from 'openapi-types';",
      ['openapi-types'],
      'openapi/a.ts imports openapi-types',
    ],
    ['cli/a.ts', "import chalk from 'chalk';", ['chalk'], 'cli/a.ts imports chalk'],
  ])('door in %s', (path, text, dependencies, finding) => {
    expect(wrongDoors([file(path, text)], dependencies)).toEqual([finding]);
  });

  test('types may be named in the room of the door', () => {
    expect(wrongDoors([file('json-schema/a.ts', "import type { ErrorObject } from 'ajv';")], ['ajv'])).toEqual([]);
  });

  test('cycles of one, two and three', () => {
    const of = (path: string, target: string): SourceFile => file(path, `import { x } from '${target}';`);
    expect(cycles([of('openapi/a.ts', './a')])).toEqual(['openapi/a.ts -> openapi/a.ts']);
    expect(cycles([of('openapi/a.ts', './b'), of('openapi/b.ts', './a')])).toEqual([
      'openapi/a.ts -> openapi/b.ts -> openapi/a.ts',
    ]);
    expect(cycles([of('a.ts', './b'), of('b.ts', './c'), of('c.ts', './a')])).toHaveLength(1);
    expect(cycles([of('a.ts', './b'), of('b.ts', './c'), file('c.ts', '')])).toEqual([]);
  });

  test('length, of all but tests', () => {
    const long = 'x;\n'.repeat(MAX_LINES + 1);
    expect(tooLong([file('a.ts', long), file('a.test.ts', long), file('b.ts', 'x;\n'.repeat(MAX_LINES))])).toEqual([
      `a.ts has ${MAX_LINES + 1} lines`,
    ]);
  });

  test.each(['openapi/utils.ts', 'mock/helpers/a.ts', 'common.ts', 'cli/string-util.ts', 'cli/Main.ts', 'cli/a_b.ts'])(
    'the name %s',
    (path) => {
      expect(badNames([file(path, '')])).toEqual([path]);
    },
  );

  test('default exports', () =>
    expect(defaultExports([file('a.ts', '\nexport default 1;')])).toEqual(['a.ts: export default']));
  test('leftovers', () => expect(leftovers([file('a.ts', `// ${'TO'}${'DO'}: later`)])).toHaveLength(1));

  test('facts', () => {
    const { names, values } = documentFacts;
    const shapes = [/^list[A-Z]/, /^\/v\d/, /^[a-z]+_id$/].map((shape) => expect.stringMatching(shape));
    expect(names).toEqual(expect.arrayContaining(shapes));
    expect(values.length).toBeGreaterThan(4);
    expect(facts([file('a.test.ts', `read('${names[0]}')`)], documentFacts)).toContain(`a.test.ts knows ${names[0]}`);
    expect(facts([file('a.ts', `'${values[0]}'`)], documentFacts)).toEqual([`a.ts knows ${values[0]}`]);
    expect(facts([file('a.test.ts', `'${values[0]}'`)], documentFacts)).toEqual([]);
  });
});

test('paths are compared as the sources write them', () => expect(relative(root, __dirname)).toBe('src'));
