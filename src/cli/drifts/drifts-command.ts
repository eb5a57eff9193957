import { defineCommand, flag, list, option } from '../command-line/command';
import { DOCUMENT_FLAGS } from '../command-line/document';
import { fileName, text } from '../command-line/option-values';

/** The command line of `drifts`. */
export const driftsCommand = defineCommand({
  name: 'drifts',
  summary: 'List the drifts, the contract faults that serve --drift NAME puts into the mock',
  positionals: [],
  options: {
    spec: option({
      argument: 'FILE',
      help: 'OpenAPI document (2.0 to 3.2) to list the drifts of, YAML or JSON',
      parse: fileName,
      absent: 'the contact points API',
    }),
    ...DOCUMENT_FLAGS,
    group: list({ argument: 'GROUP', help: 'List this group only', parse: text }),
    json: flag('Print a JSON array of name, group, title and check'),
  },
  exitCodes: [
    [0, 'The drifts are listed'],
    [2, 'The command line or the document cannot be used'],
  ],
  examples: ['contact-points drifts', 'contact-points drifts --spec openapi.yaml --group body --json'],
});
