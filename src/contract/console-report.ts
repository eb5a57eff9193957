import { shorten } from './describe-value';
import type { Finding } from './finding';
import type { Report } from './report';

/** How a report is printed. */
export interface ConsoleOptions {
  /** True when ANSI colours are wanted; false by default. */
  readonly color?: boolean;
}

/**
 * Writes a report for a terminal: each finding with what was promised, where, what came, and the command that repeats it;
 * then one line that sums up.
 *
 * @returns lines, the last one ended too
 */
export function formatReport(report: Report, { color = false }: ConsoleOptions = {}): string {
  const paint = color ? painted : plain;
  const lines = report.findings.flatMap((finding) => [...describeFinding(finding, paint), '']);
  lines.push(...blockedLines(report), ...leftoverLines(report));
  lines.push(paint[report.findings.length === 0 ? 'good' : 'bad'](summary(report)));
  return `${lines.join('\n')}\n`;
}

/** Writes one finding as lines; the first one is its title. */
export function describeFinding(finding: Finding, paint: Paint = plain): string[] {
  const { check, count, operations, severity, unstable, consequences } = finding;
  const mark = severity === 'error' ? paint.bad('✗') : paint.warn('!');
  const seen = `${severity}${unstable ? ', unstable: it did not come back when tried again' : ''}, seen ${count === 1 ? 'once' : `${count} times`}`;
  const lines = [
    `${mark} ${paint.strong([operations.join(', '), finding.title].filter((part) => part !== '').join(': '))}`,
    `  check     ${check} (${seen})`,
    `  promised  ${shorten(finding.promised, 400)}`,
    `            ${paint.faint(`${finding.pointer} · ${finding.basis}`)}`,
    `  received  ${shorten(finding.received, 600)}`,
  ];
  if (finding.curl !== '') lines.push(`  repeat    ${finding.curl}`);
  lines.push(`  case      ${paint.faint(finding.caseId)}`);
  if (consequences.length > 0) lines.push(`  explains  ${shorten(consequences.join('; '), 400)}`);
  return lines;
}

function summary({ findings, cases, planned, exchanges, milliseconds, target, seed, complete }: Report): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const verdict = [plural(errors, 'error'), plural(findings.length - errors, 'warning')].filter(
    (part) => !part.startsWith('0 '),
  );
  const rest = planned === cases ? '' : ` of ${planned}`;
  const seconds = (milliseconds / 1_000).toFixed(1);
  const stopped = complete ? '' : ' The run was stopped before its end.';
  return `${verdict.length === 0 ? 'No findings' : verdict.join(', ')} on ${target}: ${cases}${rest} cases, ${exchanges} exchanges, ${seconds} s, seed ${seed}.${stopped}`;
}

function blockedLines({ blocked }: Report): string[] {
  if (blocked.length === 0) return [];
  const reasons = new Map<string, number>();
  for (const { reason } of blocked) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [
    ...[...reasons].map(([reason, count]) => `${plural(count, 'case')} could not be run to the end: ${reason}.`),
    '',
  ];
}

function leftoverLines({ leftovers }: Report): string[] {
  if (leftovers.length === 0) return [];
  const shown = leftovers.slice(0, 20).map(({ resource, id, reason }) => `  ${resource} ${id}: ${reason}`);
  if (leftovers.length > shown.length) shown.push(`  … and ${leftovers.length - shown.length} more`);
  return [`${plural(leftovers.length, 'record')} of this run could not be removed:`, ...shown, ''];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

type Paint = Readonly<Record<'good' | 'bad' | 'warn' | 'strong' | 'faint', (text: string) => string>>;

const plain: Paint = { good: same, bad: same, warn: same, strong: same, faint: same };
const painted: Paint = { good: ansi(32), bad: ansi(31), warn: ansi(33), strong: ansi(1), faint: ansi(2) };

function same(text: string): string {
  return text;
}

function ansi(code: number): (text: string) => string {
  return (text) => `\u001b[${code}m${text}\u001b[0m`;
}
