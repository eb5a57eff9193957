import type { CommandSpec } from '../command-line/command';

/** The command line of `verify`. */
export const verifySpec: CommandSpec = {
  name: 'verify',
  summary: 'Judge whether a server keeps what an OpenAPI document promises',
  positionals: [
    { name: 'URL', required: true, description: "Base URL of the server; the document's paths are appended to it" },
  ],
  options: [
    {
      name: 'spec',
      value: 'FILE',
      description: 'OpenAPI 3.0 or 3.1 document to judge by, YAML or JSON',
      default: 'the contact points API',
    },
    { name: 'header', value: "'NAME: VALUE'", multiple: true, description: 'Header that every request carries' },
    {
      name: 'token',
      value: 'TOKEN',
      description: 'Bearer token that every request carries',
      env: 'CONTACT_POINTS_TOKEN',
    },
    {
      name: 'api-key',
      value: 'KEY',
      multiple: true,
      description: "Value of the document's API key; SCHEME=KEY where it has several",
      env: 'CONTACT_POINTS_API_KEY',
    },
    {
      name: 'client-id',
      value: 'ID',
      description: "OAuth 2 client that gets its tokens at the document's token URL, and new ones when they end",
      env: 'CONTACT_POINTS_CLIENT_ID',
    },
    {
      name: 'client-secret',
      value: 'SECRET',
      description: "The client's secret",
      env: 'CONTACT_POINTS_CLIENT_SECRET',
    },
    { name: 'token-url', value: 'URL', description: "Where the client gets its tokens, instead of the document's URL" },
    { name: 'user', value: 'NAME:PASSWORD', description: 'HTTP Basic authentication' },
    {
      name: 'ids',
      value: 'FILE',
      description: 'Ids of records that exist, by the name of what refers to them, YAML or JSON',
    },
    { name: 'read-only', description: 'Send safe methods only: nothing is created, changed or removed' },
    { name: 'allow-writes', description: 'Write to a server on another machine; not needed for one on this machine' },
    {
      name: 'only',
      value: 'NAME',
      multiple: true,
      description:
        'Run only the cases of this operation or kind, tell only the findings of this check; several with commas',
    },
    {
      name: 'skip',
      value: 'NAME',
      multiple: true,
      description: 'Leave out the cases of this operation or kind, or the findings of this check; several with commas',
    },
    { name: 'strict', description: 'Let warnings fail the run as well, and what is allowed but not documented' },
    {
      name: 'report',
      value: 'FORMAT=FILE',
      multiple: true,
      description: 'Write a report: junit, json, html, markdown or sarif; several with commas, - for standard output',
    },
    { name: 'min-coverage', value: 'PERCENT', description: 'Fail when less of the document is covered' },
    { name: 'bail', value: 'N', description: 'Stop after N different findings' },
    { name: 'seed', value: 'N', description: 'Number that every generated value depends on', default: '1' },
    {
      name: 'fuzz',
      value: 'N',
      description: 'Random sequences of operations tried on each resource; 0 for none',
      default: '10',
    },
    {
      name: 'concurrency',
      value: 'N',
      description: 'Cases at a time, where they cannot disturb each other',
      default: '8',
    },
    { name: 'rate', value: 'N', description: 'Send at most N requests a second' },
    { name: 'timeout', value: 'MS', description: 'Milliseconds until a request is given up', default: '10000' },
    {
      name: 'retries',
      value: 'N',
      description: 'Send a request up to N times again when the server asks to wait (429, or 503 with Retry-After)',
      default: '5',
    },
    { name: 'wait-for', value: 'SECONDS', description: 'Wait this long for the server to answer at all', default: '0' },
    { name: 'insecure', description: 'Accept any certificate' },
    { name: 'quiet', description: 'Print nothing but findings and errors' },
  ],
  exitCodes: [
    [0, 'The server keeps every promise'],
    [1, 'There are findings, the run was stopped by --bail, or less is covered than --min-coverage asks for'],
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
};
