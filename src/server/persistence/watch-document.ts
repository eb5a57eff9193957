import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import path from 'node:path';
import type { Mock } from '../../mock/create-mock';
import { FixtureError } from '../../mock/seeding/fixtures/fixture-error';
import type { FixtureSet } from '../../mock/seeding/fixtures/load-fixtures';
import type { Spec } from '../../openapi/model/model';
import { DocumentError } from '../../openapi/read/document-error';

/** A document and the records written for it, as they are on the disk now. */
export interface LoadedDocument {
  readonly spec: Spec;
  readonly fixtures?: FixtureSet;
}

/** The files to watch, and the receivers of news. */
export interface WatchOptions {
  /**
   * Loads the document and the fixtures anew.
   * @throws {@link DocumentError} or {@link FixtureError} when they cannot be served
   */
  readonly load: () => LoadedDocument;
  /** Files and folders that belong to it besides those of the document, absolute: the fixtures. */
  readonly besides: readonly string[];
  /** Takes a sentence about what is served now. */
  readonly report: (text: string) => void;
  /** Takes a sentence and a list of problems. */
  readonly warn: (text: string) => void;
}

/**
 * Lets a mock follow its document: every file of its `$ref` graph, and the fixtures. When one is saved, all is loaded anew; data
 * stay where they still fit. What cannot be loaded changes nothing: the last good version goes on being served, and it is
 * told what is wrong and where, by the admin API and the inspector as well.
 *
 * @returns a function that ends it
 */
export function watchDocument(mock: Pick<Mock, 'spec' | 'reload' | 'notReloaded'>, options: WatchOptions): () => void {
  const { load, besides, report, warn } = options;
  let isBusy = false;
  let isStale = false;
  let isClosed = false;

  const follow = async (): Promise<void> => {
    isStale = true;
    if (isBusy) return;
    isBusy = true;
    while (isStale && !isClosed) {
      isStale = false;
      await reload();
    }
    isBusy = false;
  };
  const reload = async (): Promise<void> => {
    try {
      const before = mock.spec.files;
      const { spec, fixtures } = load();
      const { kept, left } = await mock.reload({ spec, fixtures });
      // A file that a reference misses may come into any of these folders.
      const folders = spec.warnings.length === 0 ? [] : [...before, ...spec.files].map((file) => path.dirname(file));
      files.look([...new Set([...folders, ...spec.files, ...besides])]);
      report(`Reloaded ${spec.source}${told(kept, left)}.${faultsOf(spec)}`);
    } catch (error) {
      const problems = error instanceof DocumentError || error instanceof FixtureError ? error.problems : [];
      const involved = [...mock.spec.files, ...problems.map(({ file }) => path.resolve(file))];
      // What mends it may be a file that the last good version did not have: any in these folders.
      files.look([...new Set([...involved.map((file) => path.dirname(file)), ...involved, ...besides])]);
      const { message } = error as Error;
      mock.notReloaded(message);
      warn(`Not reloaded; the last good version is still served.\n${message}`);
    }
  };
  const files = watchFiles([...mock.spec.files, ...besides], () => void follow());
  return () => {
    isClosed = true;
    files.close();
  };
}

function faultsOf({ warnings }: Spec): string {
  const [first] = warnings;
  if (first === undefined) return '';
  const place = first.line === undefined ? first.file : `${first.file}:${first.line}`;
  return ` ${warnings.length === 1 ? '1 fault' : `${warnings.length} faults`} left out, first ${place}: ${first.message}`;
}

function told(kept: number, left: number): string {
  const records = (count: number): string => (count === 1 ? '1 changed record' : `${count} changed records`);
  const parts = [kept > 0 ? `${records(kept)} kept` : '', left > 0 ? `${records(left)} did not fit and went` : ''];
  const said = parts.filter((part) => part !== '').join(', ');
  return said === '' ? '' : `: ${said}`;
}

/** Looks at files until it is closed. */
export interface FileWatch {
  /** Looks at other files from now on; what they are like at this moment is not news. */
  look(places: readonly string[]): void;
  close(): void;
}

/** The milliseconds that files must be left alone until they are news: editors write in several steps. */
const QUIET_MS = 80;

/** The milliseconds between two looks at the files where the system tells nothing, as in mounted folders. */
const ROUND_MS = 2000;

/**
 * Watches files and folders. A file that is renamed over, removed, or made anew is news as well as one that is written to: it
 * is the folders that are watched.
 *
 * @param places - files, and folders whose files are meant; those that are missing are waited for
 * @param changed - called once for changes that come together
 */
function watchFiles(places: readonly string[], changed: () => void): FileWatch {
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

/** Computes a text that stays the same as long as the files do. */
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
