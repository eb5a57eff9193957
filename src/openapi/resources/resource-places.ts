import type { PathEntry, PathTemplate, Role } from '../model/model';
import { normalizeName } from '../model/names';
import { templateShape, withoutTrailingSlash } from '../operations/path-template';

/** A collection path and its item path, or the one of them that the document has. */
export interface ResourcePlace {
  readonly collection?: PathEntry;
  readonly item?: PathEntry;
  /** Paths of the same records whose last word says what is done: `/vendors/create`, `/vendors/{id}/delete`. */
  readonly verbs?: Readonly<Partial<Record<Role, PathEntry>>>;
}

/** The roles of last words of paths, below a collection and below an item. */
const COLLECTION_VERBS: Readonly<Record<string, Role>> = {
  ...{ list: 'list', all: 'list', json: 'list', create: 'create', add: 'create', new: 'create' },
};
const ITEM_VERBS: Readonly<Record<string, Role>> = {
  ...{ get: 'read', show: 'read', view: 'read', details: 'read', info: 'read', inspect: 'read', json: 'read' },
  ...{ update: 'update', edit: 'update', delete: 'remove', remove: 'remove', destroy: 'remove' },
};

/**
 * Pairs collection paths with item paths: `/notes` with `/notes/{id}`. A path ending in a literal may be a collection,
 * one ending in a parameter an item; names of parameters and slashes at the end do not matter for
 * the pairing. `/repos/{owner}` is a collection where it answers a list and `/repos/{owner}/{repo}` is there.
 *
 * @param answersList - tells whether GET of a path answers a list
 * @returns in the document's order
 */
export function pairPaths(
  paths: readonly PathEntry[],
  answersList: (entry: PathEntry) => boolean = () => false,
): ResourcePlace[] {
  const places = new Map<
    string,
    { collection?: PathEntry; item?: PathEntry; verbs?: Partial<Record<Role, PathEntry>> }
  >();
  for (const entry of paths) {
    const template = withoutExtension(withoutTrailingSlash(entry.template));
    const shape = templateShape(template);
    const isItem = endsInParameter(template);
    const key = isItem ? shape.slice(0, shape.lastIndexOf('/')) : shape;
    const place = places.get(key) ?? {};
    places.set(key, place);
    // `/notes` and `/notes/` may both be there; the first one is the collection.
    if (!isItem) place.collection ??= entry;
    // `/notes/{id}` is the item rather than `/notes/{id}.json`, which stands beside it.
    else if (place.item === undefined || isWhole(entry.template)) place.item = entry;
  }
  for (const place of places.values()) {
    const below = place.item === undefined ? undefined : places.get(placeShape(place.item));
    if (below?.item === undefined || below.collection !== undefined || !answersList(place.item!)) continue;
    below.collection = place.item!;
    delete place.item;
  }
  for (const [key, { collection, item }] of places) {
    const around = parentShape(key);
    const isBelowItem = around.endsWith('}');
    const place = places.get(isBelowItem ? parentShape(around) : around);
    const verbs = isBelowItem ? ITEM_VERBS : COLLECTION_VERBS;
    const role = verbs[normalizeName(key.slice(around.length + 1))];
    if (collection === undefined || place === undefined || role === undefined) continue;
    const names = place.item?.template.parameterNames ?? [];
    // By another name, the parameter would have to be looked for.
    if (isBelowItem && names.join() !== collection.template.parameterNames.join()) continue;
    place.verbs = { ...place.verbs, [role]: collection };
    if (item === undefined) places.delete(key);
  }
  return [...places.values()].filter(({ collection, item }) => (collection ?? item) !== undefined);
}

// `/repos/{owner}/{repo}` is an item, too, `/{id}` and `/{a}/{b}` are items of nothing that has a name.
function endsInParameter({ segments }: PathTemplate): boolean {
  const last = segments.at(-1);
  // `/jobs/{id}:cancel` is a method of an item.
  if (last?.kind !== 'parameter' || last.suffix.startsWith(':')) return false;
  return segments.some(({ kind }) => kind === 'literal');
}

/** The shape of a path, by which paths of one place are alike. */
export function placeShape({ template }: Pick<PathEntry, 'template'>): string {
  return templateShape(withoutExtension(withoutTrailingSlash(template)));
}

/** The shape of what is around a path; a custom method stands below what it is called on (`/notes:search`). */
export function parentShape(shape: string): string {
  return shape.slice(0, Math.max(0, shape.lastIndexOf('/'), shape.lastIndexOf(':')));
}

/** The shape of the path of a collection, whether the document has that path or not. */
export function collectionShape({ collection, item }: ResourcePlace): string {
  return collection === undefined ? parentShape(placeShape(item!)) : placeShape(collection);
}

const EXTENSION = /\.(?:json|xml|ya?ml|csv|html?)$/i;

/** The template without a file name's extension at its end: `/notes.json` and `/notes/{id}.json` are `/notes` and `/notes/{id}`. */
function withoutExtension(template: PathTemplate): PathTemplate {
  const last = template.segments.at(-1);
  if (!EXTENSION.test(template.source) || last === undefined || last.kind === 'compound') return template;
  const bare = (text: string) => text.replace(EXTENSION, '');
  const cut = last.kind === 'literal' ? { ...last, text: bare(last.text) } : { ...last, suffix: bare(last.suffix) };
  return { ...template, source: bare(template.source), segments: [...template.segments.slice(0, -1), cut] };
}

function isWhole({ segments }: PathTemplate): boolean {
  const last = segments.at(-1);
  return last?.kind === 'parameter' && last.prefix === '' && last.suffix === '';
}

/**
 * Names resources by the last literal segment of their paths. Where two would be called the same, the segments before
 * it are put in front, as few as tell them apart: `customers.notes`, `orders.notes`.
 *
 * @param places - one for each resource: the template that names it, or the name that the document gives it
 * @returns the names in the same order, each once
 */
export function nameResources(
  places: readonly { readonly template: PathTemplate; readonly name?: string }[],
): string[] {
  const literals = places.map(({ template, name }) => (name === undefined ? literalsOf(template) : [name]));
  const depths = literals.map(() => 1);
  const nameAt = (index: number): string => literals[index]!.slice(-depths[index]!).join('.');
  for (;;) {
    const names = literals.map((_, index) => nameAt(index));
    const clashing = names.flatMap((name, index) => {
      const alone = names.indexOf(name) === index && names.lastIndexOf(name) === index;
      return !alone && depths[index]! < literals[index]!.length ? [index] : [];
    });
    if (clashing.length === 0) return numberRepeats(names);
    for (const index of clashing) depths[index]!++;
  }
}

/** The last literal segment of a template; `''` when it has none. */
export function nounOf(template: PathTemplate): string {
  return literalsOf(template).at(-1) ?? '';
}

function literalsOf(template: PathTemplate): string[] {
  return withoutExtension(template).segments.flatMap((segment) =>
    segment.kind === 'literal' && segment.text !== '' ? [segment.text] : [],
  );
}

function numberRepeats(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name}_${count}`;
    taken.add(unique);
    return unique;
  });
}
