#!/usr/bin/env bash
# Servers that nobody here wrote, from the npm registry, and two small ones in the manner of tutorials, judged by `verify`: every finding is one of the baselines in
# contract-tests/real-servers/, each of which is judged in docs/real-servers.md, and none of those is missing.
# `--update` writes the baselines anew. Installed outside of the project, into $PEERS or a temporary folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
peers=${PEERS:-$work/peers}
servers=()
finish() {
  for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT

mkdir -p "$peers"
[ -d "$peers/node_modules/json-server" ] && [ -d "$peers/node_modules/@loopback/example-todo" ] && [ -d "$peers/node_modules/@fastify/swagger" ] ||
  npm install --silent --no-save --ignore-scripts --no-audit --no-fund --prefix "$peers" \
    json-server@0.17.4 @loopback/example-todo@6.0.0 express@5.3.0 fastify@5.12.8 @fastify/swagger@9.9.3 >"$work/install.log" 2>&1 || {
  echo 'The npm registry does not answer here; the real servers are left out.'
  exit 0
}

# The example looks addresses up in the network; without one it answers the same everywhere.
cat >"$work/offline.js" <<'JS'
const dns = require('node:dns');
const { lookup } = dns;
dns.lookup = (host, options, done = options) =>
  /^(localhost|127\.|::1)/.test(host)
    ? lookup(host, options, done)
    : done(Object.assign(new Error('there is no network'), { code: 'ENOTFOUND' }));
JS

# judge NAME PORT DOCUMENT: exits with 1 when what is found is not what the baseline says.
judge() {
  local name=$1 url="http://127.0.0.1:$2" document=$3 log=$work/$1.log code=0
  node dist/bin/contact-points.js verify "$url" --spec "$document" --max-time 60s --wait-for 20 --quiet --fuzz 0 \
    --baseline "contract-tests/real-servers/$name.baseline.yaml" $update >"$log" 2>&1 || code=$?
  if [ "$code" -ne 0 ] || grep -q '^Fixed' "$log"; then cat "$log"; return 1; fi
  grep -E 'on http://.* cases, ' "$log" | tail -n 1 || true
}

update=${1:+--update-baseline}
mkdir "$work/todo"
cp -r "$peers/node_modules/@loopback/example-todo/data" "$work/todo/data"
(cd "$work/todo" && exec env HOST=127.0.0.1 PORT=4581 node -r "$work/offline.js" "$peers/node_modules/@loopback/example-todo") \
  >"$work/todo.log" 2>&1 &
servers+=($!)
printf '%s' '{ "posts": [{ "id": 1, "title": "first", "author": "a" }], "comments": [{ "id": 1, "body": "b", "postId": 1 }] }' >"$work/db.json"
node "$peers/node_modules/json-server/lib/cli/bin.js" --host 127.0.0.1 --port 4582 --quiet "$work/db.json" >"$work/json.log" 2>&1 &
servers+=($!)

cp contract-tests/real-servers/*.cjs "$peers/"
(cd "$peers" && exec env PORT=4583 node express-books.cjs) >"$work/express.log" 2>&1 &
servers+=($!)
(cd "$peers" && exec env PORT=4584 node fastify-notes.cjs) >"$work/fastify.log" 2>&1 &
servers+=($!)

before=$(for _ in $(seq 60); do curl -sf http://127.0.0.1:4581/todos && break; sleep 0.5; done)
curl -sf http://127.0.0.1:4581/openapi.json >"$work/todo.json"
judge json-server 4582 contract-tests/real-servers/json-server.yaml &
first=$!
judge loopback-todo 4581 "$work/todo.json"
wait "$first"
curl -sf http://127.0.0.1:4584/openapi.json >"$work/fastify.json"
judge express-books 4583 contract-tests/real-servers/express-books.yaml &
first=$!
judge fastify-notes 4584 "$work/fastify.json"
wait "$first"
[ "$before" = "$(curl -sf http://127.0.0.1:4581/todos)" ] || { echo 'The records that were there before have changed.'; exit 1; }
node -e "const { posts } = JSON.parse(require('fs').readFileSync('$work/db.json')); if (posts.length !== 1 || posts[0].title !== 'first') throw new Error('the posts have changed')"
