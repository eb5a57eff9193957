import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../command-line/command';
import { checkWritable, reportFiles } from './report-files';

const folder = mkdtempSync(join(tmpdir(), 'report-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [['junit=a.xml'], [['junit', 'a.xml']]],
  [
    ['junit=a.xml,html=b.html', 'json=-'],
    [
      ['junit', 'a.xml'],
      ['html', 'b.html'],
      ['json', '-'],
    ],
  ],
  [['sarif=a,b=c.sarif'], undefined],
  [['markdown=one,two.md'], [['markdown', 'one,two.md']]],
  [['json=a=b.json'], [['json', 'a=b.json']]],
])('reads %j', (values, expected) => {
  if (expected === undefined) expect(() => reportFiles(values)).toThrow('there is no format "b"');
  else expect(reportFiles(values).map(({ kind, file }) => [kind, file])).toEqual(expected);
});

test.each([
  ['an unknown format', ['junt=a.xml'], 'there is no format "junt". Did you mean junit?'],
  ['a format far from any', ['excel=a.xls'], 'The formats are junit, json, html, markdown, sarif, gitlab, har.'],
  ['a file without a format', ['report.html'], 'there is no format "report.html"'],
  ['a format without a file', ['html='], 'the file is missing. Write it as --report html=FILE.'],
  ['a name that every object has', ['constructor=a'], 'there is no format "constructor"'],
  ['one file for two', ['html=x', 'json=./x'], 'two reports cannot be written to ./x'],
  ['standard output for two', ['html=-,json=-'], 'two reports cannot be written to standard output (-)'],
])('refuses %s', (_, values, message) => {
  expect(() => reportFiles(values)).toThrow(UsageError);
  expect(() => reportFiles(values)).toThrow(message);
});

test('makes the folder of a file, and no file yet', () => {
  const file = join(folder, 'new', 'deep', 'report.html');
  checkWritable(reportFiles([`html=${file}`, 'json=-']));
  expect(existsSync(join(folder, 'new', 'deep'))).toBe(true);
  expect(existsSync(file)).toBe(false);
});

test('leaves a file that is there as it is', () => {
  const file = join(folder, 'old.html');
  writeFileSync(file, 'old');
  checkWritable(reportFiles([`html=${file}`]));
  expect(readFileSync(file, 'utf8')).toBe('old');
});

test.each([
  ['a folder', folder, 'is a folder'],
  ['a file below a file', join(folder, 'plain', 'report.html'), 'a part of its path is no folder'],
])('refuses %s before the run', (_, file, message) => {
  writeFileSync(join(folder, 'plain'), '');
  expect(() => checkWritable(reportFiles([`html=${file}`]))).toThrow(UsageError);
  expect(() => checkWritable(reportFiles([`html=${file}`]))).toThrow(message);
});
