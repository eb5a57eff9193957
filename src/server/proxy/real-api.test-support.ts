import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that stands for the real API. */
export interface RealApi {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Cuts its connections and stops; may be called again. */
  stop(): Promise<void>;
}

/** Starts a server for the real API on a free port. */
export async function startRealApi(listener: RequestListener): Promise<RealApi> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
