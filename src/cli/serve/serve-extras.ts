import path from 'node:path';
import type { Mock } from '../../mock/create-mock';
import type { Persistence } from '../../server/persistence/persist';
import type { LoadedDocument } from '../../server/persistence/watch-document';
import type { Upstream } from '../../server/proxy/create-upstream';
import { type CommandIo, UsageError } from '../command-line/command';
import type { ServeControl } from './serve-control';
import type { ServeSettings } from './serve-settings';

/** Tells what happens while a mock is served. */
export interface Teller {
  /** Something that goes well. */
  info(event: string, text: string): void;
  /** Something that goes wrong. */
  warn(event: string, text: string): void;
}

/** Creates the teller of a command: sentences for a person, or one JSON object per line. */
export function createTeller(io: CommandIo, { quiet, logFormat }: Pick<ServeSettings, 'quiet' | 'logFormat'>): Teller {
  const line = (event: string, text: string): string =>
    logFormat === 'json' ? JSON.stringify({ time: new Date().toISOString(), event, message: text }) : text;
  return {
    info(event, text) {
      if (!quiet) io.out(`${line(event, text)}\n`);
    },
    warn: (event, text) => io.err(`${logFormat === 'json' ? '' : 'contact-points: '}${line(event, text)}\n`),
  };
}

/** Each of these is loaded only where it is asked for: a mock without them starts without them. */
export function openPersistence(file: string | undefined, teller: Teller): Persistence | undefined {
  if (file === undefined) return undefined;
  const { createPersistence } =
    require('../../server/persistence/persist') as typeof import('../../server/persistence/persist');
  return createPersistence(file, (text) => teller.warn('persist', text));
}

/** The way to the real API; undefined when none is asked for. */
export function openUpstream({ control, auth }: ServeSettings, mock: Mock): Upstream | undefined {
  const { upstream, basePath } = control;
  if (upstream === undefined) return undefined;
  const { createUpstream } =
    require('../../server/proxy/create-upstream') as typeof import('../../server/proxy/create-upstream');
  try {
    return createUpstream(mock, { ...upstream, basePath, logins: auth.mode !== 'off' });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`--upstream-only: ${error.message}`);
  }
}

/** Lets a mock follow its document; undefined when that is not asked for. */
export function openWatch(
  { watch }: ServeControl,
  mock: Mock,
  load: () => LoadedDocument,
  fixtures: string | undefined,
  teller: Teller,
): (() => void) | undefined {
  if (!watch) return undefined;
  const { watchDocument } =
    require('../../server/persistence/watch-document') as typeof import('../../server/persistence/watch-document');
  return watchDocument(mock, {
    load,
    besides: fixtures === undefined ? [] : [path.resolve(fixtures)],
    report: (text) => teller.info('reloaded', text),
    warn: (text) => teller.warn('not-reloaded', text),
  });
}
