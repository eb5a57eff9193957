import type { PathEntry, PathTemplate } from '../model/model';
import { templateShape, withoutTrailingSlash } from '../operations/path-template';

/** A collection path and its item path, or the one of them that the document has. */
export interface ResourcePlace {
  readonly collection?: PathEntry;
  readonly item?: PathEntry;
}

/**
 * Pairs collection paths with item paths: `/notes` with `/notes/{id}`. A path ending in a literal may be a collection,
 * one ending in a parameter an item; names of parameters and slashes at the end do not matter for
 * the pairing.
 *
 * @returns in the document's order
 */
export function pairPaths(paths: readonly PathEntry[]): ResourcePlace[] {
  const places = new Map<string, { collection?: PathEntry; item?: PathEntry }>();
  for (const entry of paths) {
    const template = withoutTrailingSlash(entry.template);
    const shape = templateShape(template);
    const isItem = endsInParameter(template);
    const key = isItem ? shape.slice(0, shape.lastIndexOf('/')) : shape;
    const place = places.get(key) ?? {};
    places.set(key, place);
    // `/notes` and `/notes/` may both be there; the first one is the collection.
    if (!isItem) place.collection ??= entry;
    // `/notes/{id}` is the item rather than `/notes/{id}.json`, which stands beside it.
    else if (place.item === undefined || isWhole(template)) place.item = entry;
  }
  return [...places.values()];
}

// `/notes/{id}.json` is an item, too; `/{a}/{b}` is the item of nothing that has a name.
function endsInParameter({ segments }: PathTemplate): boolean {
  return segments.at(-1)?.kind === 'parameter' && segments.at(-2)?.kind === 'literal';
}

function isWhole({ segments }: PathTemplate): boolean {
  const last = segments.at(-1);
  return last?.kind === 'parameter' && last.prefix === '' && last.suffix === '';
}
