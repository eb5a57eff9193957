// Bundles the mock for browsers: ES modules without modules of Node, into dist/browser. What has another form there stands in
// src/browser/in-place-of, under the same name; what a page has no use for is left out. Faker's words of each language and the YAML parsers
// become files of their own, which are loaded when they are needed.
const { existsSync, readdirSync, rmSync } = require('node:fs');
const { basename, join } = require('node:path');
const { build } = require('esbuild');
const { writeNotice } = require('./notice.js');

const root = join(__dirname, '..');

/** What is never called in a page, which has no files, processes, sockets, admin API and callbacks. */
const ABSENT =
  /^(?:node:(?:fs|child_process|zlib|net)|stream|string_decoder|\.\/admin\/create-admin|\.\/callbacks\/callbacks)$/;

/** What is loaded on demand, by the names under which it is imported. */
const ON_DEMAND = {
  './yaml': 'yaml',
  './fast-yaml': 'yaml',
  '../../openapi/read/yaml': 'yaml',
  'fast-check': 'fast-check',
  sax: 'sax',
  ...Object.fromEntries(
    ['nl', 'en', 'de', 'fr'].map((code) => [`@faker-js/faker/locale/${code}`, `@faker-js/faker/locale/${code}`]),
  ),
};

/** Small forms of others. */
const SMALL = {
  // No document of a page comes from a file.
  'node:path': 'exports.isAbsolute = () => false; exports.join = (...parts) => parts.join("/");',
  // Without a limit of time: a page can only keep itself waiting.
  'node:vm':
    'exports.createContext = (context) => context; exports.Script = class { runInContext({ expression, text }) { return expression.test(text); } };',
};

const loaderOf = (part) =>
  `module.exports = new Proxy({}, { get: (_, name) => require("./src/browser/on-demand").partOf("${part}")[name] });`;

const sources = join(root, 'src/');
const inPlace = {
  name: 'in place of',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path, importer, kind }) => {
      if (ABSENT.test(path)) return { path, namespace: 'absent' };
      if (!importer.startsWith(sources) || importer.startsWith(join(root, 'src/browser'))) return undefined;
      if (path in SMALL) return { path, namespace: 'small' };
      if (path in ON_DEMAND && kind === 'require-call') return { path, namespace: 'on demand' };
      const twin = `${join(root, 'src/browser/in-place-of', basename(path))}.ts`;
      return path.startsWith('.') && existsSync(twin) ? { path: twin } : undefined;
    });
    onLoad({ filter: /./, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
    onLoad({ filter: /./, namespace: 'on demand' }, ({ path }) => ({
      contents: loaderOf(ON_DEMAND[path]),
      resolveDir: root,
    }));
    onLoad({ filter: /./, namespace: 'small' }, ({ path }) => ({ contents: SMALL[path], resolveDir: root }));
  },
};

// Written anew as a whole: names change with content, and what the compiler has left here is part of the bundle.
const folder = join(root, 'dist/browser');
for (const name of readdirSync(folder)) if (name !== 'index.d.ts') rmSync(join(folder, name), { recursive: true });
build({
  absWorkingDir: root,
  entryPoints: { 'browser/index': 'src/browser/index.ts', 'integrations/msw': 'src/integrations/msw.mts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'browser/parts/[name]-[hash]',
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: ['chrome111', 'firefox113', 'safari16.4', 'node20.19'],
  define: { setImmediate: 'setTimeout' },
  external: ['msw'],
  plugins: [inPlace],
  metafile: true,
  logLevel: 'warning',
}).then(
  ({ metafile }) => writeNotice(metafile, folder, 'The mock for browsers'),
  () => process.exit(1),
);
