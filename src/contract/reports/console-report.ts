import { styleText } from 'node:util';
import { headersDocumented } from '../checks/headers-documented';
import { propertiesDocumented } from '../checks/properties-documented';
import { shorten } from '../exchange/describe-value';
import type { Finding } from '../findings/finding';
import { commandsOf, factsOf, headline, oneLine, sequenceLines } from './content/finding-text';
import { openEndsOf } from './content/open-ends';
import type { Report } from './content/report';
import { coverageLine, findingGroups, verdictOf } from './content/summary';

/** Options for printing a report. */
export interface ConsoleOptions {
  /** True when ANSI colours are wanted; false by default. */
  readonly color?: boolean;
}

/**
 * Writes a report for a terminal: the findings by operation, each with what was promised, what came, where the promise stands
 * and the command that repeats it; then what was covered, and one line that sums up. What a target says is printed as one
 * line each, with its control characters escaped.
 *
 * @returns lines, the last one ended too
 */
export function formatReport(report: Report, { color = false }: ConsoleOptions = {}): string {
  const paint = color ? painted : plain;
  const lines: string[] = [];
  for (const { title, findings } of findingGroups(report)) {
    lines.push(paint.strong(title), '');
    for (const finding of findings) {
      lines.push(...describeFinding({ ...finding, operations: [] }, paint).map((line) => `  ${line}`), '');
    }
  }
  for (const end of openEndsOf(report)) lines.push(end.title, ...end.lines.map((line) => `  ${line}`), '');
  lines.push(
    ...[...undocumentedLines(report), ...noteLines(report)].map(paint.faint),
    paint.faint(coverageLine(report.coverage)),
  );
  lines.push(paint[report.findings.length === 0 ? 'good' : 'bad'](verdictOf(report)));
  return `${lines.join('\n')}\n`;
}

/** Writes one finding as lines; the first one is its headline. */
export function describeFinding(finding: Finding, paint: Paint = plain): string[] {
  const { severity } = finding;
  const mark = severity === 'error' ? paint.bad('✗') : paint.warn(severity === 'note' ? 'i' : '!');
  const told = factsOf(finding).filter(([name]) => name !== 'help');
  const facts = told.map(([name, text]) => {
    if (name === 'promised') return paint.good(`  - promised  ${text}`);
    if (name === 'received') return paint.bad(`  + received  ${text}`);
    return `    ${name.padEnd(10)}${name === 'where' ? paint.faint(text) : text}`;
  });
  return [
    `${mark} ${paint.strong(headline(finding))}`,
    ...facts,
    ...commandsOf(finding).map((command) => `    repeat    ${oneLine(command)}`),
    ...sequenceLines(finding).map((line) => `    sequence  ${line}`),
  ];
}

function undocumentedLines({ coverage: { undocumented } }: Report): string[] {
  if (undocumented.length === 0) return [];
  const names = [...new Set(undocumented.map(({ kind, name }) => `${kind} ${name}`))];
  return [`Not documented, but seen: ${oneLine(shorten(names.join(', '), 300))}.`];
}

/** Names of the checks whose notes are printed in a line of their own, see {@link undocumentedLines}. */
const UNDOCUMENTED_CHECKS: readonly string[] = [headersDocumented.name, propertiesDocumented.name];

function noteLines({ notes }: Report): string[] {
  const allowed = notes.filter(({ check }) => !UNDOCUMENTED_CHECKS.includes(check));
  if (allowed.length === 0) return [];
  return [`Allowed, and an error under --strict: ${allowed.map(headline).join('; ')}.`];
}

type Paint = Readonly<Record<'good' | 'bad' | 'warn' | 'strong' | 'faint', (text: string) => string>>;

const plain: Paint = { good: same, bad: same, warn: same, strong: same, faint: same };
const painted: Paint = {
  good: style('green'),
  bad: style('red'),
  warn: style('yellow'),
  strong: style('bold'),
  faint: style('dim'),
};

function same(text: string): string {
  return text;
}

// The caller knows the stream and has decided if there are colours.
function style(format: Parameters<typeof styleText>[0]): (text: string) => string {
  return (text) => styleText(format, text, { validateStream: false });
}
