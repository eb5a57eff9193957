#!/usr/bin/env bash
# Hostile input and faults in small: seeded, a minute or two; `npm run test:hostile` is the same in large.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
node scripts/build.js --if-changed
npx jest --config jest.hostile.config.js --runInBand
node contract-tests/hostile/soak.js 0.35
