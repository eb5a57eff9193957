import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { Spec } from '../../openapi/model/model';
import { changeBodies } from '../changes/change-requests';
import { changeStore } from '../changes/change-store';
import { changeValidation } from '../changes/change-validation';
import type { FaultInjection } from '../changes/fault-injection';
import { bodySchemasOf, scopesOf } from '../changes/scopes';
import { type BodyPlace, bodyPlaces, valuesAt } from './body-places';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

type Edit = (text: string) => string;

/** Changes that programs make to texts on the way. */
const EDITS: readonly (readonly [name: string, title: string, edit: Edit])[] = [
  ['trimmed', 'drops blanks at the ends of texts', (text) => text.trim()],
  ['blanks-collapsed', 'makes one blank of several', (text) => text.replace(/\s{2,}/g, ' ')],
  ['lower-cased', 'stores texts in lower case', (text) => text.toLowerCase()],
  ['upper-cased', 'stores texts in upper case', (text) => text.toUpperCase()],
  ['capitalised', 'begins texts with a capital', (text) => text.charAt(0).toUpperCase() + text.slice(1)],
  ['composed', 'composes characters (NFC)', (text) => text.normalize('NFC')],
  ['decomposed', 'takes characters apart (NFD)', (text) => text.normalize('NFD')],
  ['compatible', 'replaces characters by others that look like them (NFKC)', (text) => text.normalize('NFKC')],
  [
    'astral-lost',
    'loses emoji and other characters of four bytes',
    (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, ''),
  ],
  [
    'astral-replaced',
    'puts a question mark for characters of four bytes',
    (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '?'),
  ],
  ['latin-1', 'puts a question mark for characters beyond Latin 1', (text) => text.replace(/[^\0-\xff]/gu, '?')],
  ['ascii', 'drops accents', (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')],
  ['mojibake', 'reads UTF-8 as Latin 1', (text) => Buffer.from(text, 'utf8').toString('latin1')],
  [
    'html-escaped',
    'stores & as &amp;',
    (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;'),
  ],
  ['tags-stripped', 'drops what looks like a tag', (text) => text.replace(/<[^>]*>/g, '')],
  ['plus-lost', 'makes a blank of a plus sign', (text) => text.replace(/\+/g, ' ')],
  ['leading-zeros-lost', 'drops zeros at the beginning of texts', (text) => text.replace(/^0+(?=.)/, '')],
  ['quotes-doubled', "stores ' as ''", (text) => text.replace(/'/g, "''")],
  ['backslashes-lost', 'drops backslashes', (text) => text.replace(/\\/g, '')],
  ['line-breaks-lost', 'makes a blank of a line break', (text) => text.replace(/[\r\n]+/g, ' ')],
  [
    'controls-lost',
    'drops control characters',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is dropped
    (text) => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, ''),
  ],
  ['null-ends-text', 'ends texts at a null character', (text) => text.split('\0')[0] ?? ''],
  ['truncated', 'cuts texts off after 30 characters', (text) => [...text].slice(0, 30).join('')],
];

/** Ways to count lengths other than in characters (code points), as JSON Schema does. */
const LENGTHS: readonly (readonly [name: string, title: string, count: (text: string) => number])[] = [
  ['utf-16-units', 'counts characters of four bytes twice', (text) => text.length],
  ['bytes', 'counts bytes instead of characters', (text) => Buffer.byteLength(text)],
];

/** Texts that come back otherwise than they were sent, and lengths that are counted otherwise. */
export function textDrifts(spec: Spec): Drift[] {
  const places = scopesOf(spec).flatMap((scope) =>
    bodySchemasOf(scope).map((schema) => ({ schema, places: [...bodyPlaces(spec.schemas, schema)] })),
  );
  const texts = places.flatMap((each) => each.places).filter(({ keywords }) => isFreeText(keywords));
  if (texts.length === 0 || spec.resources.length === 0) return [];
  const names = new Set(texts.map(({ path }) => path.split('.')[0]!));
  const longest = Math.max(...texts.map(({ keywords }) => keywords.maxLength ?? Number.POSITIVE_INFINITY));
  const rows: DriftDefinition[] = EDITS.filter(([name]) => name !== 'truncated' || longest > 30).flatMap(
    ([name, title, edit]) => [
      [
        `text:${name}`,
        title,
        ['answer-reflects-request', 'reads-agree'],
        changeBodies(spec.schemas, (body) => edited(body, names, edit)),
      ],
    ],
  );
  for (const name of ['trimmed', 'lower-cased', 'astral-lost']) {
    const [, title, edit] = EDITS.find(([each]) => each === name)!;
    const later = `${title}, which shows when they are read`;
    rows.push([`text:${name}-when-stored`, later, ['reads-agree', 'list-follows-writes'], whenStored(names, edit)]);
  }
  const limited = texts.some(({ keywords }) => keywords.maxLength !== undefined);
  for (const [name, title, count] of limited ? LENGTHS : []) {
    const pointers = new Set(places.map(({ schema }) => schema.pointer));
    rows.push([`length:counts-${name}`, title, 'accepts-valid', counted(pointers, texts, count)]);
  }
  const nullable = texts.filter(({ nullable }) => nullable).map(({ path }) => path);
  if (nullable.length > 0) {
    const empty = changeBodies(spec.schemas, (body) =>
      nullable.some((name) => body[name] === null) ? filled(body, nullable) : undefined,
    );
    rows.push([
      'text:null-is-empty',
      'stores an empty text for null',
      ['answer-reflects-request', 'accepts-valid'],
      empty,
    ]);
  }
  return defineDrifts('text', rows);
}

function isFreeText({
  type,
  format,
  enum: values,
  pattern,
}: {
  type?: unknown;
  format?: string;
  enum?: unknown;
  pattern?: string;
}): boolean {
  return [type].flat().includes('string') && format === undefined && values === undefined && pattern === undefined;
}

function edited(body: JsonObject, names: ReadonlySet<string>, edit: Edit): JsonObject {
  const changed = (name: string, value: JsonValue) =>
    names.has(name) && typeof value === 'string' ? edit(value) : value;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, changed(name, value)]));
}

function filled(body: JsonObject, names: readonly string[]): JsonObject {
  return { ...body, ...Object.fromEntries(names.filter((name) => body[name] === null).map((name) => [name, ''])) };
}

function whenStored(names: ReadonlySet<string>, edit: Edit): FaultInjection {
  const changed = <T extends { json: string }>(record: T): T => ({
    ...record,
    json: JSON.stringify(edited(JSON.parse(record.json), names, edit)),
  });
  return changeStore((store) => ({
    insert: (resource, record) => store.insert(resource, changed(record)),
    update: async (resource, id, change) => {
      let answer: ReturnType<typeof change> | undefined;
      const found = await store.update(resource, id, (current) => {
        answer = change(current);
        return changed(answer);
      });
      return found === undefined ? undefined : answer;
    },
  }));
}

function counted(
  pointers: ReadonlySet<string>,
  texts: readonly BodyPlace[],
  count: (text: string) => number,
): FaultInjection {
  return changeValidation(pointers, (violations, body) => {
    const more = texts.flatMap(({ path: place, keywords, schema }) =>
      valuesAt(body, place)
        .filter(
          ({ value }) => typeof value === 'string' && count(value) > (keywords.maxLength ?? Number.POSITIVE_INFINITY),
        )
        .map(({ path }) => ({ path, keyword: 'maxLength', detail: 'is too long', pointer: schema.pointer })),
    );
    return violations.length > 0 ? violations : more;
  });
}
