import { setMaxListeners } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Stops one server, once. */
export interface GracefulStop {
  /** Aborted by the first call of `close`. */
  readonly stopping: AbortSignal;
  /** Resolves when the last connection is gone. */
  close(graceMs?: number): Promise<void>;
}

/** The milliseconds that requests in flight may take to finish; leaves room for the process to exit within two seconds. */
const GRACE_MS = 1500;

/** The milliseconds between two looks for connections that became idle meanwhile. */
const SWEEP_MS = 20;

/**
 * Prepares a server to be stopped without losing an answer. To be called before the server listens.
 *
 * Node closes the connections that are idle at the moment of `server.close()`. Those that fall idle later, and those
 * that browsers open in advance and have never used, would keep the process alive for seconds: they are closed here.
 *
 * @param server - a server that does not listen yet
 */
export function createGracefulStop(server: Server): GracefulStop {
  const sockets = new Set<Socket>();
  let stopped: Promise<void> | undefined;
  const beginning = new AbortController();
  // Each answer that is held back listens.
  setMaxListeners(0, beginning.signal);
  const keep = (socket: Socket): void => {
    // A handshake may end after the stop began.
    if (beginning.signal.aborted) socket.destroy();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  // With TLS, bytes of the handshake are read from the first kind of socket, and those of requests from the second.
  server.on('connection', keep).on('secureConnection', keep);

  const stop = (graceMs: number): Promise<void> =>
    new Promise((resolve) => {
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
      const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearInterval(sweep);
        clearTimeout(deadline);
        resolve();
      });
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    });

  return {
    stopping: beginning.signal,
    close: (graceMs = GRACE_MS) => {
      if (stopped !== undefined && graceMs === 0) server.closeAllConnections();
      stopped ??= stop(graceMs);
      beginning.abort();
      return stopped;
    },
  };
}
