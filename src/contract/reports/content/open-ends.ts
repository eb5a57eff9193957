import type { BaselineEntry } from '../../findings/baseline';
import { oneLine } from './finding-text';
import type { Report } from './report';
import { blockedReasons, plural } from './summary';

/** One thing that a run leaves open: what has not been tried, what is left on the target, what a baseline says. */
export interface OpenEnd {
  /** A sentence, or a title that ends in a colon where lines follow. */
  readonly title: string;
  readonly lines: readonly string[];
}

/** Lines that are told of one thing; what is longer is counted. */
const SHOWN = 20;

/** Lists what a run leaves open, as texts on one line each. */
export function openEndsOf(report: Report): readonly OpenEnd[] {
  const { baseline, cut, leftOut, leftovers } = report;
  const ends: OpenEnd[] = [];
  const add = (title: string, all: readonly string[] = []): void => {
    const lines = all.slice(0, SHOWN).map(oneLine);
    ends.push({ title, lines: all.length > SHOWN ? [...lines, `… and ${all.length - SHOWN} more`] : lines });
  };
  if (leftOut.length > 0) {
    add(
      `${plural(leftOut.length, 'operation')} left out; --include NAME calls one all the same:`,
      leftOut.map(({ operation, reason }) => `${operation}: ${reason}`),
    );
  }
  if (cut.length > 0) {
    const kinds = cut.map(({ kind, cases }) => `${kind} (${plural(cases, 'case')})`);
    add(`The time was over before all was tried; --max-time gives more. Missed: ${kinds.join(', ')}.`);
  }
  for (const [reason, count] of blockedReasons(report)) {
    add(`${plural(count, 'case')} could not be run to the end: ${oneLine(reason)}.`);
  }
  if (leftovers.length > 0) {
    add(
      `${plural(leftovers.length, 'record')} of this run could not be removed:`,
      leftovers.map(({ resource, id, reason }) => `${resource} ${id}: ${reason}`),
    );
  }
  if (baseline === undefined) return ends;
  const { accepted, expired, fixed } = baseline;
  if (accepted.length > 0)
    add(`${plural(accepted.length, 'finding')} of the baseline came again, and counts for nothing.`);
  if (expired.length > 0) add('Accepted until a day that is over, and told again:', expired.map(entryText));
  if (fixed.length > 0) add('Fixed, and to be taken out of the baseline (--update-baseline):', fixed.map(entryText));
  return ends;
}

function entryText({ key, reason, title, until }: BaselineEntry): string {
  const notes = [reason, until === undefined ? undefined : `until ${until}`].filter((note) => note);
  return `${title ?? key}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}
