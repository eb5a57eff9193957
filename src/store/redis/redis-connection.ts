import { createHash } from 'node:crypto';
import { createClient } from '@redis/client';
import { StoreUnavailable } from '../interface/store';
import { recordScripts } from './record-scripts';
import { PRELUDE, seedScripts, stateScripts } from './state-scripts';

const sources = { ...recordScripts, ...stateScripts, ...seedScripts };

/** The name of a script, which Redis runs at once and as a whole. */
export type ScriptName = keyof typeof sources;

const scripts = Object.fromEntries(
  Object.entries(sources).map(([name, source]) => {
    const text = PRELUDE + source;
    return [name, { text, digest: createHash('sha1').update(text).digest('hex') }];
  }),
) as Record<ScriptName, { readonly text: string; readonly digest: string }>;

/** Milliseconds that a command may take. */
const COMMAND_TIMEOUT = 2000;
/** Milliseconds without any answer after which a connection is given up. */
const STALL_TIMEOUT = 5000;

/** The answers that callers know what to do about; all others are those of a server that cannot do its work now. */
const EXPECTED = /NOSCRIPT|NOSEED|LOCKLOST/;

/** The answers where something else than a mock has written or removed what is below the prefix. */
const TORN = /WRONGTYPE|TORN|user_script/;

/** Milliseconds between two connections that are made because the server became a replica. */
const PATIENCE = 1000;

/**
 * The way to a Redis or Valkey server. It never keeps a request waiting: without a connection every command fails at once, and
 * with one it fails after a short time. The connection is made again by itself.
 */
export class RedisConnection {
  #client: ReturnType<typeof clientOf>;
  readonly #url: string;
  #stalled = false;
  #closed = false;
  #renewed = 0;
  /** When the connection was found lost. */
  #lost: number | undefined;

  private constructor(url: string) {
    this.#url = url;
    this.#client = clientOf(this.#url);
  }

  /**
   * Connects.
   *
   * @param url - `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS
   * @throws {StoreUnavailable} when there is no server that takes us; the message does not hold the password
   */
  static async open(url: string): Promise<RedisConnection> {
    const connection = new RedisConnection(url);
    let timer: NodeJS.Timeout | undefined;
    const refused = new Promise<never>((_, reject) => {
      connection.#client.once('error', reject);
      timer = setTimeout(() => reject(new Error('no answer')), STALL_TIMEOUT);
    });
    const opened = connection.#client.connect();
    opened.catch(() => undefined);
    try {
      await Promise.race([opened, refused]);
    } catch (error) {
      await connection.close();
      const { host, protocol } = new URL(url);
      throw new StoreUnavailable(`${host} cannot be used: ${explainRefusal(reasonOf(error), protocol === 'rediss:')}.`);
    } finally {
      clearTimeout(timer);
    }
    return connection;
  }

  /** Runs a script as one step. */
  async run(name: ScriptName, prefix: string, args: readonly string[]): Promise<unknown> {
    const { digest, text } = scripts[name];
    try {
      return await this.command(['EVALSHA', digest, '1', prefix, ...args]);
    } catch (error) {
      if (!(error as Error).message.startsWith('NOSCRIPT')) throw error;
      return this.command(['EVAL', text, '1', prefix, ...args]);
    }
  }

  /**
   * Sends one command.
   *
   * @throws {StoreUnavailable} when there is no answer, or none that is one
   */
  async command(args: string[]): Promise<unknown> {
    if (this.#stalled || !this.#isReady()) throw new StoreUnavailable('There is no connection to Redis.');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#stall();
        reject(new StoreUnavailable(`Redis did not answer within ${COMMAND_TIMEOUT} ms.`));
      }, COMMAND_TIMEOUT);
    });
    try {
      return await Promise.race([this.#client.sendCommand(args), late]);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      const message = reasonOf(error);
      if (isReply(error) && EXPECTED.test(message)) throw error;
      // Another server has taken its place, and its name leads there.
      if (message.startsWith('READONLY')) this.#renew();
      throw new StoreUnavailable(TORN.test(message) && !message.includes('OOM') ? `${FOREIGN} (${message})` : message);
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#client.isOpen) this.#client.destroy();
  }

  /** A connection that is taken and not spoken on, as by a balancer with nothing behind it, is given up after a while. */
  #isReady(): boolean {
    if (this.#client.isReady) this.#lost = undefined;
    else {
      const now = performance.now();
      this.#lost ??= now;
      if (now - this.#lost > STALL_TIMEOUT) {
        this.#lost = now;
        this.#renew();
      }
    }
    return this.#client.isReady;
  }

  /** Connects anew, which finds the server where its name leads now. */
  #renew(): void {
    const now = performance.now();
    if (this.#closed || now - this.#renewed < PATIENCE) return;
    this.#renewed = now;
    if (this.#client.isOpen) this.#client.destroy();
    this.#client = clientOf(this.#url);
    this.#client.connect().catch(() => undefined);
  }

  /** A server that stands still answers nothing else either: requests are refused at once until it answers again. */
  #stall(): void {
    if (this.#stalled) return;
    this.#stalled = true;
    const client = this.#client;
    const giveUp = setTimeout(() => {
      this.#stalled = false;
      if (client === this.#client) this.#renew();
    }, STALL_TIMEOUT);
    giveUp.unref();
    const recovered = (): void => {
      clearTimeout(giveUp);
      this.#stalled = false;
    };
    // A lost connection is as good an end: the next command finds out.
    client.sendCommand(['PING']).then(recovered, recovered);
  }
}

const FOREIGN =
  'What is below the prefix is not as mocks have written it: keys were removed or overwritten. Remove all of it, or choose another --store-prefix';

function clientOf(url: string) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    disableClientInfo: true,
    // Ours covers the time until the answer, theirs only the time until it is sent.
    commandOptions: { timeout: undefined as never },
    socket: { connectTimeout: 2000, reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 1000) },
  });
  // Commands tell that there is no connection; without a listener this would end the process.
  client.on('error', () => undefined);
  return client;
}

function isReply(error: unknown): boolean {
  const { name } = (error as object).constructor;
  return name === 'SimpleError' || name === 'BlobError' || name === 'ErrorReply';
}

function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || String(error);
}

/** The error of a failed connection, and a remedy. */
const EXPLANATIONS: readonly (readonly [RegExp, string])[] = [
  [/^NOAUTH/, 'it asks for a password; write it into the URL, redis://:PASSWORD@HOST'],
  [/^WRONGPASS/, 'it does not know this user or password'],
  [/^NOPERM/, 'its user may not do what is needed: scripts, and every command below the prefix'],
  [/ECONNREFUSED/, 'nothing listens there'],
  [/ENOTFOUND|EAI_AGAIN/, 'the host name is unknown'],
  [
    /self[- ]signed|unable to (get|verify)/i,
    'its certificate is signed by an authority that is not known here; trust it with NODE_EXTRA_CA_CERTS=FILE',
  ],
  [/certificate has expired/, 'its certificate has expired'],
  [/altnames/, 'its certificate is made out to another host name'],
];

/**
 * Explains why a server cannot be used, for the person who starts the mock.
 *
 * @param message - of the error, or of the server
 * @param isTls - whether TLS was spoken
 * @example
 * explainRefusal('read ECONNRESET', false); // 'read ECONNRESET; perhaps TLS is spoken there: rediss://'
 */
export function explainRefusal(message: string, isTls: boolean): string {
  const known = EXPLANATIONS.find(([pattern]) => pattern.test(message));
  if (known !== undefined) return known[1];
  if (isTls && /timeout|no answer|EPROTO|wrong version|packet length/i.test(message)) {
    return `${message}; perhaps no TLS is spoken there: redis://`;
  }
  if (!isTls && /ECONNRESET|closed/i.test(message)) return `${message}; perhaps TLS is spoken there: rediss://`;
  return message;
}
