import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { Request } from './make-request';

const { memoryMegabytes, cpuMilliseconds } = require('../../bench/process.js') as {
  memoryMegabytes(pid: number): { most: number };
  cpuMilliseconds(pid: number): number;
};

/** Milliseconds that a start may take; they do not count for the budget. */
export const START_LIMIT = 60_000;

/** A server process that is asked. */
export interface Served {
  readonly base: string;
  readonly child: ChildProcess;
  /** When the process was started, by `performance.now()`. */
  readonly since: number;
  /** Everything that it has printed until it listened. */
  readonly printed: string;
  readonly megabytes: () => number | undefined;
  readonly cpuMilliseconds: () => number | undefined;
  stop(): void;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Starts a server and waits until it prints that it listens.
 *
 * @param ready - the base URL in what it prints, where that is not known
 * @throws with what it printed, when it ends or says nothing within the limit
 */
export async function serve(
  command: readonly string[],
  ready: (printed: string) => string | undefined,
  { limit }: { limit: number },
): Promise<Served> {
  const since = performance.now();
  const child = spawn(command[0] as string, command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = (): void => void child.kill('SIGKILL');
  process.once('exit', stop);
  let printed = '';
  const base = await new Promise<string>((found, failed) => {
    const timer = setTimeout(() => {
      stop();
      failed(new Error(`not started after ${Math.round(limit / 1000)} s. ${printed}`));
    }, limit);
    const read = (chunk: Buffer): void => {
      if (printed.length < 200_000) printed += chunk;
      const url = ready(printed);
      if (url === undefined) return;
      clearTimeout(timer);
      found(url);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      failed(new Error(printed.trim() || `ended with ${code}`));
    });
  });
  // Only Linux tells.
  const measured = (measure: (pid: number) => number) => (): number | undefined => {
    try {
      return Math.round(measure(child.pid as number));
    } catch {
      return undefined;
    }
  };
  const told = printed;
  return {
    ...{ base, child, since, stop, printed: told },
    megabytes: measured((pid) => memoryMegabytes(pid).most),
    cpuMilliseconds: measured(cpuMilliseconds),
  };
}

/** Sends a request and reads its answer; an answer that never ends is cut off at the limit. */
export async function ask(base: string, { method, path, headers, body }: Request, limit = 30_000): Promise<Answer> {
  const answer = await fetch(base + path, {
    ...{ method, headers: { ...headers }, redirect: 'manual', signal: AbortSignal.timeout(limit) },
    ...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body: body as string }),
  });
  const isStream = /event-stream|jsonl|json-seq|ndjson/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, headers: answer.headers, text: isStream ? await start(answer) : await answer.text() };
}

/** The start of a stream, which may have no end. */
async function start(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return first?.value === undefined ? '' : new TextDecoder().decode(first.value);
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });
}
