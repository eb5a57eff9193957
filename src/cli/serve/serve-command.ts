import { DEFAULT_JOURNAL } from '../../mock/journal/journal';
import { authModes, developmentClient, developmentKey } from '../../mock/login/auth-settings';
import { referenceModes } from '../../mock/references/reference-mode';
import { LOCALE_CODES } from '../../mock/seeding/locales/locale';
import { SEED_DEFAULTS } from '../../mock/seeding/seed-options';
import { sessionDefaults } from '../../mock/sessions/session';
import { LISTEN_DEFAULTS } from '../../server/http/listen';
import {
  CONFIG_OPTIONS,
  defineCommand,
  flag,
  type InvocationOf,
  list,
  type OptionTable,
  option,
} from '../command-line/command';
import { DOCUMENT_FLAGS } from '../command-line/document';
import { fileName, oneOf, wholeNumber } from '../command-line/option-values';
import {
  adminOrigin,
  adminToken,
  apiKey,
  basePath,
  callbackHost,
  client,
  delay,
  driftNames,
  host,
  share,
  statuses,
  storePrefix,
  storeUrl,
  upstreamName,
  upstreamUrl,
} from './serve-values';

/** The languages that records can be generated in. */
const LOCALES = ['auto', ...LOCALE_CODES] as const;

/** An app has to bear these: slowness, failures, logins, references to nothing. */
const unreliability = {
  delay: option({
    argument: 'MS|MIN..MAX',
    help: 'Hold every answer back this many milliseconds, or a number of them drawn from a range',
    parse: delay,
  }),
  'fail-rate': option({
    argument: 'SHARE',
    help: 'Let this share of requests fail, from 0 to 1',
    parse: share,
    default: 0,
  }),
  'fail-with': option({
    argument: 'STATUS,…',
    help: 'Statuses that they fail with, each as often as the others',
    parse: statuses,
    default: [503],
  }),
  auth: option({
    argument: authModes.join('|'),
    help: 'Ask for no logins, for any, or for known ones that have not expired',
    parse: oneOf(authModes),
    default: 'off',
  }),
  client: list({
    argument: 'ID:SECRET',
    help: 'Client that may have a token, or log in with HTTP Basic',
    parse: client,
    absent: `${developmentClient.id}:${developmentClient.secret}`,
    env: 'CONTACT_POINTS_CLIENT',
  }),
  'api-key': list({
    argument: 'KEY',
    help: 'API key, or token of an HTTP bearer scheme, that is known',
    parse: apiKey,
    absent: developmentKey,
    env: 'CONTACT_POINTS_API_KEY',
  }),
  references: option({
    argument: referenceModes.join('|'),
    help: 'Take requests that refer to what does not exist, take them with a warning, or refuse them',
    parse: oneOf(referenceModes),
    default: 'off',
  }),
} satisfies OptionTable;

/** A mock is worked with all day by these: what it keeps, follows and passes on, and who controls it. */
const dailyWork = {
  watch: flag('Follow the document, the files it refers to, and the fixtures as they are saved'),
  persist: option({
    argument: 'FILE',
    help: 'Keep the data in this JSON file, so that they survive a restart',
    parse: fileName,
  }),
  'base-path': option({
    argument: 'PATH',
    help: 'Serve the document below this path only; / for the root',
    parse: basePath,
    absent: "the root, and the path of each of the document's servers",
  }),
  upstream: option({
    argument: 'URL',
    help: 'Pass what the document lacks on to the real API here, and compare it with the document',
    parse: upstreamUrl,
  }),
  'upstream-only': list({
    argument: 'NAME|/PATH',
    help: 'Pass this operation or path on instead; * stands for a segment, ** for several',
    parse: upstreamName,
  }),
  callbacks: flag('Send the callbacks of the document when their operations succeed, to this machine only'),
  'callback-host': list({
    argument: 'HOST',
    help: 'Send them to this host, too, by its name; needs --callbacks',
    parse: callbackHost,
  }),
  'session-ttl': option({
    argument: 'MINUTES',
    help: 'Forget a session this long after its last request',
    parse: wholeNumber(1, 100_000),
    default: sessionDefaults.ttl / 60_000,
  }),
  'max-sessions': option({
    argument: 'N',
    help: 'Sessions at a time; one more takes the place of the longest unused one',
    parse: wholeNumber(1, 1_000_000),
    default: sessionDefaults.max,
  }),
  journal: option({
    argument: 'N',
    help: 'Requests that each session remembers with their answers, 0 for none',
    parse: wholeNumber(0, 1_000_000),
    default: DEFAULT_JOURNAL,
  }),
  'admin-token': option({
    argument: 'TOKEN',
    help: 'Bearer token without which nobody controls the mock below /__admin',
    parse: adminToken,
    env: 'CONTACT_POINTS_ADMIN_TOKEN',
  }),
  'admin-origin': list({
    argument: 'ORIGIN',
    help: 'Let the pages of this origin control the mock, too, with the token of --admin-token',
    parse: adminOrigin,
  }),
  'no-admin': flag('Serve nothing below /__admin'),
} satisfies OptionTable;

/** Several processes, on one machine or on many, serve one state by these. */
const sharing = {
  store: option({
    argument: 'memory|URL',
    help: 'Keep the data in this process, or in Redis or Valkey at redis://… or rediss://… for several of them',
    parse: storeUrl,
    absent: 'memory',
    env: 'CONTACT_POINTS_STORE',
  }),
  'store-prefix': option({
    argument: 'NAME',
    help: 'What all keys in Redis begin with; mocks with the same prefix share one state',
    parse: storePrefix,
    default: 'contact-points',
  }),
  workers: option({
    argument: 'N',
    help: 'Processes that serve the port together, from one store',
    parse: wholeNumber(1, 1024),
    default: 1,
  }),
} satisfies OptionTable;

/** The command line of `serve`. */
export const serveCommand = defineCommand({
  name: 'serve',
  summary: 'Serve a stateful mock of an OpenAPI document',
  positionals: [],
  environment: 'CONTACT_POINTS_',
  options: {
    spec: option({
      argument: 'FILE',
      help: 'OpenAPI document (2.0 to 3.2) to serve, YAML or JSON: a file, an address, or - for what is piped in',
      parse: fileName,
      absent: 'the contact points API',
    }),
    ...DOCUMENT_FLAGS,
    ...CONFIG_OPTIONS,
    port: option({
      argument: 'PORT',
      help: 'Port to listen on, 0 for a free one',
      parse: wholeNumber(0, 65_535),
      default: LISTEN_DEFAULTS.port,
      env: 'PORT',
    }),
    host: option({
      argument: 'HOST',
      help: 'Interface to listen on; 0.0.0.0 lets other machines in',
      parse: host,
      default: LISTEN_DEFAULTS.host,
      env: 'CONTACT_POINTS_HOST',
    }),
    'tls-cert': option({
      argument: 'FILE',
      help: 'Serve HTTPS by the certificate in this file (PEM, with its chain); needs --tls-key',
      parse: fileName,
    }),
    'tls-key': option({
      argument: 'FILE',
      help: "The certificate's private key, PEM, without passphrase",
      parse: fileName,
    }),
    tls: option({
      argument: 'off|self',
      help: 'Serve HTTPS by a certificate that is made at the start, and tell its fingerprint',
      parse: oneOf(['off', 'self']),
      default: 'off',
    }),
    seed: option({
      argument: 'N',
      help: 'Number that the generated records depend on; the same number gives the same records',
      parse: wholeNumber(0, Number.MAX_SAFE_INTEGER),
      default: SEED_DEFAULTS.seed,
    }),
    count: option({
      argument: 'N',
      help: 'Records to generate per collection',
      parse: wholeNumber(0, 10_000_000),
      default: SEED_DEFAULTS.count,
    }),
    locale: option({
      argument: LOCALES.join('|'),
      help: 'Language and country of generated names, places and telephone numbers; auto: of the document',
      parse: oneOf(LOCALES),
      default: SEED_DEFAULTS.locale,
    }),
    fixtures: option({
      argument: 'FILE|DIR',
      help: 'Hand-written records, YAML or JSON, put in before the generated ones',
      parse: fileName,
      absent: 'those of the contact points API, with its document',
    }),
    drift: list({
      argument: 'NAME',
      help: 'Break the contract in this way; several with commas; `contact-points drifts` lists them',
      parse: driftNames,
    }),
    ...unreliability,
    ...dailyWork,
    ...sharing,
    metrics: flag('Tell numbers for Prometheus at /metrics; needs the package prom-client'),
    quiet: flag('Print nothing but errors'),
    'log-format': option({
      argument: 'pretty|json',
      help: 'One line per request for people, or one JSON object per line',
      parse: oneOf(['pretty', 'json']),
      default: 'pretty',
    }),
  },
  exitCodes: [
    [0, 'Stopped by Ctrl-C or SIGTERM'],
    [2, 'The command line, the document, a fixture or the port cannot be used'],
  ],
  examples: [
    'contact-points serve',
    'contact-points serve --port 0 --seed 7 --count 50',
    'contact-points serve --delay 50..300 --fail-rate 0.02 --fail-with 500,503,429',
    'contact-points serve --auth strict --client app:secret --references strict',
    'contact-points serve --drift unknown-id:500 --drift list.total:missing',
    'contact-points serve --store redis://localhost --workers 4',
    'contact-points serve --spec openapi.yaml --fixtures fixtures/ --host 0.0.0.0',
  ],
});

/** A command line of `serve`, read. */
export type ServeInvocation = InvocationOf<typeof serveCommand>;
