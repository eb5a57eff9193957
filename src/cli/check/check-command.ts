import { defineCommand, flag } from '../command-line/command';
import { DOCUMENT_FLAGS } from '../command-line/document';

/** The command line of `check`. */
export const checkCommand = defineCommand({
  name: 'check',
  summary: 'List what is wrong with an OpenAPI document, with file and line',
  positionals: [
    { name: 'FILE', required: true, help: 'The document: a file, an address (https://…), or - for what is piped in' },
  ],
  options: {
    'allow-remote-refs': DOCUMENT_FLAGS['allow-remote-refs'],
    json: flag('Print a JSON array of file, line, pointer and message'),
  },
  exitCodes: [
    [0, 'The document has no faults'],
    [1, 'It has faults; `serve` and `verify` leave the faulty places out'],
    [2, 'It cannot be read as an OpenAPI document at all, or the command line cannot be used'],
  ],
  examples: ['contact-points check openapi.yaml', 'contact-points check --json openapi.yaml'],
});
