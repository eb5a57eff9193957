import type { RawFinding } from './finding';
import { isSameRefusal } from './same-refusal';

/** A law of a list whose breach explains that of another one, on the same operation. */
interface Explanation {
  readonly cause: string;
  readonly effect: string;
  /** Pattern of the symptom with which the cause explains anything; any symptom when left out. */
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
  { cause: 'others-untouched', effect: 'reads-agree' },
  { cause: 'reads-agree', effect: 'concurrent-writes-kept' },
  { cause: 'total-counts', effect: 'past-end-empty' },
  { cause: 'total-counts', effect: 'filter-selects', ofEffect: /total$/ },
  { cause: 'total-counts', effect: 'page-size', ofEffect: /total/ },
  { cause: 'total-counts', effect: 'list-follows-writes', ofEffect: /total/ },
  { cause: 'list-follows-writes', effect: 'page-size', ofCause: /total/ },
  { cause: 'list-follows-writes', effect: 'past-end-empty', ofCause: /total/ },
  { cause: 'filter-selects', effect: 'list-follows-writes', ofEffect: /listed/ },
];

/** Laws of what becomes of records: who breaks one of them comes apart from the model of every sequence. */
const ofRecords: ReadonlySet<string> = new Set([
  'answer-reflects-request',
  'concurrent-writes-kept',
  'created-is-readable',
  'defaults-filled',
  'failed-create-adds-nothing',
  'failed-write-changes-nothing',
  'filter-selects',
  'ids-unique',
  'keeps-id',
  'list-follows-writes',
  'nested-collections-apart',
  'others-untouched',
  'pages-join',
  'reads-agree',
  'reads-have-no-effect',
  'removed-is-gone',
  'removed-once',
  'replace-replaces',
  'total-counts',
  'unknown-not-found',
  'unknown-write-creates-nothing',
  'update-merges',
]);

/** Tests if a fault can be the cause of another one at all: plain cases show it, not a random sequence only. */
export function canExplain({ sequence }: RawFinding): boolean {
  return sequence === undefined;
}

/**
 * Tests if a law says that one fault produces another, which the check that saw it cannot know of by itself: other laws of the
 * same list that are broken, and the same fault in the roundabout way of a random sequence.
 */
export function explains(cause: RawFinding, effect: RawFinding): boolean {
  if (effect.sequence !== undefined) return explainsSequence(cause, effect, effect.sequence.operations);
  // What a write takes that breaks a constraint is shown by every read.
  if (cause.check === 'rejects-invalid' && effect.check === 'body-matches-schema')
    return cause.pointer === effect.pointer || isOfSameProperty(cause, effect);
  if (cause.operation !== effect.operation) return false;
  if (isSameRefusal(cause, effect)) return true;
  return explanations.some(
    (each) =>
      each.cause === cause.check &&
      each.effect === effect.check &&
      (each.ofCause?.test(cause.key) ?? true) &&
      (each.ofEffect?.test(effect.key) ?? true),
  );
}

// Requests and answers of one collection often have schemas of their own, with the same properties in them.
function isOfSameProperty(cause: RawFinding, effect: RawFinding): boolean {
  const [one, other] = [cause, effect].map(({ exchanges, pointer }) => {
    const template = exchanges.at(-1)?.operation?.template.source.replace(/\/\{[^/]+\}$/, '');
    const property = pointer.lastIndexOf('/properties/');
    return template === undefined || property < 0 ? undefined : `${template} ${pointer.slice(property)}`;
  });
  return one !== undefined && one === other;
}

function explainsSequence(cause: RawFinding, effect: RawFinding, operations: readonly string[]): boolean {
  // What is lost when it is created shows when it is read; a sequence may see it when it is removed.
  const seenOn = [cause.operation, ...cause.exchanges.map(({ operation }) => operation?.id)];
  if (!seenOn.some((each) => each !== undefined && operations.includes(each))) return false;
  if (ofRecords.has(cause.check) && isAboutRecords(effect)) return true;
  if (cause.check !== effect.check || cause.operation !== effect.operation) return false;
  // Of the same property, or of some property that the sequence cannot name.
  return isWithin(cause.pointer, effect.pointer) || isWithin(effect.pointer, cause.pointer) || isWhole(effect);
}

// A record that is not found, or found again, is what a sequence sees of a fault that plain cases see more closely.
function isAboutRecords({ check, key }: RawFinding): boolean {
  return ofRecords.has(check) || (check === 'accepts-valid' && /status (404|410)$/.test(key));
}

function isWithin(pointer: string, other: string): boolean {
  return pointer === other || pointer.startsWith(`${other}/`);
}

function isWhole({ pointer }: RawFinding): boolean {
  return /^#\/paths\/[^/]+\/[a-z]+$/.test(pointer);
}
