import type { LocaleCode } from '../mock/seeding/locales/locale';

/** A part of the build that is a file of its own, and is loaded for documents that need it. */
interface Part {
  /** Tells by the text of a document. */
  isNeeded(text: string): boolean;
  load(): Promise<object>;
}

const parts: Readonly<Record<string, Part>> = {
  // YAML may be read, or written in answers.
  yaml: {
    isNeeded: (text) => !/^\s*\{/.test(text) || text.includes('yaml'),
    load: async () => ({
      ...(await import('../openapi/read/fast-yaml.js')),
      ...(await import('../openapi/read/yaml.js')),
    }),
  },
  'fast-check': { isNeeded: (text) => text.includes('pattern'), load: () => import('./in-place-of/fast-check.js') },
  sax: { isNeeded: (text) => text.includes('xml'), load: async () => (await import('sax')).default },
};

/** The words of each language, with faker's code. */
const locales: Readonly<Record<LocaleCode, () => Promise<object>>> = {
  nl: () => import('@faker-js/faker/locale/nl'),
  en: () => import('@faker-js/faker/locale/en'),
  de: () => import('@faker-js/faker/locale/de'),
  fr: () => import('@faker-js/faker/locale/fr'),
};

const loaded = new Map<string, object>();

/** Loads the parts that a document needs. The bundle takes each from {@link partOf}, where Node would load it when it is first used. */
export async function loadParts(text: string): Promise<void> {
  const needed = Object.entries(parts).filter(([name, { isNeeded }]) => !loaded.has(name) && isNeeded(text));
  await Promise.all(needed.map(async ([name, { load }]) => loaded.set(name, await load())));
}

/** Loads the words of a language. */
export async function loadLocale(code: LocaleCode): Promise<void> {
  loaded.set(`@faker-js/faker/locale/${code}`, await locales[code]());
}

/** A part that has been loaded. */
export function partOf(name: string): object {
  const part = loaded.get(name);
  if (part === undefined) throw new Error(`The part "${name}" of the mock is not loaded.`);
  return part;
}
