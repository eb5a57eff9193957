#!/usr/bin/env bash
# Opens the HTML report in a real browser: the one at CHROMIUM_PATH, else Debian's, which is installed when it is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CHROMIUM_PATH=${CHROMIUM_PATH:-/usr/bin/chromium}

if [ ! -x "$CHROMIUM_PATH" ]; then
  root=
  [ "$(id -u)" -eq 0 ] || root='sudo -n'
  $root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
fi
[ -x "$CHROMIUM_PATH" ] || { echo "There is no browser at $CHROMIUM_PATH; set CHROMIUM_PATH." >&2; exit 1; }
npm run test:browser
