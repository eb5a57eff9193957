import { createRandom, type Random } from '../../../json-schema/model/random';
import { readPackageJson } from '../../../openapi/read/package-file';
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

/** The words of a language, as they stand in `fixtures/words`. */
interface Words {
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly products: ProductWords;
  readonly books: readonly string[];
}

/**
 * Draws the pools of a language, which is read when it is first asked for.
 *
 * @param seed - which names of the language are drawn, and in which order
 */
export function loadVocabulary(code: LocaleCode, seed: number): Vocabulary {
  const words = readPackageJson<Words>(`fixtures/words/${code}.json`);
  const names = (list: readonly string[], pool: string): Name[] =>
    drawFrom(list, createRandom(seed, code, pool)).map((text) => ({ text, slug: slugOf(text, code) }));
  return {
    firstNames: names(words.firstNames, 'first names'),
    lastNames: names(words.lastNames, 'last names'),
    products: nameProducts(words.products, code, createRandom(seed, code, 'products')),
    books: drawFrom(words.books, createRandom(seed, code, 'books')),
  };
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
  readonly adjective: readonly string[];
  readonly material: readonly string[];
  readonly product: readonly string[];
}

function nameProducts({ adjective, material, product }: ProductWords, code: LocaleCode, random: Random): string[] {
  const compose = (): string => {
    const [quality, stuff, thing] = [random.pick(adjective), random.pick(material), random.pick(product)];
    const text = code === 'fr' ? `${thing} ${stuff} ${quality}` : `${quality} ${stuff} ${thing}`;
    return text.trim().replace(/^./u, (letter) => letter.toUpperCase());
  };
  return Array.from({ length: POOL_SIZE }, compose);
}
