import { readFileSync } from 'node:fs';
import { knownOperations, type Selection, SelectionError, selectCases } from '../../contract/plan/selection';
import { type ExistingIds, ExistingIdsError, readExistingIds } from '../../contract/steps/records/existing-ids';
import { CredentialsError } from '../../contract/target/credentials';
import { TargetUrlError } from '../../contract/target/target';
import { type LoadOptions, loadSpec } from '../../openapi/load-spec';
import type { Spec } from '../../openapi/model/model';
import { DocumentError } from '../../openapi/read/document-error';
import { SHIPPED_SPEC } from '../../openapi/read/package-file';
import { UsageError } from '../command-line/command';
import type { VerifySettings } from './verify-settings';

/** Contents of the files that the options of `verify` name. */
export interface VerifyInputs {
  readonly spec: Spec;
  readonly ids: ExistingIds | undefined;
  readonly selection: Selection;
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
    ids: settings.ids === undefined ? undefined : readExistingIds(readText('--ids', settings.ids), settings.ids, spec),
  };
}

/** Errors of what the user has given, whose messages say what to do. */
const OF_THE_USER = [CredentialsError, DocumentError, ExistingIdsError, SelectionError, TargetUrlError];

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
