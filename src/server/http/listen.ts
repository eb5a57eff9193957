import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The place where a server listens by default. */
export const LISTEN_DEFAULTS = { host: '127.0.0.1', port: 4010 } as const;

/** The server cannot listen where it was told to. The message says why and what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';

  /**
   * @param message - a sentence or two for a person
   * @param code - the system's code, for example `EADDRINUSE`
   */
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

const REASONS: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} on ${host} is already in use. Stop the process that uses it, or choose another port (0 takes a free one).`,
  EACCES: (host, port) =>
    `Port ${port} on ${host} needs more rights than this process has. Choose a port from 1024 upwards.`,
  EADDRNOTAVAIL: (host) =>
    `${host} is not an address of this machine. Use 127.0.0.1 for this machine only, 0.0.0.0 for all its networks.`,
  ENOTFOUND: (host) => `The host name ${host} cannot be resolved. Use 127.0.0.1, 0.0.0.0 or a name of this machine.`,
  EAI_AGAIN: (host) => `The host name ${host} cannot be resolved now. Use 127.0.0.1 or 0.0.0.0.`,
};

/** The place of a server that listens. */
export interface ListeningPlace {
  /** The URL for clients on this machine, without a trailing slash. */
  readonly url: string;
  readonly port: number;
}

/**
 * Lets a server listen.
 *
 * @param scheme - of the URL: `http` or `https`
 * @throws {@link ListenError} when the port is taken or forbidden, or the host is none of this machine
 */
export async function listen(server: Server, host: string, port: number, scheme = 'http'): Promise<ListeningPlace> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error): void => reject(toListenError(error, host, port));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.removeListener('error', refuse);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return { url: `${scheme}://${authorityOf(address)}`, port: address.port };
}

/** Translates what `server.listen()` reports. */
export function toListenError(error: NodeJS.ErrnoException, host: string, port: number): ListenError {
  const code = error.code ?? 'UNKNOWN';
  const reason = REASONS[code]?.(host, port) ?? `Cannot listen on ${host}, port ${port}: ${error.message}.`;
  return new ListenError(reason, code);
}

function authorityOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0') return `127.0.0.1:${port}`;
  if (address === '::') return `[::1]:${port}`;
  return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}
