import type { DocumentProblem } from '../model/model';

const SHOWN = 10;

/**
 * A document that cannot be interpreted. The message is for a person: what is wrong, where, and how to fix it; at most ten
 * problems are listed in it. `file`, `pointer` and `line` are those of the first problem.
 *
 * @example
 * try { loadSpec(path) } catch (error) { if (error instanceof DocumentError) console.error(error.message) }
 */
export class DocumentError extends Error {
  readonly file: string;
  readonly pointer: string | undefined;
  readonly line: number | undefined;

  /** @param problems - at least one, the most important first */
  constructor(readonly problems: readonly [DocumentProblem, ...DocumentProblem[]]) {
    super(describe(problems));
    this.name = 'DocumentError';
    this.file = problems[0].file;
    this.pointer = problems[0].pointer;
    this.line = problems[0].line;
  }
}

function describe(problems: readonly [DocumentProblem, ...DocumentProblem[]]): string {
  const [first] = problems;
  if (problems.length === 1) return `${placeOf(first)}: ${first.message}`;
  const lines = problems.slice(0, SHOWN).map((problem) => `  ${placeOf(problem)}: ${problem.message}`);
  if (problems.length > SHOWN) lines.push(`  … and ${problems.length - SHOWN} more`);
  const files = new Set(problems.map(({ file }) => file));
  const title =
    files.size === 1
      ? `${first.file}: ${problems.length} problems in this document`
      : `${problems.length} problems in ${files.size} files`;
  return `${title}\n${lines.join('\n')}`;
}

function placeOf({ file, line, pointer }: DocumentProblem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return pointer === undefined || pointer === '#' ? place : `${place} (at ${pointer})`;
}

/** Something wrong in the bundled document. */
export interface DocumentFinding {
  readonly pointer: string;
  /** A sentence about what stands there: what is wrong and how to put it right. */
  readonly message: string;
  /** Leaves out the faulty place, or takes it as what its author will have meant, so that the rest can be used. */
  readonly mend: () => void;
}
