import { constants } from 'node:fs';
import {
  access,
  copyFile,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import type { Mock } from '../../mock/create-mock';
import { isAlive, leaveFile, takeFile } from './file-owner';

/** Keeps the data of a mock in a file. */
export interface Persistence {
  /** To be called after every change of the data: writes them soon. */
  changed(): void;
  /**
   * Gives the mock the data of the file, if there are any, and writes its changes from then on.
   * @throws {@link PersistError} when the file cannot be used at all
   */
  attach(mock: Pick<Mock, 'exportPieces' | 'importState'>): Promise<void>;
  /** Writes what is not yet written, and nothing after that. */
  close(): Promise<void>;
}

/** The data of a mock cannot be kept where they are to be kept. The message says why and what to do. */
export class PersistError extends Error {
  override readonly name = 'PersistError';
}

/** The longest time between a change and the beginning of its writing, in milliseconds. */
const SOON = 250;

/** The time until it is tried again, when writing has failed. */
const LATER = 1000;

/** The most reasons that are told for records left out. */
const SOME = 5;

/**
 * Creates the keeper of a mock's data. A file that cannot be read is put aside and never overwritten; so is a copy of one with
 * records that do not fit the document any more.
 *
 * @param name - a JSON file, made when it is missing; its folder must exist
 * @param report - takes a sentence about what went wrong and what was done about it
 * @example
 * const persistence = createPersistence('state.json', console.error);
 * const mock = createMock({ spec, onChange: persistence.changed });
 * await persistence.attach(mock);
 */
export function createPersistence(name: string, report: (sentence: string) => void): Persistence {
  let file = name;
  let source: Pick<Mock, 'exportPieces' | 'importState'> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  let isDirty = false;
  let lastFault = '';
  let mode = 0o600;

  const write = async (isLast = false): Promise<void> => {
    isDirty = false;
    try {
      await replaceFile(file, source!.exportPieces(), mode);
      lastFault = '';
    } catch (error) {
      isDirty = true;
      const fault = (error as Error).message;
      if (isLast) report(`The last changes are not in ${file}, which cannot be written (${fault}).`);
      else if (fault !== lastFault) report(`The data could not be written to ${file} (${fault}); it is tried again.`);
      lastFault = fault;
    }
  };
  const schedule = (): void => {
    if (source === undefined || timer !== undefined || writing !== undefined) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        writing = write().finally(() => {
          writing = undefined;
          if (isDirty) schedule();
        });
      },
      lastFault === '' ? SOON : LATER,
    );
  };
  const load = async (mock: Pick<Mock, 'importState'>): Promise<void> => {
    const bytes = await readBytes(file);
    if (bytes === undefined || bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))) return;
    const outcome = await mock.importState(bytes);
    if (outcome === undefined) {
      const aside = await asideOf(file, 'corrupt');
      await rename(file, aside);
      report(`${file} holds no data of a mock. It is kept as ${aside}; the data start from the seed.`);
    } else if (outcome.left > 0) {
      const aside = await asideOf(file, 'before');
      await copyFile(file, aside);
      const some = outcome.reasons.slice(0, SOME).map((reason) => `\n  ${reason}`);
      report(
        `${outcome.left} records of ${file} do not fit the document any more; all are kept in ${aside}.${some.join('')}`,
      );
    }
  };

  return {
    changed() {
      isDirty = true;
      schedule();
    },
    async attach(mock) {
      try {
        file = await targetOf(name);
        await access(path.dirname(file), constants.W_OK);
        mode = await modeOf(file);
        await takeFile(file);
        try {
          await removeLeftovers(file);
          await load(mock);
        } catch (error) {
          await leaveFile(file);
          throw error;
        }
      } catch (error) {
        throw new PersistError(`The data cannot be kept in ${name}: ${reasonOf(error as NodeJS.ErrnoException)}.`);
      }
      isDirty = false;
      source = mock;
    },
    async close() {
      clearTimeout(timer);
      timer = undefined;
      await writing;
      clearTimeout(timer);
      if (source === undefined) return;
      if (isDirty) await write(true);
      source = undefined;
      await leaveFile(file);
    },
  };
}

/** A name beside a file that nothing has yet: a clock that was put back may come to the same moment twice. */
async function asideOf(file: string, kind: string): Promise<string> {
  const name = `${file}.${kind}-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  const taken = new Set(await readdir(path.dirname(file)));
  let free = name;
  for (let count = 2; taken.has(path.basename(free)); count++) free = `${name}-${count}`;
  return free;
}

/** The file that a name stands for. A link stays one: the file that it leads to is replaced, or made. */
async function targetOf(name: string): Promise<string> {
  try {
    return await realpath(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const there = path.resolve(path.dirname(name), await readlink(name).catch(() => path.basename(name)));
    return there === path.resolve(name) ? there : targetOf(there);
  }
}

/** The permissions of a file, which it keeps; of one that is not there yet, the owner's alone. */
async function modeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (found === undefined) return 0o600;
  if (!found.isFile()) throw Object.assign(new Error(), { code: found.isDirectory() ? 'EISDIR' : 'ENOTSUP' });
  await (await open(file, 'r+')).close();
  return found.mode & 0o777;
}

const MAY_NOT = 'it or its folder may not be read or written; check their permissions';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist; make it first',
  EISDIR: 'it is a folder; give the name of a file',
  ENOTSUP: 'it is a device or a pipe; give the name of a file',
  EACCES: MAY_NOT,
  EPERM: MAY_NOT,
  EROFS: 'it lies on a file system that is read only; choose another folder',
  ENOSPC: 'the disk is full; make room, or choose another folder',
  ELOOP: 'it is a link that leads round in a circle',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GiB, so it is no data of a mock; choose another file',
};

function reasonOf({ code = '', message }: NodeJS.ErrnoException): string {
  return REASONS[code] ?? message;
}

/**
 * Replaces a file by a text and a line break, so that at every moment either the old or the new one is there as a whole, whatever
 * happens to the process or the machine: the text is written to a temporary file beside it, brought to the disk, and then renamed.
 *
 * @param file - its folder must exist
 * @param mode - the permissions that it gets
 */
async function replaceFile(file: string, text: AsyncIterable<string>, mode: number): Promise<void> {
  const temporary = `${temporaryPrefix(file)}${process.pid}`;
  const handle = await open(temporary, 'w', mode);
  try {
    await writeFile(handle, text, 'utf8');
    await handle.writeFile('\n');
    await handle.sync();
  } catch (error) {
    // A full disk has no room for half of a file.
    await unlink(temporary).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  await syncFolder(path.dirname(file));
}

/** The content of a file; undefined when there is none. */
async function readBytes(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes the temporary files that processes left behind which were killed while they wrote. */
async function removeLeftovers(file: string): Promise<void> {
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

/** A renaming is on the disk when its folder is; not every system can say so. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
