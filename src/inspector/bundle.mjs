// Builds the pages of the mock into dist/inspector: the inspector from the sources beside this file, and the API reference from
// a web component that is copied as its makers built it, so that users of the package need not install what it depends on.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '../../dist/inspector');
const require = createRequire(import.meta.url);
const explorer = dirname(require.resolve('openapi-explorer/package.json'));

mkdirSync(target, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: { inspector: 'main.tsx', reference: 'reference.ts', 'front-door': 'styles/front-door.css' },
  outdir: target,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome111', 'firefox113', 'safari16.4'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  tsconfigRaw: {},
  legalComments: 'eof',
  logLevel: 'warning',
});
for (const page of ['inspector.html', 'reference.html']) copyFileSync(join(here, page), join(target, page));
copyFileSync(join(explorer, 'dist/browser/openapi-explorer.min.js'), join(target, 'openapi-explorer.js'));
copyFileSync(join(explorer, 'LICENSE'), join(target, 'openapi-explorer.LICENSE'));
writeFileSync(
  join(target, 'NOTICE'),
  'inspector.js contains preact (MIT, https://preactjs.com) and eventsource-parser (MIT, ' +
    'https://github.com/rexxars/eventsource-parser). openapi-explorer.js is openapi-explorer ' +
    '(Apache-2.0, see openapi-explorer.LICENSE; https://github.com/Authress-Engineering/openapi-explorer), unchanged.\n',
);
