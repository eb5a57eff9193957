#!/usr/bin/env bash
# Runs what needs a Redis server, on Redis and on Valkey, which are installed from Debian where they are missing; or on the program at
# REDIS_SERVER alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=
[ "$(id -u)" -eq 0 ] || root='sudo -n'

# get PACKAGE OPTION...: installs a server, but does not start the one that nobody needs here.
get() {
  local package=$1
  shift
  $root apt-get update -qq "$@"
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 $root apt-get install -y -qq --no-install-recommends "$@" "$package"
}

# Debian 12 has Valkey among its backports only.
get_valkey() {
  get valkey-server && return
  local from=/etc/apt/sources.list.d/debian.sources list
  list=$(mktemp --suffix .sources)
  awk 'BEGIN { RS = "" } NR == 1' "$from" |
    sed "s/^Suites:.*/Suites: $(. /etc/os-release && echo "$VERSION_CODENAME")-backports/" >"$list"
  # The lists of before stay, for what Valkey needs itself.
  get valkey-server -o "Dir::Etc::sourcelist=$list" -o APT::Get::List-Cleanup=0
  rm "$list"
}

if [ -z "${REDIS_SERVER-}" ]; then
  command -v redis-server >/dev/null || get redis-server
  command -v valkey-server >/dev/null || get_valkey
fi
for server in ${REDIS_SERVER:-redis-server valkey-server}; do
  "$server" --version
  REDIS_SERVER=$server npm run test:redis
done
