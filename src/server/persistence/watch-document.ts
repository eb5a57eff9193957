import path from 'node:path';
import type { Mock } from '../../mock/create-mock';
import { FixtureError } from '../../mock/seeding/fixture-error';
import type { FixtureSet } from '../../mock/seeding/fixture-set';
import { DocumentError } from '../../openapi/document-error';
import type { Spec } from '../../openapi/model';
import { watchFiles } from './watch-files';

/** A document and the records written for it, as they are on the disk now. */
export interface LoadedDocument {
  readonly spec: Spec;
  readonly fixtures?: FixtureSet;
}

/** What is watched, and who is told. */
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
      const { spec, fixtures } = load();
      const { kept, left } = await mock.reload({ spec, ...(fixtures !== undefined && { fixtures }) });
      files.look([...spec.files, ...besides]);
      report(`Reloaded ${spec.source}${told(kept, left)}.`);
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

function told(kept: number, left: number): string {
  const records = (count: number): string => (count === 1 ? '1 changed record' : `${count} changed records`);
  const parts = [kept > 0 ? `${records(kept)} kept` : '', left > 0 ? `${records(left)} did not fit and went` : ''];
  const said = parts.filter((part) => part !== '').join(', ');
  return said === '' ? '' : `: ${said}`;
}
