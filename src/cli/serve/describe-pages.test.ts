import { parseCommandLine } from '../command-line/parse-command-line';
import { describePages } from './describe-pages';
import { serveSpec } from './serve-command';
import { serveSettings } from './serve-settings';

test.each([
  [[], ['Inspector http://h:1/__admin/ · API reference http://h:1/docs/']],
  [['--no-admin'], []],
])('with %j: %j', (args, lines) => {
  expect(describePages(serveSettings(parseCommandLine(serveSpec, args), {}), 'http://h:1')).toEqual(lines);
});
