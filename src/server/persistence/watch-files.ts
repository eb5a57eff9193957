import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import path from 'node:path';

/** Looks at files until it is closed. */
export interface FileWatch {
  /** Looks at other files from now on; what they are like at this moment is not news. */
  look(places: readonly string[]): void;
  close(): void;
}

/** How long files must be left alone until they are news: editors write in several steps. */
const QUIET_MS = 80;

/** How often files are looked at where the system tells nothing, as in mounted folders. */
const ROUND_MS = 2000;

/**
 * Watches files and folders. A file that is renamed over, removed, or made anew is news as well as one that is written to: it
 * is the folders that are watched.
 *
 * @param places - files, and folders whose files are meant; those that are missing are waited for
 * @param changed - called once for changes that come together
 */
export function watchFiles(places: readonly string[], changed: () => void): FileWatch {
  const watchers = new Map<string, FSWatcher>();
  let watched = places;
  let known = signatureOf(places);
  let timer: NodeJS.Timeout | undefined;

  const check = (): void => {
    timer = undefined;
    const now = signatureOf(watched);
    if (now === known) return;
    known = now;
    changed();
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(check, QUIET_MS);
  };
  const attach = (): void => {
    const folders = new Set(watched.flatMap((place) => [path.dirname(place), ...(isFolder(place) ? [place] : [])]));
    for (const [folder, watcher] of watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of folders) {
      if (watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, soon);
        const forget = (): void => void watchers.delete(folder);
        watchers.set(folder, watcher.on('error', forget).on('close', forget));
      } catch {
        // Not there, or too many are watched already: the rounds will do.
      }
    }
  };
  attach();
  const rounds = setInterval(() => {
    if (timer === undefined && signatureOf(watched) !== known) soon();
  }, ROUND_MS);
  rounds.unref();

  return {
    look(others) {
      watched = others;
      known = signatureOf(others);
      attach();
    },
    close() {
      clearTimeout(timer);
      clearInterval(rounds);
      for (const watcher of [...watchers.values()]) watcher.close();
    },
  };
}

/** What tells that files are as they were. */
function signatureOf(places: readonly string[]): string {
  return places.flatMap((place) => (isFolder(place) ? filesOf(place) : [place]).map(stateOf)).join('\n');
}

function stateOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats === undefined ? `${file} -` : `${file} ${stats.mtimeNs} ${stats.size} ${stats.ino}`;
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

function filesOf(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => /\.(json|ya?ml)$/i.test(name));
  return names.sort().map((name) => path.join(folder, name));
}
