import { loadPeer } from './load-peer';

test.each([
  ['@redis/client@6', '@redis/client'],
  ['prom-client@15', 'prom-client'],
])('%s that is missing is told with the line that installs it', (peer, name) => {
  const load = (): never => {
    throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' });
  };
  expect(() => loadPeer('--it', peer, load)).toThrow(
    `--it needs the package ${name}, which is not installed. Put it beside this one: npm install ${peer}, or npx `,
  );
});

test('what is there is given, and other faults of it are its own', () => {
  expect(loadPeer('--it', 'a@1', () => 7)).toBe(7);
  const load = (): never => {
    throw new RangeError('broken');
  };
  expect(() => loadPeer('--it', 'a@1', load)).toThrow(RangeError);
});
