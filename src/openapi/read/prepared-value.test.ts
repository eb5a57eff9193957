import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preparedName, preparedValue } from './prepared-value';

const folder = mkdtempSync(join(tmpdir(), 'prepared-'));
const text = 'openapi: 3.1.0\n';
writeFileSync(join(folder, preparedName(text)), '{"read":"from the file"}');

afterAll(() => rmSync(folder, { recursive: true }));

test.each<[title: string, text: string, folder: string, value: object | undefined]>([
  ['a text that was parsed by the build', text, folder, { read: 'from the file' }],
  ['a text that has changed since', `${text} `, folder, undefined],
  ['the sources, which nobody has built', text, join(folder, 'nowhere'), undefined],
])('what was prepared of %s', (_, given, where, value) => {
  expect(preparedValue(given, where)).toEqual(value);
});
