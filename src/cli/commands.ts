import type { CommandSpec, RunCommand } from './command-line/command';
import { driftsSpec } from './drifts/drifts-command';
import { serveSpec } from './serve/serve-command';
import { verifySpec } from './verify/verify-command';

/** A command: its description, and how to get at the code that runs it. */
export interface Command {
  readonly spec: CommandSpec;
  /** Loads the command's rooms; costs time, so only the command that runs is loaded. */
  readonly load: () => RunCommand;
}

/** Every command, in the order of the help. The first one runs when none is named. */
export const commands: readonly [Command, ...Command[]] = [
  { spec: serveSpec, load: () => (require('./serve/run-serve') as typeof import('./serve/run-serve')).runServe },
  { spec: verifySpec, load: () => (require('./verify/run-verify') as typeof import('./verify/run-verify')).runVerify },
  { spec: driftsSpec, load: () => (require('./drifts/run-drifts') as typeof import('./drifts/run-drifts')).runDrifts },
];
