import { existsSync, readFileSync } from 'node:fs';
import { type BaselineEntry, readBaseline } from '../../contract/findings/baseline';
import { knownOperations, type Selection, SelectionError, selectCases } from '../../contract/plan/selection';
import { type ExistingIds, ExistingIdsError, readExistingIds } from '../../contract/steps/records/existing-ids';
import { CredentialsError } from '../../contract/target/credentials';
import { TargetUrlError } from '../../contract/target/target';
import { type LoadOptions, loadSpec } from '../../openapi/load-spec';
import type { Spec } from '../../openapi/model/model';
import { DocumentError } from '../../openapi/read/document-error';
import { SHIPPED_SPEC } from '../../openapi/read/package-file';
import { SettingsFileError } from '../../openapi/read/settings-file';
import { UsageError } from '../command-line/command';
import type { VerifySettings } from './verify-settings';

/** Contents of the files that the options of `verify` name. */
export interface VerifyInputs {
  readonly spec: Spec;
  readonly ids: ExistingIds | undefined;
  readonly selection: Selection;
  /** The accepted findings; undefined without a baseline. */
  readonly baseline: readonly BaselineEntry[] | undefined;
}

/**
 * Reads the files that the options name, so that all that is wrong with them is told before anything is sent.
 *
 * @throws {@link UsageError} for a file that cannot be read, and for one of the errors of {@link asUsageError}
 */
export function loadInputs(settings: VerifySettings, options: LoadOptions): VerifyInputs {
  const spec = loadSpec(settings.spec ?? SHIPPED_SPEC, options);
  knownOperations(spec, '--include', settings.include);
  return {
    spec,
    selection: selectCases(spec, settings),
    baseline: loadBaseline(settings),
    ids: settings.ids === undefined ? undefined : readExistingIds(readText('--ids', settings.ids), settings.ids, spec),
  };
}

function loadBaseline({
  baseline: file,
  'update-baseline': isUpdated,
}: VerifySettings): readonly BaselineEntry[] | undefined {
  if (file === undefined) {
    if (isUpdated) throw new UsageError('--update-baseline needs --baseline FILE, the file to write.');
    return undefined;
  }
  if (existsSync(file)) return readBaseline(readText('--baseline', file), file);
  if (isUpdated) return [];
  throw new UsageError(`--baseline ${file} is not there. --update-baseline writes it.`);
}

/** Errors of what the user has given, whose messages say what to do. */
const OF_THE_USER = [
  CredentialsError,
  DocumentError,
  ExistingIdsError,
  SelectionError,
  SettingsFileError,
  TargetUrlError,
];

/** Makes a usage error of an error of what the user has given; any other one stays as it is. */
export function asUsageError(error: unknown): unknown {
  if (!OF_THE_USER.some((type) => error instanceof type)) return error;
  const { message } = error as Error;
  return new UsageError(/[.?!)]$/.test(message) ? message : `${message}.`);
}

function readText(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${option} ${file} cannot be read: ${(error as Error).message}.`);
  }
}
