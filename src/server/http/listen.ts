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

/**
 * Translates what `server.listen()` reports.
 *
 * @param error - the error of the `error` event
 * @param host - the host that was asked for
 * @param port - the port that was asked for
 */
export function toListenError(error: NodeJS.ErrnoException, host: string, port: number): ListenError {
  const code = error.code ?? 'UNKNOWN';
  const reason = REASONS[code]?.(host, port) ?? `Cannot listen on ${host}, port ${port}: ${error.message}.`;
  return new ListenError(reason, code);
}
