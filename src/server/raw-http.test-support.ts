import { connect } from 'node:net';

/** Matches nothing: the server is to close the connection. */
export const NEVER = /$^/;

/** Writes the parts as they are and collects, as Latin-1, what comes until the server closes or `until` has come. */
export function talk(
  port: number,
  parts: readonly (string | Uint8Array)[],
  until: RegExp,
  end = false,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
      if (end) socket.end();
    });
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      received += chunk;
      if (until.test(received)) socket.destroy();
    });
    socket.on('error', reject).on('close', () => resolve(received));
  });
}

/** The statuses of the answers in what was received. */
export const statuses = (received: string): string[] =>
  [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => match[1]!);

/** The answers to one request each, in their order; those of HEAD have no body. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Splits what was received into answers by their lengths, as a client on the connection does.
 *
 * @param isHead - tells for each answer by its index if it is one to HEAD
 * @throws {Error} when the bytes are no sequence of answers
 */
export function answersIn(received: string, isHead: (index: number) => boolean = () => false): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = received;
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n');
    const [line = '', ...fields] = rest.slice(0, end).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1]);
    if (end === -1 || Number.isNaN(status)) throw new Error(`no answer: ${JSON.stringify(rest.slice(0, 200))}`);
    const headers = Object.fromEntries(
      fields.map((field) => field.split(/: ?(.*)/s, 2).map((part) => part.toLowerCase())),
    );
    rest = rest.slice(end + 4);
    if (status < 200) continue;
    // What is told of bytes that break off a HEAD has a body, because the connection ends with it.
    const bodyless = (isHead(answers.length) && /^(?:HTTP\/1\.1 |$)/.test(rest)) || status === 204 || status === 304;
    const length = bodyless ? 0 : Number(headers['content-length'] ?? rest.length);
    if (rest.length < length) throw new Error(`an answer of ${length} bytes has ${rest.length}`);
    answers.push({ status, headers, body: rest.slice(0, length) });
    rest = rest.slice(length);
  }
  return answers;
}
