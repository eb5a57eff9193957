import { verify } from '../verify';
import { type ContractHooks, readHooks } from './hooks';
import { only, serveSigned, signed, signedSpec as spec } from './signed-target.test-support';

test('sign requests, log in, and log in again, also for what is removed at the end', async () => {
  const { target, sent, notes, newToken } = serveSigned();
  let asked = 0;
  const hooks: ContractHooks = {
    beforeRequest: async (request, about) => {
      asked += 1;
      // The server ends tokens whenever it likes.
      if (asked === 20) newToken();
      return signed(request, about);
    },
    token: newToken,
    cleanUp: () => void notes.set(0, { note: 'cleaned up' }),
  };
  const report = await verify(target, spec, { hooks, ...only('createNote', 'removeNote') });
  expect(report.findings.map(({ title, key }) => `${key}: ${title}`)).toEqual([]);
  expect(sent.length).toBeGreaterThan(20);
  expect(sent.at(-1)?.method).toBe('GET');
  expect([...notes.keys()]).toEqual([0]);
});

test('change what is judged, and what the commands repeat', async () => {
  const { target, newToken } = serveSigned();
  const hooks: ContractHooks = {
    beforeRequest: signed,
    token: newToken,
    afterResponse: (response, { operation, request }) =>
      operation === 'createNote' && request.method === 'POST' ? { ...response, status: 418 } : undefined,
  };
  const report = await verify(target, spec, { hooks, ...only('createNote') });
  expect(report.findings[0]?.received).toContain('418');
  expect(report.findings[0]?.curl).toContain("'x-signature: signed /notes'");
});

test('judge by checks of their own, which have a severity, a place and a key', async () => {
  const { target, newToken } = serveSigned();
  const checks = [
    { name: 'has-trace', severity: 'warning' as const, judge: () => [{ title: 'answers without a trace id' }] },
    { name: 'never', judge: () => [] },
  ];
  const hooks = { beforeRequest: signed, token: newToken, checks };
  const report = await verify(target, spec, { hooks, ...only('createNote') });
  const [finding] = report.findings.filter(({ operations }) => operations.includes('createNote'));
  expect(finding).toMatchObject({ check: 'has-trace', severity: 'warning', promised: 'what the check asks for' });
  expect(finding?.key).toBe('has-trace #/paths/~1notes/post has-trace');
  const off = await verify(target, spec, { hooks, checks: { 'has-trace': 'off' }, ...only('createNote') });
  expect(off.findings).toEqual([]);
});

test.each<[string, ContractHooks, RegExp]>([
  ['beforeRequest', { beforeRequest: () => Promise.reject(new Error('no key')) }, /^beforeRequest threw: no key$/],
  [
    'a check',
    {
      beforeRequest: signed,
      checks: [
        {
          name: 'mine',
          judge: () => {
            throw new Error('oh');
          },
        },
      ],
    },
    /^the check mine threw: oh$/,
  ],
])('%s that throws is told once, as a fault of the hooks', async (_, hooks, title) => {
  const { target } = serveSigned();
  const { findings } = await verify(target, spec, { hooks, ...only('createNote') });
  const [finding, ...others] = findings.filter(({ check }) => check === 'could-not-judge');
  expect(others).toEqual([]);
  expect(finding?.title).toMatch(title);
  expect(finding?.basis).toMatch(/fault of the hooks/);
});

test('no token is no run', async () => {
  await expect(verify(serveSigned().target, spec, { hooks: { token: () => '' } })).rejects.toThrow(
    'token() gave no token',
  );
});

test('a clean-up that fails is told with what is left', async () => {
  const { target, newToken } = serveSigned();
  const cleanUp = () => Promise.reject(new Error('no database'));
  const { leftovers } = await verify(target, spec, {
    hooks: { beforeRequest: signed, token: newToken, cleanUp },
    ...only('createNote'),
  });
  expect(leftovers).toEqual([{ resource: 'hooks', id: 'cleanUp', reason: 'cleanUp threw: no database' }]);
});

test.each<[object, RegExp]>([
  [{ beforeReqest: () => {} }, /there is no hook beforeReqest\. Did you mean beforeRequest/],
  [{ default: { token: 'abc' } }, /token must be a function/],
  [{ checks: {} }, /checks must be a list/],
  [{ checks: [{ name: 'No Leak', judge: () => [] }] }, /needs a name in kebab case/],
  [{ checks: [{ name: 'no-leak', judge: () => [] }] }, /there is a check no-leak already/],
])('refuses the module %j', (module, message) => expect(() => readHooks(module, 'hooks.js')).toThrow(message));

describe('settings of an operation', () => {
  const settings = { readReport: { ids: { report: 77 }, headers: { 'X-Reader': 'me' } } };
  const judge = async (operations: object) => {
    const { target, newToken, sent } = serveSigned();
    const hooks = { beforeRequest: signed, token: newToken };
    const kinds = ['values', 'mutations', 'security'];
    const select = ({ kind, operation }: { kind: string; operation?: { id: string } }) =>
      operation?.id === 'readReport' && kinds.includes(kind);
    return { report: await verify(target, spec, { hooks, operations: operations as never, select }), sent };
  };

  test('give it ids and headers, and only those of the run are credentials', async () => {
    const { report, sent } = await judge(settings);
    expect(report.findings.map(({ title }) => title)).toEqual([]);
    expect(report.blocked).toEqual([]);
    expect(
      sent.filter(({ path, headers }) => path === '/reports/77' && headers['x-reader'] === 'me').length,
    ).toBeGreaterThan(0);
  });

  test('leave it out', async () => {
    const { report, sent } = await judge({ readReport: { skip: true } });
    expect(report.cases).toBe(0);
    expect(sent).toEqual([]);
  });

  test.each<[object, RegExp]>([
    [{ readReports: {} }, /^operations: readReports: there is no such operation\. Did you mean readReport\?$/],
    [
      { readReport: { ids: { repot: 1 } } },
      /^operations\.readReport\.ids: repot: there is no such parameter\. Did you mean report\?$/,
    ],
    [{ readReport: { ids: { report: 'x' } } }, /^operations\.readReport\.ids\.report: must be a whole number/],
    [
      { readReport: { checks: { 'no-leek': 'off' } } },
      /^operations\.readReport\.checks: no-leek: there is no such check\. Did you mean no-leak\?$/,
    ],
    [{ readReport: { examples: [{}] } }, /takes no JSON body/],
    [{ createNote: { examples: [{ text: 7 }] } }, /^operations\.createNote\.examples\[0\]\.text: must be a string/],
  ])('%j is refused', async (operations, message) => {
    await expect(judge(operations)).rejects.toThrow(message);
  });
});
