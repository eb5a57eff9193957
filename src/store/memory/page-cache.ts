import type { Page } from '../interface/store';

/** How many pages are remembered. */
const MOST = 64;

/** The longest page that is remembered: such a page should not keep much memory. */
const LONGEST = 1000;

/**
 * The pages of a collection that were read since it last changed. The same question gets the same object, so that whoever
 * makes something of a page can remember what it made.
 */
export class PageCache {
  readonly #pages = new Map<string, Page>();

  /** Forgets all pages; to be called with every change. */
  clear(): void {
    if (this.#pages.size > 0) this.#pages.clear();
  }

  get(filter: Readonly<Record<string, string>>, offset: number, limit: number): Page | undefined {
    return this.#pages.size === 0 ? undefined : this.#pages.get(keyOf(filter, offset, limit));
  }

  /** Remembers a page and gives it back; the one that was remembered first makes room. */
  add(filter: Readonly<Record<string, string>>, offset: number, limit: number, page: Page): Page {
    if (page.items.length > LONGEST) return page;
    if (this.#pages.size >= MOST) this.#pages.delete(this.#pages.keys().next().value!);
    this.#pages.set(keyOf(filter, offset, limit), page);
    return page;
  }
}

function keyOf(filter: Readonly<Record<string, string>>, offset: number, limit: number): string {
  let key = `${offset} ${limit}`;
  // Lengths keep apart what concatenation would not: a value may contain any character.
  for (const name in filter) key += ` ${name.length} ${name} ${filter[name]!.length} ${filter[name]}`;
  return key;
}
