import { givenExchange } from '../exchange/given-exchange.test-support';
import type { RawFinding } from './finding';
import { foldFindings } from './fold-findings';

const refused = (key: string, status: number, body: unknown, more: Partial<RawFinding> = {}): RawFinding => ({
  key,
  check: 'accepts-valid',
  severity: 'error',
  basis: 'RFC 0',
  title: key,
  caseId: 'case',
  caseTitle: 'case',
  pointer: '#',
  promised: '',
  received: '',
  exchanges: [givenExchange({ operation: 'createNote', status, body: body as never })],
  curl: `curl ${key}`,
  unstable: false,
  causedBy: [],
  operation: 'createNote',
  ...more,
});

const says = (message: string) => ({ error: { message } });

test.each<[string, readonly RawFinding[], readonly string[]]>([
  ['say the same', [refused('longer', 400, says('bad order')), refused('short', 400, says('bad order'))], ['short']],
  [
    'say the same of other values',
    [
      refused('a', 400, says('"cedar" has no direction, 7 has')),
      refused('b', 400, says('"x y" has no direction, 12 has')),
    ],
    ['a'],
  ],
  ['have no body', [refused('a', 400, undefined), refused('b', 400, undefined)], ['a']],
  ['are failures', ['a', 'b'].map((key) => refused(key, 500, 'oops', { check: 'no-server-error' })), ['a']],
  ['name other properties', [refused('a', 400, { path: 'label' }), refused('b', 400, { path: 'color' })], ['a', 'b']],
  ['have other statuses', [refused('a', 400, says('bad')), refused('b', 422, says('bad'))], ['a', 'b']],
  [
    'are of other operations',
    [refused('a', 400, says('bad')), refused('b', 400, says('bad'), { operation: 'readNote' })],
    ['a', 'b'],
  ],
  [
    'are acceptances',
    ['a', 'b'].map((key) => refused(key, 201, says('made'), { check: 'rejects-invalid' })),
    ['a', 'b'],
  ],
])('refusals that %s', (_, seen, told) => {
  expect(
    foldFindings(seen)
      .map(({ key }) => key)
      .sort(),
  ).toEqual(told);
});

test('what a write takes explains what reads show of the same constraint, and nothing else', () => {
  const shown = (pointer: string) =>
    refused(
      pointer,
      200,
      {},
      { check: 'body-matches-schema', pointer, operation: 'listNotes', key: `shown ${pointer}` },
    );
  const taken = refused('taken', 201, {}, { check: 'rejects-invalid', pointer: '#/a/type' });
  const told = foldFindings([taken, shown('#/a/type'), shown('#/b/type')]).map(({ key }) => key);
  expect(told.sort()).toEqual(['shown #/b/type', 'taken']);
});

test('bodies may be nested as deep as can be', () => {
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  const seen = ['a', 'b'].map((key) => {
    const finding = refused(key, 500, deep);
    const [exchange] = finding.exchanges;
    const request = { ...exchange!.request, body: new TextEncoder().encode(deep) };
    return { ...finding, exchanges: [{ ...exchange!, request }] };
  });
  expect(foldFindings(seen)).toHaveLength(1);
});
