import { formats } from '../../../json-schema/formats/formats';
import type { JsonSchema } from '../../../json-schema/model/json-schema';
import { singulars } from '../../../openapi/model/names';
import type { GeneratorName } from './generators';

/** Names (as words, see {@link wordsOf}) of text properties, and what suits them; the first that matches counts. */
const BY_NAME: readonly (readonly [RegExp, GeneratorName])[] = [
  [/\b(host|hostname|domain)$/, 'domain'],
  [/mail/, 'email'],
  [/^(from|to|cc|bcc|reply to|sender|recipients?)$/, 'email'],
  [/phone|mobile|\b(fax|tel|gsm)\b/, 'phone'],
  [/\b(image|avatar|photo|picture|logo|thumbnail|icon)( url| uri| link)?$/, 'image'],
  [/\b(url|uri|website|homepage|link|href|web site)\b/, 'url'],
  [/\b(host|hostname|domain)\b/, 'domain'],
  [/\bip( address)?$/, 'ip-address'],
  [/\b(first|given) name\b|forename/, 'first-name'],
  [/\b(last|family) name\b|surname/, 'last-name'],
  [/\buser ?name\b|\blogin\b|\bnick|\bhandle$/, 'user-name'],
  [/\bslug$/, 'slug'],
  [/time ?zone|\btz$/, 'time-zone'],
  [/\b(file ?name|file)$/, 'file-name'],
  [/\bmime|(content|media) type$/, 'media-type'],
  [/country code/, 'country-code'],
  [/country/, 'country'],
  [/city|\btown\b|municipality/, 'city'],
  [/house number/, 'house-number'],
  [/address|street line/, 'street-address'],
  [/street/, 'street'],
  [/post ?code|postal|\bzip\b/, 'postcode'],
  [/\b(region|province)\b/, 'region'],
  [/colou?r$/, 'color'],
  [/\bversion$/, 'version'],
  [/\b(birthday|birth date|date of birth|dob)$|\bdate$|^date\b/, 'day'],
  [/\b(due|expires?|expir\w+|ends?) at$/, 'due-at'],
  [/^(creat|publish)ed$|\b(creat|publish|start|sent|order|register)\w* at$/, 'made-at'],
  [/^(updat|modifi|chang)ed$|\b(at|timestamp)$/, 'changed-at'],
  [/\b(id|uuid|guid|sid|uid|key|token|secret|hash|sha|etag|checksum|cursor|marker|continuation|ref|sku)$/, 'code'],
  [/\b(symbol|ticker)$/, 'ticker'],
  [/\b(qty|quantity|shares|volume|count|offset)$/, 'count'],
  [/currency/, 'currency'],
  [/language|locale/, 'language'],
  [/company|organi[sz]ation|employer|supplier|vendor|publisher|manufacturer|brand/, 'company'],
  [/author|person|owner|assignee|(full|contact) name|created by|updated by/, 'person'],
  [/product/, 'product'],
  [/\bdepartment$/, 'department'],
  [/\bjob( title)?$|\boccupation$/, 'duty'],
  [/label/, 'label'],
  [/title|subject|headline|topic/, 'title'],
  [/description|text|notes?\b|comment|summary|message|body|remark|content|reason|\bbio\b/, 'text'],
  [/\b(tags?|keywords?|category|categories)\b/, 'tag'],
  [/\b(status|state)$/, 'status'],
  [/\b(type|kind|mode|level|tier|plan)$/, 'kind'],
  [/\b(amount|price|cost|fee|balance|total|rate|percent|percentage)$/, 'decimal'],
  [/\b(number|code|no)$/, 'digits'],
  [/\btime$/, 'time-of-day'],
];

/** Kinds of records by words of their resource's name: tells what its `name` or `title` looks like. */
const BY_NOUN: readonly (readonly [RegExp, GeneratorName])[] = [
  [/compan|customer|client|supplier|vendor|organi[sz]ation|account|publisher|brand|tenant/, 'company'],
  [
    /person|people|user|employee|member|author|contact|owner|student|patient|agent|creator|sender|guest|\bby$/,
    'person',
  ],
  [/book|novel/, 'book'],
  [/product|item|goods|part\b/, 'product'],
  [/location|branch|office|shop|store|site/, 'branch'],
  [/city|cities|town/, 'city'],
  [/tag|categor|label/, 'tag'],
];

const BY_TIME: readonly (readonly [RegExp, GeneratorName])[] = [
  [/creat|made|start|since|register|order|issued|published|sent|open/, 'made-at'],
  [/until|expir|due|end|deadline|valid|next|planned/, 'due-at'],
];

/**
 * Finds the generator for a property with text values, by its format, else by its name.
 *
 * @param name - the property's name, in any style: `emailAddress`, `email-address`
 * @param noun - the name of the resource, or of the property that holds the record
 * @returns undefined when nothing is known about it
 */
export function generatorFor(name: string, noun: string, schema: JsonSchema): GeneratorName | undefined {
  const words = wordsOf(name);
  switch (schema.format) {
    case 'email':
    case 'idn-email':
      return 'email';
    case 'uri':
    case 'url':
    case 'uri-reference':
    case 'iri':
      return 'url';
    case 'hostname':
      return 'domain';
    case 'date':
      return 'day';
    case 'date-time':
      return find(BY_TIME, words) ?? 'changed-at';
    case undefined:
      break;
    default:
      // A format of the author's own says no more than the name.
      if (formats.has(schema.format)) return undefined;
  }
  if (words === 'state' && /address|location/.test(wordsOf(noun))) return 'region';
  const byName = find(BY_NAME, words) ?? find(BY_NAME, singularOf(words));
  if (
    byName === 'label' &&
    !/contact|person|phone|mail|address|desk|shop|office|branch|location|customer|compan/.test(wordsOf(noun))
  )
    return 'tag';
  if (!NAMING.test(words) || (byName !== undefined && byName !== 'title')) return byName;
  const stem = stemOf(words);
  return find(BY_NOUN, stem === '' ? wordsOf(noun) : stem) ?? 'title';
}

/** Names of what things are called by, which say nothing themselves. */
export const NAMING = /\b(name|title)$/;

/** The rest of such a name: `room` of `room name`, nothing of `display name`. */
export function stemOf(words: string): string {
  return words
    .replace(NAMING, '')
    .replace(/\b(?:display|short|public) $/, '')
    .trim();
}

/** Words in the singular, to show. */
export function singularOf(words: string): string {
  return /(?:us|is|ss|as)$/.test(words) ? words : (singulars(words)[0] ?? words);
}

/**
 * Spells a name in lower-case words.
 *
 * @example wordsOf('contactEmail') // 'contact email'
 */
export function wordsOf(name: string): string {
  return name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

function find(table: readonly (readonly [RegExp, GeneratorName])[], words: string): GeneratorName | undefined {
  return table.find(([pattern]) => pattern.test(words))?.[1];
}
