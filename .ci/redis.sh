#!/usr/bin/env bash
# Runs what needs a Redis server: the program at REDIS_SERVER, else that of the PATH, else Debian's, which is installed then.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export REDIS_SERVER=${REDIS_SERVER:-redis-server}

if ! command -v "$REDIS_SERVER" >/dev/null; then
  root=
  [ "$(id -u)" -eq 0 ] || root='sudo -n'
  $root apt-get update -qq
  # The package starts a server of its own, which nobody needs here.
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 $root apt-get install -y -qq --no-install-recommends redis-server
fi
"$REDIS_SERVER" --version
npm run test:redis
