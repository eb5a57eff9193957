#!/usr/bin/env node
import nodeModule from 'node:module';
import type { CommandIo } from './command-line/command';
import { wantsColor } from './process-io';
import { runCommandLine } from './run-command-line';

/** How long a finished command may wait for its output to be taken and its sockets to close, in milliseconds. */
const LINGER_MS = 300;

const { env, stdout, stderr } = process;

// From Node 22.8 on, compiled code is kept between runs: the second start takes half the time of the first.
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();

// Whoever reads our output may stop reading (`contact-points serve | head -1`); that is no reason to fall over.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const io: CommandIo = {
  env,
  color: wantsColor(env, stdout.isTTY === true),
  terminal: stderr.isTTY === true,
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
};

void runCommandLine(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
  setTimeout(() => process.exit(), LINGER_MS).unref();
});
