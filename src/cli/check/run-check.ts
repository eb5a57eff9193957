import { effectProblems } from '../../openapi/check/check-effects';
import { exampleProblems } from '../../openapi/check/check-examples';
import { loadSpec } from '../../openapi/load-spec';
import type { Spec } from '../../openapi/model/model';
import { DocumentError } from '../../openapi/read/document-error';
import { type RunCommand, UsageError } from '../command-line/command';
import { problemLine } from '../command-line/document';
import type { checkCommand } from './check-command';

/** Lists the faults of a document, and what a mock of it does not do. */
export const runCheck: RunCommand<typeof checkCommand> = async ({ positionals: [file], options }, io) => {
  const spec = load(file!, options['allow-remote-refs']);
  const faults = [...spec.warnings, ...exampleProblems(spec)];
  const effects = effectProblems(spec);
  const problems = [...faults, ...effects];
  if (options.json) {
    io.out(`${JSON.stringify(problems, null, 2)}\n`);
  } else {
    for (const problem of problems) io.out(`${problemLine(problem)}\n`);
    const count = faults.length === 1 ? '1 fault' : `${faults.length === 0 ? 'No' : faults.length} faults`;
    const left = effects.length === 0 ? '' : `; ${effects.length} more of what it promises and a mock does not do`;
    io.out(`${count} in ${spec.operations.length} operations${left}\n`);
  }
  return problems.length === 0 ? 0 : 1;
};

function load(file: string, allowRemoteRefs: boolean): Spec {
  try {
    return loadSpec(file, { allowRemoteRefs });
  } catch (error) {
    if (error instanceof DocumentError) throw new UsageError(error.message);
    throw error;
  }
}
