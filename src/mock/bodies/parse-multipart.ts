import { latin1Of, utf8Of } from '../../json-schema/model/bytes';
import { JsonError } from './parse-json';

/** One part of a multipart body. */
export interface FormPart {
  readonly name: string;
  /** Undefined for a field that is no file. */
  readonly filename?: string;
  /** As sent, undefined when the part has none. */
  readonly contentType?: string;
  readonly content: Uint8Array;
}

/** The largest number of parts; a form has few. */
const MOST_PARTS = 1000;

/**
 * Takes a `multipart/form-data` body apart (RFC 7578). It is whole in memory and small, so that nothing has to be waited for.
 *
 * @param contentType - with the `boundary`
 * @throws {@link JsonError} with a sentence for a person, when the body is broken
 */
export function parseMultipart(bytes: Uint8Array, contentType: string): FormPart[] {
  const told = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const boundary = told?.[1] ?? told?.[2];
  if (boundary === undefined) throw new JsonError('The Content-Type of the body has no boundary.');
  // A line break before the first boundary makes it like the others.
  const body = `\r\n${latin1Of(bytes)}`;
  const delimiter = `\r\n--${boundary}`;
  const parts: FormPart[] = [];
  let at = body.indexOf(delimiter);
  if (at === -1) throw new JsonError('The body has no part: its boundary is not found.');
  for (;;) {
    const start = at + delimiter.length;
    if (body.startsWith('--', start)) return parts;
    const next = body.indexOf(delimiter, start);
    if (next === -1) throw new JsonError('The body ends within a part: its last boundary is missing.');
    if (parts.length === MOST_PARTS) throw new JsonError(`The body has more than ${MOST_PARTS} parts.`);
    parts.push(partOf(bytes.subarray(start - 2, next - 2), parts.length + 1));
    at = next;
  }
}

function partOf(bytes: Uint8Array, number: number): FormPart {
  const part = latin1Of(bytes);
  const lineEnd = part.indexOf('\r\n');
  const end = part.indexOf('\r\n\r\n', lineEnd);
  if (lineEnd === -1 || end === -1) throw new JsonError(`Part ${number} of the body has no header fields.`);
  const fields = new Map(
    utf8Of(bytes.subarray(lineEnd, end))
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const disposition = fields.get('content-disposition') ?? '';
  const name = parameterOf(disposition, 'name');
  if (!/^form-data\b/i.test(disposition) || name === undefined) {
    throw new JsonError(`Part ${number} of the body has no name: it needs "Content-Disposition: form-data; name=...".`);
  }
  const filename = parameterOf(disposition, 'filename') ?? parameterOf(disposition, 'filename*');
  const contentType = fields.get('content-type');
  return {
    name,
    content: bytes.subarray(end + 4),
    filename,
    contentType,
  };
}

/** Browsers write quotes and line breaks as `%22`, `%0D` and `%0A` (HTML, "multipart/form-data"), others escape by a backslash. */
function parameterOf(disposition: string, name: string): string | undefined {
  const pattern = new RegExp(`;\\s*${name.replace('*', '\\*')}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, 'i');
  const found = pattern.exec(disposition);
  const text = found?.[1]?.replace(/\\(["\\])/g, '$1') ?? found?.[2];
  return text?.replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
