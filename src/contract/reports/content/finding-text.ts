import { shorten } from '../../exchange/describe-value';
import type { Finding } from '../../findings/finding';

/** The operations and the title of a finding: `createNote: accepts text with 256 characters`. */
export function headline({ operations, title }: Pick<Finding, 'operations' | 'title'>): string {
  return oneLine([operations.join(', '), title].filter((part) => part !== '').join(': '));
}

/** Source of the promise that a finding breaks: `openapi.yaml:12, #/paths/~1notes`, else the standard. */
export function whereOf({ location, pointer }: Finding): string {
  if (location === undefined) return oneLine(pointer);
  return oneLine(`${location.file}${location.line === undefined ? '' : `:${location.line}`}, ${pointer}`);
}

/** Severity of a finding, its instability and the number of times it was seen. */
export function weightOf({ severity, unstable, count }: Finding): string {
  const comes = unstable ? ', unstable: it did not come back when tried again' : '';
  return `${severity}${comes}, seen ${count === 1 ? 'once' : `${count} times`}`;
}

/** The commands that repeat a finding, in order: one, but for a sequence. */
export function commandsOf({ curl, sequence }: Finding): readonly string[] {
  return sequence?.commands ?? (curl === '' ? [] : [curl]);
}

/** Explains the origin of a random sequence. */
export function sequenceLines({ sequence }: Finding): readonly string[] {
  if (sequence === undefined) return [];
  const { commands, path, seed } = sequence;
  return [`${commands.length} requests in this order, the shortest found (fast-check seed ${seed}, path ${path})`];
}

/** One thing that is told of a finding: its name, and a line of text. */
export type FindingFact = readonly [name: string, text: string];

/** Facts of a finding beside its headline and the commands that repeat it, each as one line. */
export function factsOf(finding: Finding): readonly FindingFact[] {
  const { again, basis, caseId, check, consequences, help, promised, received } = finding;
  return [
    ['promised', oneLine(shorten(promised, 400))],
    ['received', oneLine(shorten(received, 600))],
    ['where', `${whereOf(finding)} · ${basis}`],
    ['check', `${check} (${weightOf(finding)})`],
    ...(help === undefined ? [] : [['help', help] as const]),
    again === undefined ? ['case', caseId] : ['again', oneLine(again)],
    ...(consequences.length === 0 ? [] : [['explains', oneLine(shorten(consequences.join('; '), 400))] as const]),
  ];
}

/** A finding as lines of plain text, the headline first. */
export function findingLines(finding: Finding): string[] {
  return [
    headline(finding),
    ...factsOf(finding).map(([name, text]) => `${name}: ${text}`),
    ...commandsOf(finding).map((command) => `repeat: ${oneLine(command)}`),
    ...sequenceLines(finding).map((line) => `sequence: ${line}`),
  ];
}

/**
 * Makes one line of a text that a target may have had a hand in: line breaks and other control characters, which terminals and
 * CI systems obey, become visible escapes.
 */
export function oneLine(text: string): string {
  return text.replace(
    CONTROL,
    (character) => ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

// Bidirectional overrides make a line look like something else.
const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
