import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';

/** Writes the items of a sequence, one after the other. */
type WriteSequence = (items: readonly JsonValue[]) => string;

const lines: WriteSequence = (items) => items.map((item) => `${JSON.stringify(item)}\n`).join('');

/** Media types whose body is a sequence of JSON values (OpenAPI 3.2, section 4.14.3). */
const SEQUENCES: Readonly<Record<string, WriteSequence>> = {
  'application/jsonl': lines,
  'application/x-jsonlines': lines,
  'application/json-lines': lines,
  'application/ndjson': lines,
  'application/x-ndjson': lines,
  'application/stream+json': lines,
  // RFC 7464: each text begins with a record separator.
  'application/json-seq': (items) => items.map((item) => `\u001e${JSON.stringify(item)}\n`).join(''),
  'text/event-stream': (items) => items.map(eventOf).join(''),
};

/** Tells whether the body of a media type is a sequence of items. */
export function isSequence(name: string): boolean {
  return SEQUENCES[name] !== undefined || name.endsWith('+json-seq');
}

/** The pause between two items, in milliseconds, and the longest time that a whole sequence takes. */
const PAUSE = 50;
const LONGEST = 2000;

/**
 * Gives the body of a sequence item by item, with a pause between two of them, as a client meets it that reads while the server is
 * still writing. The end of the consumer ends the pause.
 *
 * @param name - a media type for which {@link isSequence} is true
 */
export async function* itemByItem(name: string, body: string): AsyncGenerator<string, void, undefined> {
  const items = body.split(name === 'text/event-stream' ? /(?<=\n\r?\n)/ : /(?<=\n)/);
  const pause = Math.min(PAUSE, LONGEST / items.length);
  for (const [index, item] of items.entries()) {
    if (index > 0) await new Promise((resolve) => setTimeout(resolve, pause).unref?.());
    yield item;
  }
}

/**
 * Writes a value item by item: a list its items, anything else as the only one. A text that has the form already stays as it is.
 *
 * @param name - a media type for which {@link isSequence} is true
 */
export function toSequence(name: string, value: JsonValue): string {
  if (typeof value === 'string' && (name !== 'text/event-stream' || /^(?:data|event|id|retry)?:/m.test(value))) {
    return value;
  }
  const write = SEQUENCES[name] ?? SEQUENCES['application/json-seq']!;
  return write(Array.isArray(value) ? value : [value]);
}

const FIELDS = ['event', 'id', 'retry'] as const;

/**
 * One server-sent event (HTML standard, "Server-sent events"). An object with `data` and nothing but the fields of an event is
 * one; anything else is the data of an event.
 */
function eventOf(item: JsonValue): string {
  const isEvent =
    isJsonObject(item) && item.data !== undefined && Object.keys(item).every((key) => KNOWN_FIELDS.has(key));
  if (!isEvent) return `${dataLines(item)}\n`;
  const fields = FIELDS.flatMap((field) =>
    item[field] == null ? [] : [`${field}: ${oneLine(String(item[field]))}\n`],
  );
  return `${fields.join('')}${dataLines(item.data!)}\n`;
}

const KNOWN_FIELDS: ReadonlySet<string> = new Set(['data', ...FIELDS]);

function dataLines(data: JsonValue): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('');
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}
