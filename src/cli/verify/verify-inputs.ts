import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BaselineEntry, readBaseline } from '../../contract/findings/baseline';
import { createSecondOpinion, SecondOpinionError } from '../../contract/opinion/second-opinion';
import { checkOperationSettings } from '../../contract/plan/operation-settings';
import { knownOperations, type Selection, SelectionError, selectCases } from '../../contract/plan/selection';
import { type ContractHooks, HookError, readHooks } from '../../contract/run/hooks';
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
  readonly hooks: ContractHooks;
  /** The accepted findings; undefined without a baseline. */
  readonly baseline: readonly BaselineEntry[] | undefined;
}

/**
 * Reads the files that the options name, so that all that is wrong with them is told before anything is sent.
 *
 * @throws {@link UsageError} for a file that cannot be read, and for one of the errors of {@link asUsageError}
 */
export async function loadInputs(settings: VerifySettings, options: LoadOptions): Promise<VerifyInputs> {
  const spec = loadSpec(settings.spec ?? SHIPPED_SPEC, options);
  const given = settings.hooks === undefined ? {} : await loadHooks(settings.hooks);
  const hooks = settings['second-opinion'] ? await withSecondOpinion(given, spec) : given;
  const ownChecks = hooks.checks?.map(({ name }) => name);
  checkOperationSettings(spec, settings.operations, settings.checks, ownChecks);
  knownOperations(spec, '--include', settings.include);
  return {
    spec,
    hooks,
    selection: selectCases(spec, { only: settings.only, skip: settings.skip, ownChecks }),
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
  HookError,
  SecondOpinionError,
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

async function withSecondOpinion(hooks: ContractHooks, spec: Spec): Promise<ContractHooks> {
  return { ...hooks, checks: [...(hooks.checks ?? []), await createSecondOpinion(spec)] };
}

// An ES module that waits at its top cannot be required.
async function loadHooks(file: string): Promise<ContractHooks> {
  const path = resolve(file);
  if (!existsSync(path)) throw new UsageError(`--hooks ${file} is not there.`);
  const load = async (): Promise<unknown> => {
    try {
      return require(path);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!['ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE'].includes(code)) throw error;
      return import(pathToFileURL(path).href);
    }
  };
  const module = await load().catch((error: unknown) => {
    throw new UsageError(
      `--hooks ${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}.`,
    );
  });
  return readHooks(module, file);
}

function readText(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${option} ${file} cannot be read: ${(error as Error).message}.`);
  }
}
