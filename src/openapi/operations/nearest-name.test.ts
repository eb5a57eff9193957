import { nearestName } from './nearest-name';

const names = ['--port', '--host', '--log-format', '--quiet', 'serve', 'verify'];

test.each([
  ['serv', 'serve'],
  ['sevre', 'serve'],
  ['verfy', 'verify'],
  ['--prot', '--port'],
  ['--log-fromat', '--log-format'],
  ['--log', '--log-format'],
  ['--quite', '--quiet'],
  ['--', undefined],
  ['-', undefined],
  ['', undefined],
  ['--colour', undefined],
  ['destroy', undefined],
])('%s was meant to be %s', (typed, expected) => {
  expect(nearestName(typed, names)).toBe(expected);
});
