import type { JsonValue } from '../../json-schema/model/json-schema';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { Exchange } from './exchange';
import type { ExpectedViolation } from './expectation';

const LONGEST = 160;

/** Shortens a text for a person: its start, and how long it is when something was cut. */
export function shorten(text: string, limit: number = LONGEST): string {
  const characters = Array.from(text);
  return characters.length <= limit
    ? text
    : `${characters.slice(0, limit).join('')}… (${characters.length} characters)`;
}

/** Writes a value as short JSON; `nothing` for a member that is not there. */
export function describeValue(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  try {
    return shorten(JSON.stringify(value));
  } catch {
    // Only what is nested too deep cannot be written.
    return 'a value that is nested too deep to be shown';
  }
}

/** Names a property or parameter as a person would: `label in the body`, `the body`. */
export function describePlace({ in: place, path }: ExpectedViolation): string {
  const name = formatPropertyPath(path);
  return name === '' ? `the ${place}` : `${name} in the ${place}`;
}

/** Describes a response: status, media type and the start of the body. */
export function describeResponse({ response }: Exchange): string {
  const type = response.headers['content-type'];
  const text = new TextDecoder().decode(response.body.subarray(0, 2_000)).trim();
  return [`status ${response.status}`, type ?? 'no content type', text === '' ? 'no body' : shorten(text, 400)].join(
    ', ',
  );
}

const tag =
  /<\/?(?:a|abbr|b|body|br|code|div|em|font|h[1-6]|head|html|i|img|li|ol|p|pre|script|small|span|strong|style|table|td|th|tr|u|ul)(?:\s+[a-z-]+=[^<>]*)?\s*\/?>/i;

/** Tests for HTML, such as `<b>`, in a text that is meant to be read as it stands; a program would show the tags. */
export function hasMarkup(text: string): boolean {
  return tag.test(text);
}
