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
