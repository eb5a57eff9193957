import type { JsonObject, JsonValue } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { Spec } from '../../../openapi/model/model';
import type { LocaleCode } from './locale';

/** Small words that a language uses all the time and the others do not. */
const SMALL_WORDS: Readonly<Record<LocaleCode, readonly string[]>> = {
  en: ['the', 'and', 'of', 'to', 'for', 'with', 'from', 'this', 'by', 'are', 'all', 'get', 'list', 'create', 'update'],
  nl: ['het', 'een', 'van', 'voor', 'met', 'niet', 'wordt', 'naar', 'zijn', 'bij', 'alle', 'ophalen', 'geeft', 'deze'],
  de: [
    'der',
    'die',
    'das',
    'und',
    'ein',
    'eine',
    'von',
    'mit',
    'nicht',
    'wird',
    'den',
    'zum',
    'zur',
    'aller',
    'abrufen',
  ],
  fr: ['le', 'la', 'les', 'des', 'et', 'une', 'du', 'pour', 'avec', 'dans', 'est', 'sur', 'par', 'cette', 'liste'],
};

const CODES = Object.keys(SMALL_WORDS) as LocaleCode[];

/** The number of operations that are read; the language shows in the first ones. */
const MOST_OPERATIONS = 60;

const detected = new WeakMap<object, LocaleCode>();

/** The language that is asked for, else that of the document. */
export function localeOf(spec: Spec, locale: LocaleCode | 'auto' = 'auto'): LocaleCode {
  return locale === 'auto' ? detectLocale(spec) : locale;
}

/**
 * Finds the language of a document's data: what its `x-seed: { locale: … }` says, else the language of its title, summaries and
 * descriptions; English where they are none of those that data can be made in.
 */
export function detectLocale({ document }: Pick<Spec, 'document'>): LocaleCode {
  const known =
    detected.get(document) ??
    toldLocale(document as unknown as JsonObject) ??
    languageOf(document as unknown as JsonObject);
  detected.set(document, known);
  return known;
}

function toldLocale({ 'x-seed': told }: JsonObject): LocaleCode | undefined {
  return isJsonObject(told ?? null) ? CODES.find((code) => code === (told as JsonObject).locale) : undefined;
}

function languageOf(document: JsonObject): LocaleCode {
  const words =
    textsOf(document)
      .join(' ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  let [best, most] = ['en' as LocaleCode, 0];
  for (const code of CODES) {
    const small = new Set(SMALL_WORDS[code]);
    const count = words.filter((word) => small.has(word)).length;
    if (count > most) [best, most] = [code, count];
  }
  return best;
}

function textsOf({ info, paths, tags }: JsonObject): string[] {
  const texts: string[] = [];
  const read = (value: JsonValue | undefined): void => {
    if (!isJsonObject(value ?? null)) return;
    for (const name of ['title', 'summary', 'description']) {
      const text = (value as JsonObject)[name];
      if (typeof text === 'string') texts.push(text.slice(0, 2000));
    }
  };
  read(info);
  for (const tag of Array.isArray(tags) ? tags : []) read(tag);
  for (const item of Object.values(isJsonObject(paths ?? null) ? (paths as JsonObject) : {}).slice(
    0,
    MOST_OPERATIONS,
  )) {
    for (const operation of Object.values(isJsonObject(item) ? item : {})) read(operation);
  }
  return texts;
}
