import { LOCALE_CODES } from '../locales/locale';
import { loadVocabulary, POOL_SIZE } from './vocabulary';

describe.each(LOCALE_CODES)('%s', (code) => {
  const vocabulary = loadVocabulary(code, 1);

  test('pools are filled, small, and hold each name once', () => {
    for (const pool of [vocabulary.firstNames, vocabulary.lastNames]) {
      expect(pool.length).toBeGreaterThan(100);
      expect(pool.length).toBeLessThanOrEqual(POOL_SIZE);
      expect(new Set(pool.map(({ text }) => text)).size).toBe(pool.length);
      expect(pool.filter(({ slug }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))).toEqual([]);
    }
    expect(vocabulary.products.filter((name) => !/^\p{Lu}.* /u.test(name))).toEqual([]);
    expect(vocabulary.books.length).toBeGreaterThan(100);
  });

  test('the seed chooses', () => {
    expect(loadVocabulary(code, 1)).toEqual(vocabulary);
    expect(loadVocabulary(code, 2).firstNames).not.toEqual(vocabulary.firstNames);
  });
});
