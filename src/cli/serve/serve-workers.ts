import cluster from 'node:cluster';
import { EventEmitter } from 'node:events';
import type { CommandIo } from '../command-line/command';
import { createStopSignal } from './stop-signal';

/** Milliseconds until a worker that died is replaced: one that dies at once must not keep a core busy. */
const PAUSE_MS = 1000;

/**
 * Lets several processes serve one port. The first one starts alone, so that what cannot be used is told once. One that dies is
 * replaced.
 *
 * @returns the exit code, after all have ended; undefined in a worker, which serves
 */
export async function serveWorkers(count: number, io: CommandIo): Promise<number | undefined> {
  if (!cluster.isPrimary) return undefined;
  const stop = createStopSignal(process);
  let stopping = false;
  const signalAll = (): void => {
    stopping = true;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
  };
  void stop.first.then(signalAll);
  void stop.second.then(signalAll);

  const first = await startWorker();
  if (first !== undefined) return first;
  cluster.on('exit', (worker, code, signal) => {
    if (stopping) return;
    io.err(`contact-points: worker ${worker.process.pid} ended (${signal ?? code}); another one takes its place\n`);
    setTimeout(() => stopping || cluster.fork(), PAUSE_MS);
  });
  for (let index = 1; index < count && !stopping; index++) cluster.fork();
  await stop.first;
  await allEnded();
  return 0;
}

/** Tells if this process is the one to announce that the port is served. */
export function isSpokesman(): boolean {
  return cluster.worker?.id === 1;
}

/** The signals of a worker come from its primary. A Ctrl-C reaches both, and the primary passes it on. */
export function workerSignals(): NodeJS.EventEmitter {
  const signals = new EventEmitter();
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => signals.emit('SIGTERM'));
  return signals;
}

/** The exit code of a worker that ended before it listened; undefined when it listens. */
function startWorker(): Promise<number | undefined> {
  const worker = cluster.fork();
  return new Promise((resolve) => {
    worker.once('listening', () => resolve(undefined));
    worker.once('exit', (code) => resolve(code ?? 1));
  });
}

async function allEnded(): Promise<void> {
  while (Object.keys(cluster.workers ?? {}).length > 0) await new Promise((resolve) => cluster.once('exit', resolve));
}
