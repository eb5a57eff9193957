import type { CommandSpec, RunCommand } from './command';
import { driftsSpec } from './drifts-options';
import { serveSpec } from './serve-options';
import { verifySpec } from './verify-options';

/** A command: its description, and how to get at the code that runs it. */
export interface Command {
  readonly spec: CommandSpec;
  /** Loads the command's rooms; costs time, so only the command that runs is loaded. */
  readonly load: () => RunCommand;
}

/** Every command, in the order of the help. The first one runs when none is named. */
export const commands: readonly [Command, ...Command[]] = [
  { spec: serveSpec, load: () => (require('./serve') as typeof import('./serve')).runServe },
  { spec: verifySpec, load: () => (require('./verify') as typeof import('./verify')).runVerify },
  { spec: driftsSpec, load: () => (require('./drifts') as typeof import('./drifts')).runDrifts },
];
