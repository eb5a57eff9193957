import { nearest } from './nearest';

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
  expect(nearest(typed, names)).toBe(expected);
});
