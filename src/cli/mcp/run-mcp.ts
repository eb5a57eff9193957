import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { readPackageJson, SHIPPED_SPEC } from '../../openapi/read/package-file';
import type { RunCommand } from '../command-line/command';
import { loadPeer } from '../command-line/load-peer';
import type { mcpCommand } from './mcp-command';
import { createTools } from './tools';

/** Speaks with an agent until it closes the connection. Standard output is for the protocol alone. */
export const runMcp: RunCommand<typeof mcpCommand> = async ({ options }) => {
  const { Server, StdioServerTransport, types } = loadPeer('mcp', '@modelcontextprotocol/sdk@1', loadSdk);
  const { tools, close } = createTools(options.spec ?? SHIPPED_SPEC);
  const server: Server = new Server(
    { name: 'contact-points', version: readPackageJson<{ version: string }>('package.json').version },
    { capabilities: { tools: {} } },
  );
  server.setRequestHandler(types.ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, description, inputSchema, readOnly }) => ({
      ...{ name, description, inputSchema },
      annotations: { readOnlyHint: readOnly },
    })),
  }));
  server.setRequestHandler(
    types.CallToolRequestSchema,
    async ({ params: { name, arguments: given = {} } }, { signal }) => {
      try {
        const tool = tools.find((each) => each.name === name);
        if (tool === undefined) throw new Error(`There is no tool "${name}".`);
        const told = await tool.run(given, signal);
        const text = typeof told === 'string' ? told : JSON.stringify(told, null, 2);
        return { content: [{ type: 'text', text }] };
      } catch (error) {
        return { content: [{ type: 'text', text: (error as Error).message }], isError: true };
      }
    },
  );
  const ended = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once('end', resolve);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve());
  });
  await server.connect(new StdioServerTransport());
  await ended;
  await close();
  return 0;
};

function loadSdk() {
  const { Server } =
    require('@modelcontextprotocol/sdk/server/index.js') as typeof import('@modelcontextprotocol/sdk/server/index.js');
  const { StdioServerTransport } =
    require('@modelcontextprotocol/sdk/server/stdio.js') as typeof import('@modelcontextprotocol/sdk/server/stdio.js');
  const types = require('@modelcontextprotocol/sdk/types.js') as typeof import('@modelcontextprotocol/sdk/types.js');
  return { Server, StdioServerTransport, types };
}
