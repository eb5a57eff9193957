#!/usr/bin/env bash
# Tries the documents of fixtures/specs/, and some real ones where they are at hand: each starts, and every answer is right.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
npm run documents -- --budget 30 fixtures/specs

# Small and middle ones, each of another maker.
real=../shared/documents
[ -d "$real" ] || exit 0
files=()
for name in museum.yaml oai-petstore-exp.yaml oai-with-examples.yaml openapi-backend-pet.yml realworld.yml \
  scalar-galaxy.yaml kong-learn.yaml; do
  [ ! -f "$real/$name" ] || files+=("$real/$name")
done
npm run documents -- --budget 30 "${files[@]}"
