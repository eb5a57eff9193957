/** One thing that is wrong with fixtures. */
export interface FixtureProblem {
  readonly file: string;
  /** The line in the file, from 1; undefined when it is not known. */
  readonly line?: number | undefined;
  /** What is wrong and how to put it right, one sentence that names resource, record and property. */
  readonly message: string;
}

const shown = 10;

/** Fixtures that cannot be used. The message is for a person and lists at most ten problems. */
export class FixtureError extends Error {
  override readonly name = 'FixtureError';

  /** @param problems - at least one */
  constructor(readonly problems: readonly [FixtureProblem, ...FixtureProblem[]]) {
    super(describe(problems));
  }
}

function describe(problems: readonly FixtureProblem[]): string {
  const lines = problems.slice(0, shown).map(({ file, line, message }) => {
    return `${line === undefined ? file : `${file}:${line}`}: ${message}`;
  });
  if (problems.length > shown) lines.push(`… and ${problems.length - shown} more`);
  return lines.join('\n');
}
