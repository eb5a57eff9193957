#!/usr/bin/env bash
# Packs the package, installs it in an empty project, and uses it in every way that users may: as a program, with require,
# with import, in Jest as CommonJS, in Jest as ESM, and through its types.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Packed from a copy: packing builds anew, and what is built here may be in use.
cd "$root"
mkdir "$work/sources"
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$work/sources"
ln -s "$root/node_modules" "$work/sources/node_modules"
(cd "$work/sources" && npm pack --silent --pack-destination "$work" >/dev/null)
archive=$(echo "$work"/*.tgz)
echo "== contents"
tar -tzf "$archive" | sort >"$work/contents"
if grep -E '\.test\.|tsbuildinfo|/src/|contract-tests|\.map$' "$work/contents"; then
  echo 'the package contains what it should not' >&2
  exit 1
fi
for name in dist/index.js dist/index.d.ts dist/integrations/jest.js dist/integrations/jest.d.ts dist/bin/contact-points.js dist/bin/NOTICE dist/browser/{index.mjs,index.d.ts,NOTICE} spec/contact-points.yaml LICENSE README.md \
  dist/inspector/{inspector.html,inspector.js,inspector.css,front-door.css,reference.html,reference.js,openapi-explorer.js,openapi-explorer.LICENSE}; do
  grep -qx "package/$name" "$work/contents" || { echo "the package lacks $name" >&2; exit 1; }
done
du -h "$archive" | cut -f1

mkdir "$work/project"
cd "$work/project"
cat >package.json <<'JSON'
{ "name": "scratch", "version": "1.0.0", "private": true }
JSON
npm install --silent --no-audit --no-fund --ignore-scripts "$archive"
# Prism is a second opinion in development only.
if [ -d node_modules/@stoplight ]; then
  echo 'prism is installed with the package' >&2
  exit 1
fi

echo '== size'
packages=$(npm ls --all --parseable | tail -n +2 | wc -l)
kilobytes=$(du -s --apparent-size -k node_modules | cut -f1)
echo "$packages packages, $kilobytes kB"
if [ "$packages" -gt 90 ] || [ "$kilobytes" -gt 30000 ]; then
  echo 'an installation is to have at most 90 packages and 30,000 kB' >&2
  exit 1
fi

# A page loads index.mjs, what that imports, and the maker of texts for patterns; faker's chunk of one language is beside that.
node -e "
const { readFileSync, readdirSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { gzipSync } = require('node:zlib');
const folder = 'node_modules/contact-points-kit/dist/browser';
const parts = readdirSync(join(folder, 'parts')).filter((name) => /^fast-check-/.test(name)).map((name) => join(folder, 'parts', name));
const files = new Set([join(folder, 'index.mjs'), ...parts]);
for (const file of files)
  for (const [, name] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\"(\.[^\"]+)\"/g)) files.add(join(dirname(file), name));
const size = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
console.log('in a browser: ' + Math.round(size / 1000) + ' kB, gzipped');
if (size > 240_000) throw new Error('the mock for browsers is to have at most 240 kB, so that 10 kB of 250 are left for the document');
"

echo '== program'
version=$(npx --no-install contact-points --version)
[ "$version" = "$(node -p "require('$root/package.json').version")" ]
npx --no-install contact-points --help | grep -q verify
cp "$root/fixtures/specs/bookshop.yaml" openapi.yaml
port=$(node -p "const s = require('net').createServer().listen(0); const { port } = s.address(); s.close(); port")
# Not through npx, which would leave the server behind when it is killed.
node_modules/.bin/contact-points serve --spec openapi.yaml --port "$port" --count 50 --quiet &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
npx --no-install contact-points-kit verify "http://127.0.0.1:$port" --spec openapi.yaml --wait-for 30 --max-time 20s
kill "$server"
trap 'rm -rf "$work"' EXIT
# Optional peers.
(npx --no-install contact-points mcp 2>&1 || true) | grep -q 'npm install @modelcontextprotocol/sdk'
(npx --no-install contact-points serve --metrics --port 0 2>&1 || true) | grep -q 'npm install prom-client'
(npx --no-install contact-points serve --store redis://127.0.0.1 2>&1 || true) | grep -q 'npm install @redis/client'

echo '== CI: action and component'
node "$root/.ci/components.js" "$PWD" "$port"

cp -r "$root/.ci/consumer/." .
echo '== require'
node use.cjs
echo '== import'
node use.mjs
echo '== Jest, CommonJS'
"$root/node_modules/.bin/jest" --rootDir "$PWD" --config '{"transform":{},"testMatch":["**/*.jest.cjs"],"moduleFileExtensions":["js","cjs","mjs","json"]}'
echo '== Jest, ESM'
NODE_OPTIONS=--experimental-vm-modules "$root/node_modules/.bin/jest" --rootDir "$PWD" --config '{"transform":{},"testMatch":["**/*.jest.mjs"],"moduleFileExtensions":["js","cjs","mjs","json"]}'
echo '== node:test'
node --test app.node-test.mjs
echo '== Vitest, Playwright'
npm install --silent --no-audit --no-fund --ignore-scripts --no-save vitest@5 @vitest/browser-playwright@5 msw@2 "@playwright/test@$(node -p "require('$root/package.json').devDependencies['@playwright/test']")"
node_modules/.bin/vitest run
export CHROMIUM_PATH=${CHROMIUM_PATH:-/usr/bin/chromium}
if [ -x "$CHROMIUM_PATH" ]; then
  mkdir public && cp node_modules/msw/lib/mockServiceWorker.js public/
  # The test that docs/library.md shows.
  sed -n "/^#### Vitest's browser mode/,/^#### /{/^\`\`\`ts/,/^\`\`\`$/{/^\`\`\`/!p}}" "$root/docs/library.md" >app.page.ts
  node_modules/.bin/vitest run --config vitest.page.config.mjs
  node_modules/.bin/playwright test
  if FAIL=1 node_modules/.bin/playwright test --grep journal; then exit 1; fi
  grep -q '"mock journal"' playwright.json
else
  echo 'no browser: left out'
fi
echo '== types'
mkdir -p node_modules/@types
cp -r "$root/node_modules/@types/"{jest,node} node_modules/@types/
cp -r "$root/node_modules/undici-types" node_modules/
for kind in node20 commonjs; do
  resolution=$([ "$kind" = node20 ] && echo node16 || echo bundler)
  node "$root/node_modules/typescript/bin/tsc" --noEmit --strict --exactOptionalPropertyTypes --target es2022 --types node \
    --module "$kind" --moduleResolution "$resolution" use.ts
done
node "$root/node_modules/typescript/bin/tsc" --noEmit --strict --skipLibCheck --target es2022 --lib es2023,dom --types node,jest \
  --module nodenext --moduleResolution nodenext use-tools.ts app.playwright.ts playwright.config.ts
# Last, as each of these installations removes what the one before has added. MSW 3 needs Node 22.
for major in 2 $(node -p "'withResolvers' in Promise ? 3 : ''"); do
  echo "== MSW $major"
  npm install --silent --no-audit --no-fund --ignore-scripts --no-save "msw@$major"
  node app.msw.mjs
  node use-msw.cjs
  [ ! -x "$CHROMIUM_PATH" ] || ROOT=$root node use-page.mjs
done
