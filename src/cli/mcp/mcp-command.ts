import { defineCommand, option } from '../command-line/command';
import { fileName } from '../command-line/option-values';

/** The command line of `mcp`. */
export const mcpCommand = defineCommand({
  name: 'mcp',
  summary: 'Let an agent start mocks, control them, and verify servers (Model Context Protocol over stdio)',
  positionals: [],
  options: {
    spec: option({
      argument: 'FILE',
      help: 'OpenAPI document of mocks and runs that name none: a file or an address; needs the package @modelcontextprotocol/sdk',
      parse: fileName,
      absent: 'the contact points API',
    }),
  },
  exitCodes: [
    [0, 'The agent has closed the connection'],
    [2, 'The command line cannot be used, or the package is missing'],
  ],
  examples: ['contact-points mcp', 'contact-points mcp --spec openapi.yaml'],
});
