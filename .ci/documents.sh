#!/usr/bin/env bash
# Tries the documents of fixtures/specs/, and some real ones where they are at hand: each starts, and every answer is right.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
npm run documents -- --budget 30 fixtures/specs

# Small and middle ones, each of another maker.
real=../shared/documents
[ -d "$real" ] || exit 0
files=()
for name in museum.yaml train-travel.yaml oai-petstore-exp.yaml oai-link.yaml oai-with-examples.yaml openapi-backend-pet.yml \
  petstore3.yaml realworld.yml readme-petstore31.json scalar-galaxy.yaml xero-assets.yaml kong-learn.yaml; do
  [ ! -f "$real/$name" ] || files+=("$real/$name")
done
npm run documents -- --budget 30 "${files[@]}"
