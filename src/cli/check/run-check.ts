import { exampleProblems } from '../../openapi/check/check-examples';
import { loadSpec } from '../../openapi/load-spec';
import type { Spec } from '../../openapi/model/model';
import { DocumentError } from '../../openapi/read/document-error';
import { type RunCommand, UsageError } from '../command-line/command';
import { problemLine } from '../command-line/document';
import type { checkCommand } from './check-command';

/** Lists the faults of a document. */
export const runCheck: RunCommand<typeof checkCommand> = async ({ positionals: [file], options }, io) => {
  const spec = load(file!, options['allow-remote-refs']);
  const problems = [...spec.warnings, ...exampleProblems(spec)];
  if (options.json) {
    io.out(`${JSON.stringify(problems, null, 2)}\n`);
  } else {
    for (const problem of problems) io.out(`${problemLine(problem)}\n`);
    const count = problems.length === 1 ? '1 fault' : `${problems.length === 0 ? 'No' : problems.length} faults`;
    io.out(`${count} in ${spec.operations.length} operations\n`);
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
