import {
  acceptedBy,
  type BaselineEntry,
  baselineLine,
  concludeBaseline,
  readBaseline,
  writeBaseline,
} from './baseline';
import type { RawFinding } from './finding';

const raw = (key: string, more: Partial<RawFinding> = {}): RawFinding => ({
  ...{
    key,
    check: key.split(' ')[0]!,
    severity: 'error',
    basis: 'RFC 9110',
    title: `shows ${key}`,
    caseId: `case of ${key}`,
  },
  ...{ caseTitle: '', pointer: '#/paths', promised: '', received: '', exchanges: [], curl: '', unstable: false },
  ...{ causedBy: [], operation: 'createNote' },
  ...more,
});
const ran = (rawFindings: readonly RawFinding[], id = 'a', blocked?: string) => ({
  case: { id },
  rawFindings,
  blocked,
});
const today = '2026-06-15';

describe('a file', () => {
  test.each(['baseline.yaml', 'baseline.json'])('%s is read as it was written, in the order of the keys', (file) => {
    const entries: BaselineEntry[] = [
      { key: 'b #/x "q" \u2028', reason: 'known: #7', until: '2027-01-31', title: "it's: so", case: 'values/a/b' },
      { key: 'a #/x', reason: 'x' },
    ];
    expect(readBaseline(writeBaseline(entries, file), file)).toEqual([...entries].reverse());
    expect(readBaseline(writeBaseline([], file), file)).toEqual([]);
  });

  test('takes the line that reports give', () => {
    const text = `accepted:\n${baselineLine(raw("a #/x it's"))}\n`;
    expect(readBaseline(text, 'b.yaml')).toEqual([{ key: "a #/x it's", reason: '', case: "case of a #/x it's" }]);
  });

  test.each([
    [
      'accepted:\n  - key: a\n    untill: 2027-01-01\n',
      /^b\.yaml:3: there is no setting accepted\[0\]\.untill\. Did you mean until\?$/,
    ],
    ['accepted:\n  - key: a\n    until: tomorrow\n', /^b\.yaml:3: accepted\[0\]\.until must be a valid date/],
    ['accepted:\n  - reason: a\n', /^b\.yaml:2: accepted\[0\]\.key is required\.$/],
    [
      'acepted: []',
      /^b\.yaml(:1)?: accepted is required\.\nb\.yaml:1: there is no setting acepted\. Did you mean accepted\?$/,
    ],
    ['accepted: [', /^b\.yaml(:\d)?: is not valid YAML/],
  ])('%j is refused with file and line', (text, message) => {
    expect(() => readBaseline(text, 'b.yaml')).toThrow(message);
  });
});

describe('acceptance', () => {
  test.each<[string, BaselineEntry, boolean]>([
    ['without an end', { key: 'a' }, true],
    ['until a day to come', { key: 'a', until: '2026-06-16' }, true],
    ['until today', { key: 'a', until: '2026-06-15' }, true],
    ['until a day that is over', { key: 'a', until: '2026-06-14' }, false],
    ['of another key', { key: 'b' }, false],
  ])('%s', (_, entry, isAccepted) => {
    expect(acceptedBy([entry], [raw('a')], today)(raw('a'))).toBe(isAccepted);
  });

  test('covers what random sequences see of it, and no other fault', () => {
    const sequence = { seed: 1, path: '0', operations: ['createNote'], commands: [] };
    const cause = raw('removed-is-gone #/paths read');
    const isAccepted = acceptedBy([{ key: cause.key }], [cause], today);
    expect(isAccepted(raw('list-follows-writes #/paths x', { sequence }))).toBe(true);
    expect(isAccepted(raw('list-follows-writes #/paths x'))).toBe(false);
    expect(isAccepted(raw('no-leak #/paths x', { sequence }))).toBe(false);
  });
});

describe('the next baseline', () => {
  const entries: BaselineEntry[] = [
    { key: 'seen', reason: 'known' },
    { key: 'gone', reason: 'was known', case: 'a' },
    { key: 'over', until: '2020-01-01', reason: 'soon' },
  ];
  const seen = [raw('seen'), raw('over'), raw('new'), raw('new'), raw('hint', { severity: 'note' })];

  test('keeps reasons, adds what is new, and leaves out what is fixed', () => {
    const { accepted, expired, fixed, next } = concludeBaseline(entries, [ran(seen)], today, true);
    expect([accepted, expired, fixed].map((all) => all.map(({ key }) => key))).toEqual([['seen'], ['over'], ['gone']]);
    expect(next).toEqual([entries[0], entries[2], { key: 'new', title: 'createNote: shows new', case: 'case of new' }]);
  });

  test.each<[string, ReturnType<typeof ran>[], boolean, string[]]>([
    ['its case was run, of a part of the cases', [ran([], 'a')], false, ['gone']],
    ['its case was not run', [ran([], 'b')], false, []],
    ['its case was blocked', [ran([], 'a', 'no record')], true, []],
    ['all cases were run', [ran([], 'b')], true, ['seen', 'gone', 'over']],
  ])('calls fixed what was not seen when %s', (_, results, isWhole, keys) => {
    expect(concludeBaseline(entries, results, today, isWhole).fixed.map(({ key }) => key)).toEqual(keys);
  });
});
