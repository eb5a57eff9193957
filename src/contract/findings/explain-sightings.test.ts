import type { Sighting } from './finding';
import { foldFindings } from './fold-findings';

const sighting = (check: string, symptom: string, more: Partial<Sighting> = {}): Sighting => ({
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
const told = (...sightings: Sighting[]) => foldFindings(sightings).map(({ check }) => check);
const sequence = { seed: 1, path: '0', operations: ['create', 'list'], commands: [] };

test.each([
  [
    'pages of a wrong size do not join up',
    [sighting('page-size', 'x'), sighting('pages-join', 'pages')],
    ['page-size'],
  ],
  ['in any order', [sighting('pages-join', 'pages'), sighting('page-size', 'x')], ['page-size']],
  [
    'a wrong total is wrong on an empty page',
    [sighting('total-counts', 'x'), sighting('page-size', 'total of an empty page')],
    ['total-counts'],
  ],
  [
    'a wrong total explains no size',
    [sighting('total-counts', 'x'), sighting('page-size', 'other size')],
    ['total-counts', 'page-size'],
  ],
  [
    'another operation has faults of its own',
    [sighting('page-size', 'x'), sighting('pages-join', 'pages', { operation: 'other' })],
    ['page-size', 'pages-join'],
  ],
  [
    'a sequence is explained by what plain cases find on its operations',
    [sighting('a-law', 'x', { sequence, operation: 'create' }), sighting('other-law', 'y')],
    ['other-law'],
  ],
  [
    'a sequence that nothing else explains is told',
    [sighting('a-law', 'x', { sequence }), sighting('other-law', 'y', { operation: 'remove' })],
    ['a-law', 'other-law'],
  ],
  [
    'a warning explains nothing',
    [sighting('a-law', 'x', { sequence }), sighting('other-law', 'y', { severity: 'warning' })],
    ['a-law', 'other-law'],
  ],
])('%s', (_, sightings, checks) => expect(told(...sightings)).toEqual(checks));

test('shows the plain case rather than the sequence', () => {
  const [finding] = foldFindings([sighting('a', 'x', { sequence }), sighting('a', 'x', { caseId: 'plain' })]);
  expect(finding).toMatchObject({ caseId: 'plain', count: 2 });
});
