import { writeFileSync } from 'node:fs';
import { writeBaseline } from '../../contract/findings/baseline';
import type { Report } from '../../contract/reports/content/report';
import { plural } from '../../contract/reports/content/summary';
import type { CommandIo } from '../command-line/command';
import { unwritable } from './report-files';
import type { VerifySettings } from './verify-settings';

/** Ends of a run that say nothing about the target's findings. */
const INCONCLUSIVE = ['signal', 'lost', 'refused', 'elsewhere'];

/**
 * Writes the findings of a run into the file of `--baseline`, where `--update-baseline` asks for it.
 *
 * @returns the report as it counts then: without what is accepted now
 * @throws {@link ../command-line/command.UsageError} when the file cannot be written
 */
export function updateBaseline(
  report: Report,
  { baseline: file, 'update-baseline': isWanted }: VerifySettings,
  io: CommandIo,
): Report {
  const { baseline, findings, stopped } = report;
  if (!isWanted || file === undefined || baseline === undefined) return report;
  if (stopped !== undefined && INCONCLUSIVE.includes(stopped)) {
    io.err(`contact-points: ${file} stays as it is, as the run did not come to its end.\n`);
    return report;
  }
  try {
    writeFileSync(file, writeBaseline(baseline.next, file));
  } catch (error) {
    throw unwritable('--baseline', file, error);
  }
  const { expired, fixed, next } = baseline;
  const taken = fixed.length === 0 ? '' : `; ${plural(fixed.length, 'fixed one')} taken out`;
  io.err(`contact-points: ${file} accepts ${plural(next.length, 'finding')} now${taken}.\n`);
  // What was accepted until a day that is over needs a person's decision.
  const over = new Set(expired.map(({ key }) => key));
  return { ...report, findings: findings.filter(({ key }) => over.has(key)) };
}
