import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import {
  cyclesOf,
  exportedTypes,
  type Facts,
  factsOf,
  folderOf,
  folderUses,
  groupBy,
  importsOf,
  isProduct,
  isTest,
  linesOf,
  localImports,
  packageOf,
  roomOf,
  runtimeText,
  type SourceFile,
  sources,
} from './architecture.test-support';

/** Which rooms a room may import from; `''` is the top: index.ts and this test. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'json-schema': ['json-schema'],
  openapi: ['json-schema', 'openapi'],
  store: ['store'],
  mock: ['json-schema', 'openapi', 'store', 'mock'],
  drifts: ['json-schema', 'openapi', 'store', 'mock', 'drifts'],
  server: ['json-schema', 'openapi', 'mock', 'server'],
  contract: ['json-schema', 'openapi', 'contract'],
  integrations: ['json-schema', 'openapi', 'mock', 'drifts', 'server', 'contract', 'integrations'],
  cli: ['json-schema', 'openapi', 'store', 'mock', 'drifts', 'server', 'contract', 'integrations', 'cli', ''],
  browser: ['json-schema', 'openapi', 'mock', 'browser'],
  inspector: ['inspector'],
  '': ['json-schema', 'openapi', 'store', 'mock', 'drifts', 'server', 'contract', 'integrations', ''],
};

/**
 * Which modules may touch a third party: one door each, so that it can be replaced in one place. Its types may be named
 * anywhere in the room of the door.
 */
const DOORS: Readonly<Record<string, RegExp>> = {
  express: /^server\/http\/create-app\.ts$/,
  ajv: /^json-schema\/validate\/validator\.ts$/,
  'ajv-formats': /^json-schema\/(validate\/validator|formats\/formats)\.ts$/,
  '@faker-js/faker': /^(mock\/seeding\/names\/vocabulary|browser\/on-demand)\.ts$/,
  sax: /^(mock\/bodies\/parse-xml|browser\/on-demand)\.ts$/,
  'fastest-levenshtein': /^openapi\/operations\/nearest-name\.ts$/,
  'js-yaml': /^openapi\/read\/fast-yaml\.ts$/,
  yaml: /^openapi\/read\/yaml\.ts$/,
  rfc6902: /^mock\/handlers\/update\.ts$/,
  undici: /^contract\/target\/target\.ts$/,
  '@stoplight/prism-http': /^contract\/opinion\/prism-opinion\.ts$/,
  '@modelcontextprotocol/sdk': /^cli\/mcp\/run-mcp\.ts$/,
  'prom-client': /^server\/http\/metrics\.ts$/,
  '@redis/client': /^store\/redis\/redis-connection\.ts$/,
  '@playwright/test': /^integrations\/playwright\.ts$/,
  msw: /^integrations\/msw\.ts$/,
  preact: /^inspector\//,
  'eventsource-parser': /^inspector\/requests\/event-stream\.ts$/,
  'fast-check':
    /^(contract\/|json-schema\/sample\/sample-pattern\.ts$|browser\/in-place-of\/|store\/testing\/|server\/raw-requests\.test-support\.ts$)/,
};

/** Rooms that run in a browser and are bundled: what they import need not be installed with the package. */
const BUNDLED = ['inspector'];

/** Third parties without code of their own, whose types may be named anywhere. */
const TYPES_ONLY = ['openapi-types'];

const MAX_LINES = 300;
const MAX_FILES = 25;
const MIN_LINES = 30;

/** Folders that may hold more files than {@link MAX_FILES}, because they are a list of one kind. */
const LISTS: Readonly<Record<string, string>> = {
  'contract/cases': 'one file for each kind of cases',
  'contract/checks': 'one file for each check',
  'drifts/catalogue': 'one file for each group of drifts',
  'json-schema/formats': 'one file for each group of formats',
  'mock/seeding/locales': 'one file for each language',
};

/** Files, or folders, whose files may be short although only one other file uses them. */
const SHORT_FOR_A_REASON: Readonly<Record<string, string>> = {
  'cli/main.ts': 'the entry point of the command, which package.json names',
  'server/http/create-app.ts': 'the way into an application of the user, which startServer() does without',
  'integrations/node-test.ts': 'an entry point, which package.json names',
  'integrations/msw.ts': 'an entry point, which package.json names',
  'integrations/optional-peers.d.ts': 'types of packages that are not installed here',
  'browser/in-place-of': 'one file for each module that has another form in a browser',
  'inspector/main.ts': 'the entry point of the page, which the build bundles',
  ...LISTS,
};

const FORBIDDEN_NAMES = /(^|[/.-])(utils?|helpers?|commons?|misc)([/.-]|$)/;

/** First words that make a sentence out of a doc comment's riddle: the first word is a noun or a verb instead. */
const RIDDLE = /\/\*\*\s+(?:\*\s+)?(?:What|How|Whether|Who|Where|That)\b.*/;

const runtimeImportsOf = (text: string): string[] => importsOf(runtimeText(text));

/** The page model is data from the server for the page it serves, so the inspector may import its types. */
const isPageModel = (path: string, target: string): boolean =>
  roomOf(path) === 'inspector' && target.startsWith('server/') && target.endsWith('/page-model.ts');

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

const cycles = (files: readonly SourceFile[]): string[] =>
  cyclesOf(new Map(files.map((file) => [file.path, localImports(file)])));

/** Files that use a folder in which their own folder stands; the top is no such folder, but the public API. */
const upwardUses = (files: readonly SourceFile[]): string[] =>
  folderUses(files)
    .filter(({ from, to }) => from.startsWith(`${to}/`))
    .map(({ shownBy }) => shownBy);

/** Sibling folders that use each other in a circle, each with one import for every step. */
function folderCycles(files: readonly SourceFile[]): string[] {
  const uses = folderUses(files).filter(({ from, to }) => !from.startsWith(`${to}/`));
  const graph = [...groupBy(uses, ({ from }) => from)].map(
    ([from, own]) => [from, [...new Set(own.map(({ to }) => to))]] as const,
  );
  return cyclesOf(new Map(graph)).map((cycle) => {
    const steps = cycle.split(' -> ');
    const shown = steps.slice(1).map((to, index) => uses.find((use) => use.from === steps[index] && use.to === to));
    return [cycle, ...shown.map((use) => `  ${use?.shownBy}`)].join('\n');
  });
}

function fullFolders(files: readonly SourceFile[]): string[] {
  const sizes = groupBy(files.filter(isProduct), ({ path }) => folderOf(path));
  return [...sizes]
    .filter(([folder, { length }]) => length > MAX_FILES && LISTS[folder] === undefined)
    .map(([folder, { length }]) => `${folder} has ${length} files`);
}

function shortFiles(files: readonly SourceFile[]): string[] {
  const users = new Map<string, number>();
  const product = files.filter(isProduct);
  for (const target of product.flatMap((file) => [...new Set(localImports(file))]))
    users.set(target, (users.get(target) ?? 0) + 1);
  const isListed = (path: string): boolean =>
    Object.keys(SHORT_FOR_A_REASON).some((entry) => path === entry || path.startsWith(`${entry}/`));
  return product
    .filter(({ path, text }) => linesOf(text) < MIN_LINES && (users.get(path) ?? 0) <= 1 && !isListed(path))
    .map(({ path, text }) => `${path} has ${linesOf(text)} lines and ${users.get(path) ?? 0} users`);
}

function sharedTypeNames(files: readonly SourceFile[]): string[] {
  const exported = files
    .filter(isProduct)
    .flatMap(({ path, text }) => exportedTypes(text).map((name) => ({ name, path })));
  return [...groupBy(exported, ({ name }) => name)]
    .filter(([, places]) => places.length > 1)
    .map(([name, places]) => `${name}: ${places.map(({ path }) => path).join(', ')}`);
}

/** Functions, constants and classes that are exported though no other file names them; `users` are files beside the sources. */
function loneExports(files: readonly SourceFile[], users: readonly SourceFile[]): string[] {
  const named = new Map<string, number>();
  for (const { text } of [...files, ...users])
    for (const word of new Set(text.match(/[\w$]+/g))) named.set(word, (named.get(word) ?? 0) + 1);
  return files.filter(isProduct).flatMap(({ path, text }) => {
    const exported = text.matchAll(/^export (?:(?:async )?function\*?|const|class) ([\w$]+)/gm);
    return [...exported].filter(([, name]) => named.get(name!) === 1).map(([, name]) => `${path} exports ${name}`);
  });
}

const tooLong = (files: readonly SourceFile[]): string[] =>
  files
    .filter(({ path, text }) => !isTest(path) && linesOf(text) > MAX_LINES)
    .map(({ path, text }) => `${path} has ${linesOf(text)} lines`);

const filesWith = (files: readonly SourceFile[], pattern: RegExp): string[] =>
  files.flatMap(({ path, text }) => {
    const match = pattern.exec(text);
    return match === null ? [] : [`${path}: ${match[0].trim()}`];
  });
const riddles = (files: readonly SourceFile[]): string[] => filesWith(files, RIDDLE);
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

/** Folders that the map of `docs/architecture.md` names, from the first column of its tables. */
const mappedFolders = (markdown: string): string[] =>
  [...markdown.matchAll(/^\| `src\/([^`]*?)\/?` \|/gm)].map(([, folder]) => folder!);

/** Folders of the map that do not exist, and folders of the first two storeys that the map leaves out. */
function wrongMap(markdown: string, folders: readonly string[]): string[] {
  const mapped = mappedFolders(markdown);
  return [
    ...mapped.filter((folder) => !folders.includes(folder)).map((folder) => `${folder} does not exist`),
    ...folders
      .filter((folder) => folder.split('/').length <= 2 && !mapped.includes(folder))
      .map((folder) => `${folder} is not in the map`),
  ];
}

const root = join(__dirname, '..');
const files = sources(__dirname);
const folders = readdirSync(__dirname, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => relative(__dirname, join(entry.parentPath, entry.name)).split(sep).join('/'));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const map = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const documentFacts = factsOf(parse(readFileSync(join(root, 'spec/contact-points.yaml'), 'utf8')));

describe('the sources', () => {
  test('there are some', () => expect(files.length).toBeGreaterThan(20));
  test('import in one direction', () => expect(wrongDirections(files)).toEqual([]));
  test('meet each third party at its door', () => {
    expect(wrongDoors(files, Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }))).toEqual([]);
  });
  test('have no import cycle', () => expect(cycles(files)).toEqual([]));
  test('use no folder that they stand in', () => expect(upwardUses(files)).toEqual([]));
  test('have no cycle of folders', () => expect(folderCycles(files)).toEqual([]));
  test(`stand in folders of at most ${MAX_FILES} files`, () => expect(fullFolders(files)).toEqual([]));
  test(`have at most ${MAX_LINES} lines each`, () => expect(tooLong(files)).toEqual([]));
  test(`have at least ${MIN_LINES} lines when one file uses them`, () => expect(shortFiles(files)).toEqual([]));
  test('export each name of a type once', () => expect(sharedTypeNames(files)).toEqual([]));
  test('export what others use', () => expect(loneExports(files, sources(join(root, 'contract-tests')))).toEqual([]));
  test('have doc comments that say it', () => expect(riddles(files)).toEqual([]));
  test('are named for what they answer', () => expect(badNames(files)).toEqual([]));
  test('export names only', () => expect(defaultExports(files)).toEqual([]));
  test('are finished', () => expect(leftovers(files)).toEqual([]));
  test('know nothing of the contact points document', () => expect(facts(files, documentFacts)).toEqual([]));
  test('stand where docs/architecture.md says', () => expect(wrongMap(map, folders)).toEqual([]));
  test.each(Object.keys(DOORS))('the door of %s is used', (name) => {
    const users = files.filter(
      ({ path, text }) => !isTest(path) && runtimeImportsOf(text).map(packageOf).includes(name),
    );
    expect(users).not.toEqual([]);
  });
  test.each(Object.keys({ ...LISTS, ...SHORT_FOR_A_REASON }))('the exception %s is needed', (entry) => {
    expect(files.map(({ path }) => path)).toContainEqual(expect.stringMatching(new RegExp(`^${entry}(/|$)`)));
  });
});

describe('each rule can fail', () => {
  const file = (path: string, text: string): SourceFile => ({ path, text });
  /** A file that imports others. */
  const using = (path: string, ...targets: string[]): SourceFile =>
    file(path, targets.map((target) => `import { x } from '${target}';\n`).join(''));

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
    ['mock/b/a.ts', "import type { x } from '../../drifts/x';", 'mock/b/a.ts imports drifts/x.ts'],
    ['server/a.ts', "import { x } from '../drifts/x';", 'server/a.ts imports drifts/x.ts'],
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
    ['drifts/a.ts', '../mock/x'],
    ['cli/serve/a.ts', '../../index'],
  ])('%s may import %s', (path, target) => expect(wrongDirections([using(path, target)])).toEqual([]));

  test.each([
    ['mock/a.ts', "import { Agent } from 'undici';", ['undici'], 'mock/a.ts imports undici'],
    ['openapi/a.ts', "import Ajv from 'ajv/dist/2020';", ['ajv'], 'openapi/a.ts imports ajv'],
    [
      'mock/a.ts',
      "import { x } from '@faker-js/faker/dist/x';",
      ['@faker-js/faker'],
      'mock/a.ts imports @faker-js/faker',
    ],
    ['contract/target/target.ts', "import { Agent } from 'undici';", [], 'contract/target/target.ts imports undici'],
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
    expect(cycles([using('openapi/a.ts', './a')])).toEqual(['openapi/a.ts -> openapi/a.ts']);
    expect(cycles([using('openapi/a.ts', './b'), using('openapi/b.ts', './a')])).toEqual([
      'openapi/a.ts -> openapi/b.ts -> openapi/a.ts',
    ]);
    expect(cycles([using('a.ts', './b'), using('b.ts', './c'), using('c.ts', './a')])).toHaveLength(1);
    expect(cycles([using('a.ts', './b'), using('b.ts', './c'), file('c.ts', '')])).toEqual([]);
  });

  test.each([
    ['a file uses the folder above', [using('mock/engine/a.ts', '../b')], ['mock/engine/a.ts imports mock/b.ts']],
    [
      'a type counts',
      [file('mock/engine/a.ts', "import type { x } from '../b';")],
      ['mock/engine/a.ts imports mock/b.ts'],
    ],
    ['two storeys up', [using('mock/a/b/c.ts', '../../d')], ['mock/a/b/c.ts imports mock/d.ts']],
    ['a folder uses its subfolders', [using('mock/a.ts', './engine/b', './engine/c/d')], []],
    ['the top is the public API', [using('cli/a.ts', '../index')], []],
    ['tests may', [using('mock/engine/a.test.ts', '../b'), using('mock/engine/a.test-support.ts', '../b')], []],
  ])('folders above: %s', (_, given, expected) => expect(upwardUses(given)).toEqual(expected));

  test.each([
    ['two siblings', [using('mock/a/x.ts', '../b/y'), using('mock/b/z.ts', '../a/w')], ['mock/a -> mock/b -> mock/a']],
    [
      'a type counts',
      [using('mock/a/x.ts', '../b/y'), file('mock/b/z.ts', "import type { x } from '../a/w';")],
      ['mock/a -> mock/b -> mock/a'],
    ],
    [
      'what stands further down counts for its folder',
      [using('mock/a/c/x.ts', '../../b/y'), using('mock/b/d/z.ts', '../../a/w')],
      ['mock/a -> mock/b -> mock/a'],
    ],
    [
      'a circle of three',
      [using('mock/a/x.ts', '../b/y'), using('mock/b/x.ts', '../c/y'), using('mock/c/x.ts', '../a/y')],
      ['mock/a -> mock/b -> mock/c -> mock/a'],
    ],
    [
      'rooms',
      [using('mock/a/x.ts', '../../store/y'), using('store/b/x.ts', '../../mock/y')],
      ['mock -> store -> mock'],
    ],
    ['one way', [using('mock/a/x.ts', '../b/y'), using('mock/b/x.ts', '../c/y'), using('mock/a/z.ts', '../c/w')], []],
    ['folders of other folders', [using('mock/a/x.ts', '../b/y'), using('store/b/x.ts', '../a/y')], []],
    ['tests may', [using('mock/a/x.ts', '../b/y'), using('mock/b/z.test.ts', '../a/w')], []],
  ])('circles of folders: %s', (_, given, expected) => {
    expect(folderCycles(given).map((finding) => finding.split('\n')[0])).toEqual(expected);
  });

  test('a circle of folders is told with its imports', () => {
    expect(folderCycles([using('mock/a/x.ts', '../b/y'), using('mock/b/z.ts', '../a/w')])).toEqual([
      'mock/a -> mock/b -> mock/a\n  mock/a/x.ts imports mock/b/y.ts\n  mock/b/z.ts imports mock/a/w.ts',
    ]);
  });

  test('full folders, unless they are a list; tests do not count', () => {
    const many = (folder: string, count: number, ending = '.ts'): SourceFile[] =>
      Array.from({ length: count }, (_, index) => file(`${folder}/a${index}${ending}`, ''));
    expect(fullFolders(many('mock', MAX_FILES + 1))).toEqual([`mock has ${MAX_FILES + 1} files`]);
    expect(fullFolders([...many('mock', MAX_FILES), ...many('mock', 2, '.test.ts'), ...many('mock/a', 2)])).toEqual([]);
    expect(fullFolders(many('contract/checks', MAX_FILES + 1))).toEqual([]);
  });

  test('short files of one user, unless a table says why', () => {
    const short = file('mock/a.ts', 'x;\n'.repeat(MIN_LINES - 1));
    const user = file('mock/b.ts', `import { x } from './a';\n${'y;\n'.repeat(MIN_LINES)}`);
    const finding = `mock/a.ts has ${MIN_LINES - 1} lines and 1 users`;
    expect(shortFiles([short, user])).toEqual([finding]);
    expect(shortFiles([short, user, using('mock/c.test.ts', './a')])).toEqual([finding]);
    expect(shortFiles([short, user, { ...user, path: 'mock/c.ts' }])).toEqual([]);
    expect(shortFiles([{ ...short, text: 'x;\n'.repeat(MIN_LINES) }, user])).toEqual([]);
    expect(shortFiles([{ ...short, path: 'contract/checks/a.ts' }])).toEqual([]);
  });

  test.each(['interface A {}', 'type A = 1;', 'class A {}', 'abstract class A {}', 'enum A {}', 'const enum A {}'])(
    'two exported types of one name: %s',
    (text) => {
      const first = file('a.ts', 'export interface A {}');
      expect(sharedTypeNames([first, file('b.ts', `\nexport ${text}`)])).toEqual(['A: a.ts, b.ts']);
      expect(sharedTypeNames([first, file('b.ts', text), file('b.test.ts', `export ${text}`)])).toEqual([]);
      expect(sharedTypeNames([first, file('b.ts', "export type { A } from './a';")])).toEqual([]);
    },
  );

  test.each(['function a() {}', 'async function a() {}', 'const a = 1;', 'class a {}'])('a lone export: %s', (text) => {
    const lone = file('x.ts', `export ${text}`);
    expect(loneExports([lone], [])).toEqual(['x.ts exports a']);
    expect(loneExports([lone], [file('y.ts', "import { a } from './x';")])).toEqual([]);
    expect(loneExports([file('x.test-support.ts', lone.text), file('z.ts', 'export interface a {}')], [])).toEqual([]);
  });

  test('length, of all but tests', () => {
    const long = 'x;\n'.repeat(MAX_LINES + 1);
    expect(tooLong([file('a.ts', long), file('a.test.ts', long), file('b.ts', 'x;\n'.repeat(MAX_LINES))])).toEqual([
      `a.ts has ${MAX_LINES + 1} lines`,
    ]);
  });

  test.each(['What', 'How', 'Whether', 'Who', 'Where', 'That'])('doc comments that begin with %s', (word) => {
    const comment = `${word} it is.`;
    expect(riddles([file('a.ts', `x;\n/${'*'}* ${comment} */`)])).toEqual([`a.ts: /${'*'}* ${comment} */`]);
    expect(riddles([file('a.ts', `/${'*'}*\n * ${comment}\n */`)])).toHaveLength(1);
    expect(riddles([file('a.ts', `/${'*'}* Tells ${comment} */\n/${'*'} ${comment} *${'/'}`)])).toEqual([]);
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

  test('the map: folders that are gone, folders that are new', () => {
    const table = '| Folder | Question |\n|---|---|\n| `src/a/` | A? |\n| `src/a/b/` | B? |\n| `spec/` | no room |\n';
    expect(wrongMap(table, ['a', 'a/b', 'a/b/c'])).toEqual([]);
    expect(wrongMap(table, ['a', 'a/d'])).toEqual(['a/b does not exist', 'a/d is not in the map']);
  });
});

test('paths are compared as the sources write them', () => expect(relative(root, __dirname)).toBe('src'));
