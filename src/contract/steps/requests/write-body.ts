import type { JsonValue } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { RequestParts } from '../../exchange/build-request';

const encoder = new TextEncoder();

/**
 * Writes a value as a body of a type that is not JSON: forms, files, lines of JSON and plain text (OpenAPI 3.1, sections 4.8.14.4 and 4.8.14.5).
 *
 * @param type - the media type in lower case, without parameters; may be a range such as `text/*`
 * @returns undefined for a type that cannot be written, such as XML
 * @example writeBody('application/x-www-form-urlencoded', { a: 1 }) // bytes of `a=1`
 */
export function writeBody(
  type: string,
  value: JsonValue | undefined,
): Required<Pick<RequestParts, 'bytes' | 'contentType'>> | undefined {
  const entries = isJsonObject(value) ? entriesOf(value) : [];
  if (type === 'application/x-www-form-urlencoded') {
    return {
      bytes: encoder.encode(
        new URLSearchParams(entries.map(([name, text]): [string, string] => [name, text])).toString(),
      ),
      contentType: type,
    };
  }
  if (type === 'multipart/form-data') {
    const boundary = 'contact-points-boundary';
    const parts = entries.map(([name, text]) => `--${boundary}\r\n${dispositionOf(name)}\r\n\r\n${text}\r\n`);
    return {
      bytes: encoder.encode(`${parts.join('')}--${boundary}--\r\n`),
      contentType: `${type}; boundary=${boundary}`,
    };
  }
  if (LINES.test(type)) {
    const items = Array.isArray(value) ? value : [value ?? {}];
    return { bytes: encoder.encode(items.map((item) => `${JSON.stringify(item)}\n`).join('')), contentType: type };
  }
  const isOctets = /^(application\/octet-stream|(image|audio|video)\/|\*\/\*)/.test(type);
  if (!isOctets && !type.startsWith('text/')) return undefined;
  const text = typeof value === 'string' ? value : value === undefined ? 'text' : JSON.stringify(value);
  const concrete =
    type === '*/*' ? 'application/octet-stream' : type.replace('text/*', 'text/plain').replace('/*', '/png');
  return { bytes: encoder.encode(text), contentType: concrete };
}

/** A line of JSON for each item. */
const LINES = /^(?:application|text)\/(?:x-)?(?:jsonl|ndjson|json-?lines)$/;

// Arrays repeat the name, what is nested is JSON: the defaults of OpenAPI's encoding object.
function entriesOf(value: Readonly<Record<string, JsonValue>>): readonly (readonly [name: string, text: string])[] {
  return Object.entries(value).flatMap(([name, member]) =>
    (Array.isArray(member) ? member : [member])
      .filter((each) => each !== null)
      .map((each) => [name, typeof each === 'object' ? JSON.stringify(each) : String(each)] as const),
  );
}

function dispositionOf(name: string): string {
  const quoted = name.replaceAll('"', '%22').replace(/\r?\n/g, '%0D%0A');
  return `Content-Disposition: form-data; name="${quoted}"`;
}
