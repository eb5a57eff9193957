import { defineCommand, flag } from '../command-line/command';
import { DOCUMENT_FLAGS } from '../command-line/document';

/** The command line of `check`. */
export const checkCommand = defineCommand({
  name: 'check',
  summary: 'List what is wrong with an OpenAPI document, and what a mock of it does not do, with file and line',
  positionals: [
    { name: 'FILE', required: true, help: 'The document: a file, an address (https://…), or - for what is piped in' },
  ],
  options: {
    'allow-remote-refs': DOCUMENT_FLAGS['allow-remote-refs'],
    json: flag('Print a JSON array of file, line, pointer and message'),
  },
  exitCodes: [
    [0, 'There is nothing to tell'],
    [
      1,
      'The document has faults (`serve` and `verify` leave the faulty places out), or promises what a mock does not do',
    ],
    [2, 'It cannot be read as an OpenAPI document at all, or the command line cannot be used'],
  ],
  examples: ['contact-points check openapi.yaml', 'contact-points check --json openapi.yaml'],
});
