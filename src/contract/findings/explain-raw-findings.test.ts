import type { RawFinding } from './finding';
import { foldFindings } from './fold-findings';

const rawFinding = (check: string, symptom: string, more: Partial<RawFinding> = {}): RawFinding => ({
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
const told = (...rawFindings: RawFinding[]) => foldFindings(rawFindings).map(({ check }) => check);
const sequence = { seed: 1, path: '0', operations: ['create', 'list'], commands: [] };

test.each([
  [
    'pages of a wrong size do not join up',
    [rawFinding('page-size', 'x'), rawFinding('pages-join', 'pages')],
    ['page-size'],
  ],
  ['in any order', [rawFinding('pages-join', 'pages'), rawFinding('page-size', 'x')], ['page-size']],
  [
    'a wrong total is wrong on an empty page',
    [rawFinding('total-counts', 'x'), rawFinding('page-size', 'total of an empty page')],
    ['total-counts'],
  ],
  [
    'a wrong total explains no size',
    [rawFinding('total-counts', 'x'), rawFinding('page-size', 'other size')],
    ['total-counts', 'page-size'],
  ],
  [
    'another operation has faults of its own',
    [rawFinding('page-size', 'x'), rawFinding('pages-join', 'pages', { operation: 'other' })],
    ['page-size', 'pages-join'],
  ],
  [
    'a sequence is explained by what plain cases find on its operations',
    [rawFinding('a-law', 'x', { sequence, operation: 'create' }), rawFinding('other-law', 'y')],
    ['other-law'],
  ],
  [
    'a sequence that nothing else explains is told',
    [rawFinding('a-law', 'x', { sequence }), rawFinding('other-law', 'y', { operation: 'remove' })],
    ['a-law', 'other-law'],
  ],
  [
    'a warning explains nothing',
    [rawFinding('a-law', 'x', { sequence }), rawFinding('other-law', 'y', { severity: 'warning' })],
    ['a-law', 'other-law'],
  ],
])('%s', (_, rawFindings, checks) => expect(told(...rawFindings)).toEqual(checks));

test('shows the plain case rather than the sequence', () => {
  const [finding] = foldFindings([rawFinding('a', 'x', { sequence }), rawFinding('a', 'x', { caseId: 'plain' })]);
  expect(finding).toMatchObject({ caseId: 'plain', count: 2 });
});
