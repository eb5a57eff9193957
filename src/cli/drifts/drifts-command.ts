import type { CommandSpec } from '../command-line/command';

/** The command line of `drifts`. */
export const driftsSpec: CommandSpec = {
  name: 'drifts',
  summary: 'List the drifts, the contract faults that serve --drift NAME puts into the mock',
  positionals: [],
  options: [
    {
      name: 'spec',
      value: 'FILE',
      description: 'OpenAPI 3.0 or 3.1 document to list the drifts of, YAML or JSON',
      default: 'the contact points API',
    },
    { name: 'group', value: 'GROUP', multiple: true, description: 'List this group only' },
    { name: 'json', description: 'Print a JSON array of name, group, title and check' },
  ],
  exitCodes: [
    [0, 'The drifts are listed'],
    [2, 'The command line or the document cannot be used'],
  ],
  examples: ['contact-points drifts', 'contact-points drifts --spec openapi.yaml --group body --json'],
};
