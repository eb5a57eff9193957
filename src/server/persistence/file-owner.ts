import { readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds after which a process looks if another one has taken the file at the same moment. */
const A_MOMENT = 50;

/**
 * Notes beside a file which process writes it: of two, the one that writes last would undo what the other one wrote. A process that
 * was killed leaves its note behind, which is no hindrance, even when its number has been given to another process since.
 *
 * @throws {Error} when a process that runs has the file
 */
export async function takeFile(file: string): Promise<void> {
  const note = noteOf(file);
  const [owner = '', started] = (await readFile(note, 'utf8').catch(() => '')).split(' ');
  if (Number(owner) > 0 && isAlive(Number(owner)) && (started ?? '') === (await startOf(owner))) {
    throw new Error(`process ${owner} keeps its data there; stop it, or choose another file`);
  }
  const own = `${process.pid} ${await startOf('self')}`.trim();
  if (owner !== '') await unlink(note).catch(() => undefined);
  await writeFile(note, own, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  if (owner !== '') await sleep(A_MOMENT);
  if ((await readFile(note, 'utf8')) === own) return;
  throw new Error('another process has just begun to keep its data there; stop it, or choose another file');
}

/** Removes the note of {@link takeFile}. */
export async function leaveFile(file: string): Promise<void> {
  await unlink(noteOf(file)).catch(() => undefined);
}

function noteOf(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.owner`);
}

/** The moment at which a process was started, in a unit of its own; empty where the system does not tell. */
async function startOf(pid: string): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name of the program comes second, in parentheses, and may hold anything.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** Tells if there is a process of this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
