import { parseCommandLine } from '../command-line/parse-command-line';
import { describeControl } from './describe-control';
import { serveSpec } from './serve-command';
import { serveSettings } from './serve-settings';

test.each([
  ['127.0.0.1', [], 0],
  ['localhost', [], 0],
  ['::1', [], 0],
  ['0.0.0.0', [], 1],
  ['::', [], 1],
  ['192.168.1.7', [], 1],
  ['0.0.0.0', ['--admin-token', 'a'], 0],
  ['0.0.0.0', ['--no-admin'], 0],
])('on %s with %j: %i lines', (host, args, lines) => {
  const settings = serveSettings(parseCommandLine(serveSpec, ['--host', host, ...args]), {});
  expect(describeControl(settings)).toHaveLength(lines);
});
