import { type CommandIo, UsageError } from './command-line/command';
import { commandHelp, overviewHelp, PROGRAM } from './command-line/help';
import { nearest } from './command-line/nearest';
import { parseCommandLine } from './command-line/parse-command-line';
import { type Command, commands } from './commands';
import { version } from './version';

/** Exit code of a fault of ours (`EX_SOFTWARE` of sysexits.h), apart from what a user can mend. */
const INTERNAL_ERROR = 70;

/** Exit code of a command line, document or fixture that cannot be used. */
const UNUSABLE = 2;

/**
 * Runs a whole command line: finds the command, parses its options, runs it, and tells its errors in a sentence.
 *
 * @param args - the arguments after the program's name
 * @param io - the process around it
 * @returns the exit code; never rejects
 */
export async function runCommandLine(args: readonly string[], io: CommandIo): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`${PROGRAM}: ${error.message}\n`);
      return UNUSABLE;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const details = io.env.DEBUG ? stack : 'Run it again with DEBUG=1 for the details, and please report it.';
    io.err(`${PROGRAM}: internal error: ${message}\n${details}\n`);
    return INTERNAL_ERROR;
  }
}

async function dispatch(args: readonly string[], io: CommandIo): Promise<number> {
  const [first = '', ...rest] = args;
  if (first === '--version' || first === '-v') return print(io, `${version()}\n`);
  if (first === 'help' && rest.length > 0) return print(io, commandHelp(commandNamed(rest[0]!).spec));
  if (['help', '--help', '-h'].includes(first)) {
    return print(io, overviewHelp(commands.map(({ spec }) => spec)));
  }
  const named = first !== '' && !first.startsWith('-');
  const command = named ? commandNamed(first) : commands[0];
  const own = named ? rest : args;
  const options = own.includes('--') ? own.slice(0, own.indexOf('--')) : own;
  if (options.includes('--help') || options.includes('-h')) return print(io, commandHelp(command.spec));
  const invocation = parse(command, own);
  return command.load()(invocation, io);
}

function parse({ spec }: Command, args: readonly string[]): ReturnType<typeof parseCommandLine> {
  try {
    return parseCommandLine(spec, args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message}\n${PROGRAM} ${spec.name} --help shows all options.`);
  }
}

function commandNamed(name: string): Command {
  const command = commands.find(({ spec }) => spec.name === name);
  if (command !== undefined) return command;
  const names = commands.map(({ spec }) => spec.name);
  const guess = nearest(name, names);
  const hint = guess === undefined ? `The commands are ${names.join(', ')}.` : `Did you mean ${guess}?`;
  throw new UsageError(`Unknown command "${name}". ${hint}\n${PROGRAM} --help shows what there is.`);
}

function print(io: CommandIo, text: string): number {
  io.out(text);
  return 0;
}
