import type { Faker } from '@faker-js/faker';
import { createRandom, type Random } from '../../../json-schema/model/random';
import type { LocaleCode } from '../locales/locale';
import { slugOf } from '../locales/slug';

/** A name, and how it is spelled in addresses: `Zoë`, `zoe`. */
export interface Name {
  readonly text: string;
  readonly slug: string;
}

/** Pools of names of one language, drawn with one seed. */
export interface Vocabulary {
  readonly firstNames: readonly Name[];
  readonly lastNames: readonly Name[];
  readonly products: readonly string[];
  readonly books: readonly string[];
}

/** The number of names that a pool holds at most. Records pick from pools; they never ask the generator itself. */
export const POOL_SIZE = 400;

/**
 * Draws the pools of a language. This file is the only door to faker: it loads one language, and takes its word lists
 * instead of calling its generators, so that no state is shared between servers and no clock is read.
 *
 * @param seed - which names of the language are drawn, and in which order
 */
export function loadVocabulary(code: LocaleCode, seed: number): Vocabulary {
  const { person, commerce, book } = loadFaker(code).rawDefinitions;
  const names = (list: readonly string[] = ['Alex'], pool: string): Name[] =>
    drawFrom(list, createRandom(seed, code, pool)).map((text) => ({ text, slug: slugOf(text, code) }));
  const firstNames = person?.first_name;
  return {
    firstNames: names([...new Set([...(firstNames?.female ?? []), ...(firstNames?.male ?? [])])], 'first names'),
    lastNames: names(person?.last_name?.generic, 'last names'),
    products: nameProducts(commerce?.product_name, code, createRandom(seed, code, 'products')),
    books: drawFrom(book?.title ?? ['Untitled'], createRandom(seed, code, 'books')),
  };
}

function loadFaker(code: LocaleCode): Faker {
  switch (code) {
    case 'nl':
      return require('@faker-js/faker/locale/nl').faker;
    case 'en':
      return require('@faker-js/faker/locale/en').faker;
    case 'de':
      return require('@faker-js/faker/locale/de').faker;
    case 'fr':
      return require('@faker-js/faker/locale/fr').faker;
  }
}

/** Draws without putting back (Fisher-Yates), so that a pool holds each name once. */
function drawFrom(list: readonly string[], random: Random): string[] {
  const left = [...list];
  const drawn: string[] = [];
  while (left.length > 0 && drawn.length < POOL_SIZE) {
    const chosen = random.integer(0, left.length - 1);
    drawn.push(left[chosen]!);
    left[chosen] = left.at(-1)!;
    left.pop();
  }
  return drawn;
}

interface ProductWords {
  readonly adjective?: readonly string[];
  readonly material?: readonly string[];
  readonly product?: readonly string[];
}

function nameProducts(words: ProductWords | null | undefined, code: LocaleCode, random: Random): string[] {
  const { adjective = [''], material = [''], product = ['Box'] } = words ?? {};
  const compose = (): string => {
    const [quality, stuff, thing] = [random.pick(adjective), random.pick(material), random.pick(product)];
    const text = code === 'fr' ? `${thing} ${stuff} ${quality}` : `${quality} ${stuff} ${thing}`;
    return text.trim().replace(/^./u, (letter) => letter.toUpperCase());
  };
  return Array.from({ length: POOL_SIZE }, compose);
}
