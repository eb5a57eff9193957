import { REPORT_KINDS, VERIFY_DEFAULTS } from '../../contract/exchange/verify-defaults';
import type { JsonObject } from '../../json-schema/model/json-schema';
import {
  CONFIG_OPTIONS,
  defineCommand,
  flag,
  type InvocationOf,
  list,
  option,
  UsageError,
} from '../command-line/command';
import { DOCUMENT_FLAGS } from '../command-line/document';
import { fileName, names, percentage, text, wholeNumber } from '../command-line/option-values';

const severities: JsonObject = {
  type: 'object',
  description: 'Severities of checks by name; off leaves a check out.',
  additionalProperties: { enum: ['error', 'warning', 'note', 'off'] },
};

/** Settings of `verify` that only a configuration file can give. */
const VERIFY_SETTINGS = {
  checks: severities,
  operations: {
    type: 'object',
    description: 'Settings of single operations, by operationId, or METHOD /path where there is none.',
    additionalProperties: {
      type: 'object',
      properties: {
        skip: { type: 'boolean', description: 'Leave out its cases.' },
        headers: {
          type: 'object',
          description: 'Headers that its requests carry as well.',
          additionalProperties: { type: 'string' },
        },
        ids: {
          type: 'object',
          description: "Values of its parameters, in place of the document's examples.",
          additionalProperties: true,
        },
        examples: { type: 'array', description: "Bodies that it takes, in place of the document's examples." },
        checks: severities,
      },
      additionalProperties: false,
    },
  },
};

/** The command line of `verify`. */
export const verifyCommand = defineCommand({
  name: 'verify',
  summary: 'Judge whether a server keeps what an OpenAPI document promises',
  positionals: [
    { name: 'URL', required: true, help: "Base URL of the server; the document's paths are appended to it" },
  ],
  options: {
    spec: option({
      argument: 'FILE',
      help: 'OpenAPI document (2.0 to 3.2) to judge by, YAML or JSON: a file, an address, or - for what is piped in',
      parse: text,
      absent: 'the contact points API',
    }),
    ...DOCUMENT_FLAGS,
    ...CONFIG_OPTIONS,
    header: list({ argument: "'NAME: VALUE'", help: 'Header that every request carries', parse: header }),
    token: option({
      argument: 'TOKEN',
      help: 'Bearer token that every request carries',
      parse: text,
      env: 'CONTACT_POINTS_TOKEN',
      secret: true,
    }),
    'api-key': list({
      argument: 'KEY',
      help: "Value of the document's API key; SCHEME=KEY where it has several",
      parse: text,
      env: 'CONTACT_POINTS_API_KEY',
      secret: true,
    }),
    'client-id': option({
      argument: 'ID',
      help: "OAuth 2 client that gets its tokens at the document's token URL, and new ones when they end",
      parse: text,
      env: 'CONTACT_POINTS_CLIENT_ID',
    }),
    'client-secret': option({
      argument: 'SECRET',
      help: "The client's secret",
      parse: text,
      env: 'CONTACT_POINTS_CLIENT_SECRET',
      secret: true,
    }),
    'token-url': option({
      argument: 'URL',
      help: "Where the client gets its tokens, instead of the document's URL",
      parse: tokenUrl,
    }),
    user: option({ argument: 'NAME:PASSWORD', help: 'HTTP Basic authentication', parse: user, secret: true }),
    ids: option({
      argument: 'FILE',
      help: 'Ids of records that exist, by the name of what refers to them, YAML or JSON',
      parse: text,
    }),
    hooks: option({
      argument: 'FILE',
      help: 'Module with code around the requests: beforeRequest, afterResponse, token, cleanUp, checks',
      parse: fileName,
    }),
    'read-only': flag('Send safe methods only: nothing is created, changed or removed'),
    'allow-writes': flag('Write to a server on another machine; not needed for one on this machine'),
    only: list({
      argument: 'NAME',
      help: 'Run only the cases of this operation, kind, tag or path (/notes/**), tell only the findings of this check; several with commas',
      parse: names,
    }),
    skip: list({
      argument: 'NAME',
      help: 'Leave out the cases of this operation, kind, tag or path, or the findings of this check; several with commas',
      parse: names,
    }),
    case: list({ argument: 'ID', help: 'Run this case alone; every finding prints the line', parse: text }),
    include: list({
      argument: 'NAME',
      help: 'Call this operation although it writes more than what the run makes; several with commas',
      parse: names,
    }),
    baseline: option({
      argument: 'FILE',
      help: 'Findings that are accepted, with reasons and last days, YAML or JSON: only others count',
      parse: fileName,
    }),
    'update-baseline': flag('Write all findings of this run into the file of --baseline, and take out what is fixed'),
    'second-opinion': flag(
      'Let Prism (@stoplight/prism-http, installed beside) judge every answer too, and note where it differs',
    ),
    strict: flag('Let warnings fail the run as well, and what is allowed but not documented'),
    report: list({
      argument: 'FORMAT=FILE',
      help: `Write a report: ${REPORT_KINDS.slice(0, -1).join(', ')} or ${REPORT_KINDS.at(-1)}; several with commas, - for standard output`,
      parse: text,
    }),
    'min-coverage': option({
      argument: 'PERCENT',
      help: 'Fail when less of the document is covered',
      parse: percentage,
    }),
    bail: option({ argument: 'N', help: 'Stop after N different findings', parse: wholeNumber(1, 1_000_000) }),
    seed: option({
      argument: 'N',
      help: 'Number that every generated value depends on',
      parse: wholeNumber(0, Number.MAX_SAFE_INTEGER),
      default: VERIFY_DEFAULTS.seed,
    }),
    fuzz: option({
      argument: 'N',
      help: 'Random sequences of operations tried on each resource; 0 for none',
      parse: wholeNumber(0, 100_000),
      default: VERIFY_DEFAULTS.fuzz,
    }),
    concurrency: option({
      argument: 'N',
      help: 'Cases at a time, where they cannot disturb each other',
      parse: wholeNumber(1, 256),
      default: VERIFY_DEFAULTS.concurrency,
    }),
    rate: option({ argument: 'N', help: 'Send at most N requests a second', parse: wholeNumber(1, 1_000_000) }),
    timeout: option({
      argument: 'MS',
      help: 'Milliseconds that an exchange may take as a whole until it is given up',
      parse: wholeNumber(1, 600_000),
      default: VERIFY_DEFAULTS.timeout,
    }),
    'max-body': option({
      argument: 'BYTES',
      help: 'Bytes of a response body that are read; a longer one is a finding',
      parse: wholeNumber(1_024, 1_073_741_824),
      default: 16_777_216,
    }),
    'max-time': option({
      argument: 'DURATION',
      help: 'End after this time, the most telling cases come first: 30s, 5m, 1h; 0 for no end',
      parse: duration,
      default: 60,
    }),
    eventually: option({
      argument: 'MS',
      help: 'Milliseconds that lists may lag behind writes',
      parse: wholeNumber(0, 60_000),
    }),
    retries: option({
      argument: 'N',
      help: 'Send a request up to N times again when the server asks to wait (429, or 503 with Retry-After)',
      parse: wholeNumber(0, 100),
      default: VERIFY_DEFAULTS.retries,
    }),
    'wait-for': option({
      argument: 'SECONDS',
      help: 'Wait this long for the server to answer at all',
      parse: wholeNumber(0, 3_600),
      default: 0,
    }),
    insecure: flag('Accept any certificate'),
    quiet: flag('Print nothing but findings and errors'),
  },
  settings: VERIFY_SETTINGS,
  exitCodes: [
    [0, 'The server keeps every promise'],
    [
      1,
      'There are findings that no baseline accepts, the run was stopped by --bail, or less is covered than --min-coverage asks for',
    ],
    [2, 'The command line, the document, the credentials or the URL cannot be used'],
    [3, 'The server cannot be reached, or stopped answering'],
    [130, 'Stopped by Ctrl-C or SIGTERM; what was created has been removed'],
  ],
  examples: [
    'contact-points verify http://localhost:4010',
    'contact-points verify http://localhost:4010 --report junit=junit.xml,html=report.html --min-coverage 70',
    'contact-points verify http://localhost:8080/api --spec openapi.yaml --only createNote',
    "contact-points verify https://staging.example.com --allow-writes --header 'X-Tenant: test' --token $TOKEN",
  ],
});

/** A command line of `verify`, read. */
export type VerifyInvocation = InvocationOf<typeof verifyCommand>;

/** Takes a header field; its name in lower case comes first. */
function header(line: string, source: string): readonly (readonly [name: string, value: string])[] {
  const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*)$/.exec(line);
  if (match !== null) return [[match[1]!.toLowerCase(), match[2]!.trim()]];
  // The text after the name may be a secret, and this line ends up in logs.
  throw new UsageError(`${source} must be written 'Name: value', not "${line.split(/[:\s]/)[0]}…".`);
}

/** Reads a duration as seconds; 0 is no end. */
function duration(given: string, source: string): number {
  const [, count, unit = 's'] = /^(\d{1,6})(ms|s|m|h)?$/.exec(given) ?? [];
  if (count === undefined) throw new UsageError(`${source} must be a duration such as 30s, 5m or 1h, not "${given}".`);
  return Number(count) * { ms: 0.001, s: 1, m: 60, h: 3_600 }[unit as 'ms' | 's' | 'm' | 'h'];
}

function tokenUrl(url: string, source: string): string {
  if (/^(https?:\/\/|\/)/.test(url)) return url;
  throw new UsageError(`${source} must be a URL or a path of the server, not "${url}".`);
}

function user(nameAndPassword: string, source: string): string {
  if (/^[^:]+:/.test(nameAndPassword)) return nameAndPassword;
  throw new UsageError(`${source} must be written NAME:PASSWORD.`);
}
