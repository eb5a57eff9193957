import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Freedoms } from './freedoms';
import type { Violation } from './violations';

/** Answer as a handler decides it; this file writes it as a response. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: object;
}

type ProblemName = keyof typeof problems;

const problems = {
  violations: [
    'Bad request',
    'The request violates one or more constraints. Please resolve all of them and try again.',
  ],
  'malformed-body': ['Malformed body', 'The request body is not valid JSON.'],
  unauthorized: ['Unauthorized', 'The credentials are missing or wrong.'],
  'not-found': ['Not found', 'There is nothing at this address.'],
  'method-not-allowed': ['Method not allowed', 'This resource does not know that method.'],
  'not-acceptable': ['Not acceptable', 'Only JSON can be served.'],
  'payload-too-large': ['Payload too large', 'The request body is larger than one MiB.'],
  'unsupported-media-type': ['Unsupported media type', 'The request body has to be application/json.'],
  'too-many-requests': ['Too many requests', 'Please try again in a second.'],
} as const;

/** A problem (RFC 9457) in the server's own choice of type and wording. */
export function problem(
  choices: Freedoms,
  status: number,
  name: ProblemName,
  more: { violations?: Violation[]; headers?: Record<string, string> } = {},
): Answer {
  const [title, detail] = problems[name];
  const types = {
    documented: `/problems/${name}`,
    absolute: `https://errors.example.com/v1/${name}`,
    blank: 'about:blank',
    tag: `tag:errors.example.com,2026:${name}`,
  };
  const wordings = {
    english: [title, detail],
    dutch: [`Fout ${status}`, 'Het verzoek kon niet worden uitgevoerd; zie de beschrijving van de API.'],
    terse: [STATUS_CODES[status], `${STATUS_CODES[status]}.`],
  };
  const phrase = choices.problemType === 'blank' ? STATUS_CODES[status] : undefined;
  const violations = more.violations?.map((violation) =>
    choices.extraViolationMembers ? { ...violation, code: 'constraint', pointer: '#/' } : violation,
  );
  return {
    status,
    headers: { ...more.headers, 'content-type': 'application/problem+json' },
    body: {
      type: types[choices.problemType],
      title: phrase ?? wordings[choices.wording][0],
      status,
      detail: wordings[choices.wording][1],
      ...(violations && { violations }),
      ...(choices.extraProblemMembers && {
        instance: '/requests/8472',
        timestamp: '2026-01-01T00:00:00Z',
        trace: null,
      }),
    },
  };
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

function toJson(body: object, choices: Freedoms): string {
  const value = choices.keyOrder === 'reversed' ? reversed(body) : body;
  if (choices.json === 'pretty') return `${JSON.stringify(value, null, 2)}\n`;
  const compact = JSON.stringify(value);
  if (choices.json === 'compact') return compact;
  return compact.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Writes an answer; a HEAD request gets the headers of the GET. */
export function write(request: IncomingMessage, response: ServerResponse, answer: Answer, choices: Freedoms): void {
  const headers: Record<string, string> = { 'access-control-expose-headers': 'Location', ...answer.headers };
  headers['access-control-allow-origin'] = choices.preflight === 'echo' ? (request.headers.origin ?? '*') : '*';
  if (choices.preflight === 'echo') headers.vary = 'Origin';
  if (choices.extraHeaders) {
    Object.assign(headers, {
      'x-request-id': '8472',
      'cache-control': 'no-store',
      etag: 'W/"1"',
      server: 'independent',
    });
  }
  if (!choices.keepAlive) headers.connection = 'close';
  const bytes = answer.body && Buffer.from(toJson(answer.body, choices));
  if (bytes) {
    const type = headers['content-type'] ?? 'application/json';
    headers['content-type'] = choices.charset ? `${type}; charset=utf-8` : type;
    if (choices.framing === 'length') headers['content-length'] = String(bytes.length);
  }
  response.writeHead(answer.status, headers);
  if (bytes && request.method !== 'HEAD') {
    const middle = choices.framing === 'chunked' ? bytes.length >> 1 : 0;
    if (middle > 0) response.write(bytes.subarray(0, middle));
    response.write(bytes.subarray(middle));
  }
  response.end();
}
