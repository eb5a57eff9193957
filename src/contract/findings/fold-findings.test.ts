import { givenExchange } from '../exchange/given-exchange.test-support';
import type { RawFinding } from './finding';
import { foldFindings } from './fold-findings';

const rawFinding = (key: string, more: Partial<RawFinding> = {}): RawFinding => ({
  key,
  check: 'a-check',
  severity: 'error',
  basis: 'RFC 0',
  title: `title of ${key}`,
  caseId: 'case',
  caseTitle: 'case',
  pointer: '#',
  promised: '',
  received: '',
  exchanges: [],
  curl: '',
  unstable: false,
  causedBy: [],
  ...more,
});

test('one fault seen often is one finding, with every operation that it was seen on', () => {
  const seen = [
    rawFinding('a', { operation: 'x', caseId: 'first' }),
    rawFinding('a', { operation: 'y' }),
    rawFinding('a', { operation: 'x' }),
  ];
  expect(foldFindings(seen)).toEqual([
    expect.objectContaining({ key: 'a', count: 3, operations: ['x', 'y'], caseId: 'first' }),
  ]);
});

test('the plainest request is the one to look at', () => {
  const seen = [
    rawFinding('a', { caseId: 'emoji', curl: "curl -d '😀😀'" }),
    rawFinding('a', { caseId: 'unstable', curl: "curl -d 'aa'", unstable: true }),
    rawFinding('a', { caseId: 'letters', curl: "curl -d 'aa'" }),
  ];
  expect(foldFindings(seen).map(({ caseId, count }) => [caseId, count])).toEqual([['letters', 3]]);
});

test('what another finding explains is told with it', () => {
  const findings = foldFindings([rawFinding('effect', { causedBy: ['cause', 'unseen'] }), rawFinding('cause')]);
  expect(findings.map(({ key, consequences }) => [key, consequences])).toEqual([['cause', ['title of effect']]]);
});

test('a chain of causes leads to its end', () => {
  const chain = [rawFinding('c', { causedBy: ['b'] }), rawFinding('b', { causedBy: ['a'] }), rawFinding('a')];
  expect(foldFindings(chain).map(({ key }) => key)).toEqual(['a']);
});

test('a circle of causes does not swallow the fault', () => {
  const circle = [rawFinding('a', { causedBy: ['b'] }), rawFinding('b', { causedBy: ['a'] })];
  expect(foldFindings(circle).length).toBeGreaterThan(0);
});

test('what was seen without its cause as well is told on its own', () => {
  const findings = foldFindings([rawFinding('a', { causedBy: ['b'] }), rawFinding('a'), rawFinding('b')]);
  expect(findings.map(({ key }) => key).sort()).toEqual(['a', 'b']);
});

test('a fault is unstable only when it never came back', () => {
  const findings = foldFindings([
    rawFinding('a', { unstable: true }),
    rawFinding('a'),
    rawFinding('b', { unstable: true }),
  ]);
  expect(Object.fromEntries(findings.map(({ key, unstable }) => [key, unstable]))).toEqual({ a: false, b: true });
});

test('errors come before warnings', () => {
  const findings = foldFindings([
    rawFinding('w', { severity: 'warning' }),
    rawFinding('w', { severity: 'warning' }),
    rawFinding('e'),
  ]);
  expect(findings.map(({ key }) => key)).toEqual(['e', 'w']);
});

const broken = (check: string, symptom: string, more: Partial<RawFinding> = {}): RawFinding => ({
  key: `${check} # ${symptom}`,
  check,
  severity: 'error',
  basis: 'RFC 0',
  title: check,
  caseId: 'case',
  caseTitle: 'case',
  pointer: '#',
  promised: '',
  received: '',
  exchanges: [],
  curl: '',
  unstable: false,
  causedBy: [],
  operation: 'list',
  ...more,
});
const checksOf = (...rawFindings: RawFinding[]) => foldFindings(rawFindings).map(({ check }) => check);
const sequence = { seed: 1, path: '0', operations: ['create', 'list', 'createNote'], commands: [] };

test.each([
  ['pages of a wrong size do not join up', [broken('page-size', 'x'), broken('pages-join', 'pages')], ['page-size']],
  ['in any order', [broken('pages-join', 'pages'), broken('page-size', 'x')], ['page-size']],
  [
    'a wrong total is wrong on an empty page',
    [broken('total-counts', 'x'), broken('page-size', 'total of an empty page')],
    ['total-counts'],
  ],
  [
    'a wrong total explains no size',
    [broken('total-counts', 'x'), broken('page-size', 'other size')],
    ['total-counts', 'page-size'],
  ],
  [
    'another operation has faults of its own',
    [broken('page-size', 'x'), broken('pages-join', 'pages', { operation: 'other' })],
    ['page-size', 'pages-join'],
  ],
  [
    'a sequence comes apart where plain cases find a law of records broken on its operations',
    [broken('reads-agree', 'x', { sequence, operation: 'create' }), broken('keeps-id', 'y')],
    ['keeps-id'],
  ],
  [
    'a sequence comes apart where a law is broken that one of its operations has shown',
    [
      broken('accepts-valid', 'status 404', { sequence, operation: 'create' }),
      broken('created-is-readable', 'y', {
        operation: 'read',
        exchanges: [givenExchange({ operation: 'createNote' })],
      }),
    ],
    ['created-is-readable'],
  ],
  [
    'a neighbour that a write changes is read otherwise',
    [broken('others-untouched', 'x'), broken('reads-agree', 'y')],
    ['others-untouched'],
  ],
  [
    'a sequence is not explained by a fault of another kind on its operations',
    [broken('accepts-valid', 'x', { sequence, operation: 'create' }), broken('preflight-allows', 'y')],
    ['accepts-valid', 'preflight-allows'],
  ],
  [
    'a sequence refuses what a plain case refuses',
    [
      broken('accepts-valid', 'x', { sequence, pointer: '#/a' }),
      broken('accepts-valid', 'y', { pointer: '#/a/maxLength' }),
    ],
    ['accepts-valid'],
  ],
  [
    'a sequence refuses another property than a plain case',
    [broken('accepts-valid', 'x', { sequence, pointer: '#/b' }), broken('accepts-valid', 'y', { pointer: '#/a' })],
    ['accepts-valid', 'accepts-valid'],
  ],
  [
    'a sequence is no link between a plain fault and its cause',
    [
      broken('accepts-valid', 'limit', { causedBy: ['accepts-valid # refused'] }),
      broken('accepts-valid', 'refused', { sequence }),
      broken('preflight-allows', 'y'),
    ],
    ['accepts-valid', 'preflight-allows'],
  ],
  [
    'a fault on another operation is no cause',
    [broken('a-law', 'x', { causedBy: ['b # y'] }), broken('b', 'y', { operation: 'other' })],
    ['a-law', 'b'],
  ],
  [
    'a note explains no error',
    [broken('a-law', 'x', { causedBy: ['b # y'] }), broken('b', 'y', { severity: 'note' })],
    ['a-law', 'b'],
  ],
  [
    'a warning explains a note',
    [broken('a', 'x', { causedBy: ['b # y'], severity: 'note' }), broken('b', 'y', { severity: 'warning' })],
    ['b'],
  ],
  [
    'a sequence that nothing else explains is told',
    [broken('a-law', 'x', { sequence }), broken('other-law', 'y', { operation: 'remove' })],
    ['a-law', 'other-law'],
  ],
  [
    'a warning explains nothing',
    [broken('a-law', 'x', { sequence }), broken('other-law', 'y', { severity: 'warning' })],
    ['a-law', 'other-law'],
  ],
])('%s', (_, rawFindings, checks) => expect(checksOf(...rawFindings)).toEqual(checks));

test('shows the plain case rather than the sequence', () => {
  const [finding] = foldFindings([broken('a', 'x', { sequence }), broken('a', 'x', { caseId: 'plain' })]);
  expect(finding).toMatchObject({ caseId: 'plain', count: 2 });
});

test.each([
  ['nothing is skipped', [], ['a']],
  ['the root is skipped', ['a'], ['b']],
  ['the root and the next one are skipped', ['a', 'b'], ['c']],
])('what lies below is its own root where %s', (_, skipped, checks) => {
  const chain = [
    broken('c', 'z', { causedBy: ['b # y'] }),
    broken('b', 'y', { causedBy: ['a # x'] }),
    broken('a', 'x'),
  ];
  expect(foldFindings(chain, ({ check }) => skipped.includes(check)).map(({ check }) => check)).toEqual(checks);
});

test('an error below a fault that is an error on one operation only is told', () => {
  const mixed = [
    broken('a', 'x', { causedBy: ['b # y'] }),
    broken('b', 'y', { severity: 'warning' }),
    broken('b', 'y', { operation: 'other' }),
  ];
  expect(checksOf(...mixed).sort()).toEqual(['a', 'b']);
});
