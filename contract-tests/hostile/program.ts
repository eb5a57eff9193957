import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** True for the long forms, which `npm run test:hostile` runs; the short ones are for every change. */
export const isLarge = process.env.HOSTILE === 'large';

/** The program as users run it. */
export const PROGRAM = join(__dirname, '../../dist/bin/contact-points.js');

/** A program that serves. */
export interface Served {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** Everything that it has written. */
  output(): string;
  /** Resolves with the exit code when it has ended, or with the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts `serve` on a free port and waits until it listens. */
export const serve = (...args: string[]): Promise<Served> => start([process.execPath, PROGRAM], args);

/** Measurements of a program from inside, since the last time that it was asked: megabytes and milliseconds. */
export interface Measured {
  readonly rss: number;
  readonly heap: number;
  /** The longest that the program itself kept its event loop, time that the machine took from it not counted. */
  readonly ownMax: number;
}

/** Starts `serve` as {@link serve} does, and measures it from inside. */
export async function serveMeasured(...args: string[]): Promise<Served & { measure(): Promise<Measured> }> {
  const served = await start([process.execPath, '--require', join(__dirname, 'inside.js'), PROGRAM], args, ['ipc']);
  return {
    ...served,
    measure: () =>
      new Promise((resolve) => {
        served.child.once('message', (measured) => resolve(measured as Measured));
        served.child.send('measure');
      }),
  };
}

/** Starts `serve` with a command line that ends in the program. */
export async function start(
  [command = '', ...before]: readonly string[],
  args: readonly string[],
  more: readonly 'ipc'[] = [],
): Promise<Served> {
  const child = spawn(command, [...before, 'serve', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe', ...more],
  });
  let text = '';
  child.stdout!.on('data', (chunk) => (text += chunk));
  child.stderr!.on('data', (chunk) => (text += chunk));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.on('close', (code, signal) => resolve(signal ?? code)),
  );
  const isOver = ended.then(() => true);
  while (!/Listening on http/.test(text)) {
    const over = await Promise.race([isOver, new Promise<false>((resolve) => setTimeout(() => resolve(false), 20))]);
    if (over) throw new Error(`It does not serve:\n${text}`);
  }
  const url = /Listening on (http:\S+)/.exec(text)![1]!;
  return { url, port: Number(new URL(url).port), child, output: () => text, ended };
}
