import { readSettingsFile } from '../../openapi/read/settings-file';
import { canExplain, explains } from './explanations';
import type { Finding, RawFinding } from './finding';

/** One accepted finding. */
export interface BaselineEntry {
  /** Identity of the finding. */
  readonly key: string;
  /** Reason that it is accepted, for people. */
  readonly reason?: string;
  /** Last day on which it is accepted, such as `2027-01-31`; without an end when left out. */
  readonly until?: string;
  /** Title of the finding when it was accepted, for people. */
  readonly title?: string;
  /** Id of the case that showed it first: once this case is run without it, it is fixed. */
  readonly case?: string;
}

/** Effect of a baseline on a run. */
export interface BaselineOutcome {
  /** Entries whose findings were seen, and are not told again. */
  readonly accepted: readonly BaselineEntry[];
  /** Entries whose last day is over: their findings count again. */
  readonly expired: readonly BaselineEntry[];
  /** Entries whose findings were not seen any more, although the case that showed them was run to its end, or all cases were. */
  readonly fixed: readonly BaselineEntry[];
  /** Entries that accept all that this run has seen: those of before with their reasons, without what is fixed. */
  readonly next: readonly BaselineEntry[];
}

/** A case that was run, and what counts of all that it saw. */
export interface JudgedCase {
  readonly case: { readonly id: string };
  readonly rawFindings: readonly RawFinding[];
  /** Reason that it was not run to its end. */
  readonly blocked?: string;
}

/**
 * Reads accepted findings from YAML or JSON, as `spec/baseline.schema.json` describes them.
 *
 * @param file - its name, for messages
 * @throws {@link ../../openapi/read/settings-file.SettingsFileError} with file and line of all that is wrong
 */
export function readBaseline(text: string, file: string): readonly BaselineEntry[] {
  const { value } = readSettingsFile(text, file, 'spec/baseline.schema.json');
  return (value as { readonly accepted?: readonly BaselineEntry[] }).accepted ?? [];
}

/** Writes entries as the text of a file: JSON where its name ends so, else YAML with one entry for a few lines. */
export function writeBaseline(entries: readonly BaselineEntry[], file: string): string {
  const sorted = [...entries].sort((a, b) => (a.key < b.key ? -1 : 1));
  if (file.endsWith('.json')) return `${JSON.stringify({ accepted: sorted }, null, 2)}\n`;
  const about =
    '# Findings of `contact-points verify` that are accepted: known, and no reason to fail. Say why, and until when:\n' +
    '#   until: 2027-01-31\n';
  if (sorted.length === 0) return `${about}accepted: []\n`;
  const lines = sorted.map(({ key, reason = '', until, title, case: caseId }) =>
    [
      `  - key: ${JSON.stringify(key)}`,
      `    reason: ${JSON.stringify(reason)}`,
      ...(until === undefined ? [] : [`    until: ${until}`]),
      ...(title === undefined ? [] : [`    title: ${JSON.stringify(title)}`]),
      ...(caseId === undefined ? [] : [`    case: ${JSON.stringify(caseId)}`]),
    ].join('\n'),
  );
  return `${about}accepted:\n${lines.join('\n')}\n`;
}

/** Writes the line of a baseline that accepts a finding, to be copied into a file. */
export function baselineLine({ key, caseId }: Pick<Finding, 'key' | 'caseId'>): string {
  return `  - { key: ${JSON.stringify(key)}, reason: "", case: ${JSON.stringify(caseId)} }`;
}

/**
 * Sorts raw findings by a baseline.
 *
 * @param entries - accepted findings
 * @param today - the day of the run, `2026-12-31`
 * @returns a test for what is accepted: that itself, and what random sequences see of it; what plain cases see below it is judged anew
 */
export function acceptedBy(
  entries: readonly BaselineEntry[],
  rawFindings: readonly RawFinding[],
  today: string,
): (rawFinding: RawFinding) => boolean {
  const keys = new Set(entries.filter((entry) => !isOver(entry, today)).map(({ key }) => key));
  const causes = rawFindings.filter((each) => keys.has(each.key) && canExplain(each));
  return (each) => keys.has(each.key) || (each.sequence !== undefined && causes.some((cause) => explains(cause, each)));
}

/**
 * Tells what a baseline has done in a run, and what the next one is.
 *
 * @param isWhole - true when every case was run
 */
export function concludeBaseline(
  entries: readonly BaselineEntry[],
  results: readonly JudgedCase[],
  today: string,
  isWhole: boolean,
): BaselineOutcome {
  const rawFindings = results.flatMap((each) => each.rawFindings).filter(({ severity }) => severity !== 'note');
  const seen = new Map([...rawFindings].reverse().map((each) => [each.key, each]));
  const done = new Set(results.flatMap((each) => (each.blocked === undefined ? [each.case.id] : [])));
  const isDone = isWhole && done.size === results.length;
  const isFixed = (entry: BaselineEntry): boolean => !seen.has(entry.key) && (isDone || done.has(entry.case ?? ''));
  const known = new Set(entries.map(({ key }) => key));
  const fresh = [...seen.values()].filter(({ key }) => !known.has(key));
  const plain = fresh.filter(({ sequence }) => sequence === undefined).map(entryOf);
  // What random sequences see of what is accepted needs no entry: it is another one with each seed.
  const isAccepted = acceptedBy(
    [...entries, ...plain].map(({ key }) => ({ key })),
    rawFindings,
    today,
  );
  return {
    accepted: entries.filter((entry) => seen.has(entry.key) && !isOver(entry, today)),
    expired: entries.filter((entry) => seen.has(entry.key) && isOver(entry, today)),
    fixed: entries.filter(isFixed),
    next: [
      ...entries.filter((entry) => !isFixed(entry)),
      ...plain,
      ...fresh.filter((each) => !isAccepted(each)).map(entryOf),
    ],
  };
}

function entryOf({ key, operation, title, caseId }: RawFinding): BaselineEntry {
  return { key, title: operation === undefined ? title : `${operation}: ${title}`, case: caseId };
}

function isOver({ until }: BaselineEntry, today: string): boolean {
  return until !== undefined && until < today;
}
