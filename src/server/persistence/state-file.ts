import { open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import path from 'node:path';

/**
 * Replaces a file by a text, so that at every moment either the old or the new one is there as a whole, whatever happens to
 * the process or the machine: the text is written to a temporary file beside it, brought to the disk, and then renamed.
 *
 * @param file - its folder must exist
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${temporaryPrefix(file)}${process.pid}`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  await syncFolder(path.dirname(file));
}

/** The text of a file; undefined when there is none. */
export async function readTextFile(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes the temporary files that processes left behind which were killed while they wrote. */
export async function removeLeftovers(file: string): Promise<void> {
  const prefix = path.basename(temporaryPrefix(file));
  const folder = path.dirname(file);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length));
    if (pid === process.pid || !isAlive(pid)) await unlink(path.join(folder, name)).catch(() => undefined);
  }
}

function temporaryPrefix(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.writing-`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A renaming is on the disk when its folder is; not every system can say so. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
