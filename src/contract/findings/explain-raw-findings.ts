import type { RawFinding } from './finding';

/** A fault that another fault of the same operation explains. */
interface Explanation {
  readonly cause: string;
  readonly effect: string;
  /** What the symptom has to say for the cause to explain anything; anything when left out. */
  readonly ofCause?: RegExp;
  readonly ofEffect?: RegExp;
}

/** Causes before consequences: who breaks the first law breaks the second one with it. */
const explanations: readonly Explanation[] = [
  { cause: 'page-size', effect: 'default-applies' },
  { cause: 'page-size', effect: 'pages-join' },
  { cause: 'page-size', effect: 'past-end-empty' },
  { cause: 'page-size', effect: 'page-size', ofCause: /other size$/, ofEffect: /page of none$/ },
  { cause: 'pages-join', effect: 'past-end-empty' },
  { cause: 'reads-agree', effect: 'concurrent-writes-kept' },
  { cause: 'total-counts', effect: 'past-end-empty' },
  { cause: 'total-counts', effect: 'filter-selects', ofEffect: /total$/ },
  { cause: 'total-counts', effect: 'page-size', ofEffect: /total/ },
  { cause: 'total-counts', effect: 'list-follows-writes', ofEffect: /total/ },
  { cause: 'list-follows-writes', effect: 'page-size', ofCause: /total/ },
  { cause: 'list-follows-writes', effect: 'past-end-empty', ofCause: /total/ },
  { cause: 'filter-selects', effect: 'list-follows-writes', ofEffect: /listed/ },
];

/**
 * Names the causes that a check cannot know of by itself: other laws of the same list that are broken, and whatever plain cases
 * found on the operations of a random sequence, as sequences find every simple fault in a roundabout way.
 *
 * @param groups - the rawFindings of each fault, by its key
 */
export function explainRawFindings(groups: Map<string, readonly RawFinding[]>): void {
  const plain = [...groups.values()].flatMap((group) => group.find(isPlainError) ?? []);
  for (const [key, group] of groups) {
    const explained = group.map((rawFinding) => {
      const causes = plain.filter((cause) => cause.key !== key && explains(cause, rawFinding));
      return { ...rawFinding, causedBy: [...rawFinding.causedBy, ...causes.map((cause) => cause.key)] };
    });
    groups.set(key, explained);
  }
}

function isPlainError({ sequence, severity }: RawFinding): boolean {
  return sequence === undefined && severity === 'error';
}

function explains(cause: RawFinding, effect: RawFinding): boolean {
  if (effect.sequence !== undefined) return effect.sequence.operations.includes(cause.operation ?? '');
  if (cause.operation !== effect.operation) return false;
  return explanations.some(
    (each) =>
      each.cause === cause.check &&
      each.effect === effect.check &&
      (each.ofCause?.test(cause.key) ?? true) &&
      (each.ofEffect?.test(effect.key) ?? true),
  );
}
