import { readdirSync } from 'node:fs';
import { allChecks } from './all-checks';

const names = allChecks.map(({ name }) => name);

test('every check has a name of its own', () => expect(new Set(names).size).toBe(names.length));

test('every file with a check of its own is in the list', () => {
  const none = ['all-checks', 'body-matches-schema', 'fixed-status', 'laws'];
  const files = readdirSync(__dirname).flatMap((file) => (/^[a-z-]+\.ts$/.test(file) ? [file.slice(0, -3)] : []));
  expect(files.filter((file) => !names.includes(file) && !none.includes(file))).toEqual([]);
});
