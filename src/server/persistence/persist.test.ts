import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMock, type Mock } from '../../mock/create-mock';
import { parseSpec } from '../../openapi/load-spec';
import { NOTES, sender } from '../notes.test-support';
import { createPersistence, type Persistence } from './persist';

let folder: string;
let file: string;
let told: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'persist-'));
  file = join(folder, 'state.json');
  told = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

async function open(document = NOTES): Promise<{ mock: Mock; persistence: Persistence }> {
  const persistence = createPersistence(file, (sentence) => told.push(sentence));
  const mock = createMock({ spec: parseSpec(document), count: 5, onChange: persistence.changed });
  await persistence.attach(mock);
  return { mock, persistence };
}

const ask = (mock: Mock, line: string, body?: unknown) => {
  const [method = '', path = ''] = line.split(' ');
  const headers = { 'content-type': 'application/json' };
  return mock.handle({
    method,
    path,
    query: '',
    headers,
    ...(body !== undefined && { body: Buffer.from(JSON.stringify(body)) }),
  });
};
const ids = async (mock: Mock): Promise<number[]> =>
  JSON.parse(String((await ask(mock, 'GET /notes')).body)).items.map(({ id }: { id: number }) => id);

test('the data survive', async () => {
  const first = await open();
  await ask(first.mock, 'POST /notes', { text: 'kept' });
  await ask(first.mock, 'DELETE /notes/2');
  await first.persistence.close();
  const second = await open();
  expect(await ids(second.mock)).toEqual([1, 3, 4, 5, 6]);
  await ask(second.mock, 'DELETE /notes/6');
  await second.persistence.close();
  const third = await open();
  expect(JSON.parse(String((await ask(third.mock, 'POST /notes', { text: 'new' })).body)).id).toBe(7);
  await third.persistence.close();
  expect(told).toEqual([]);
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('changes are written without being asked for, together', async () => {
  const { mock, persistence } = await open();
  for (let index = 0; index < 10; index++) await ask(mock, 'POST /notes', { text: `${index}` });
  const names = (): string[] => readdirSync(folder).filter((name) => name !== '.state.json.owner');
  expect(names()).toEqual([]);
  while (names().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  while (names().some((name) => name !== 'state.json')) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(JSON.parse(readFileSync(file, 'utf8')).resources.notes).toHaveLength(15);
  await persistence.close();
});

test('reading writes nothing, nor does a session', async () => {
  const { mock, persistence } = await open();
  await ask(mock, 'GET /notes');
  await ask(mock, 'DELETE /~anna/notes/1');
  await persistence.close();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['cut off', '{"resources":{"notes":[{"id":1,"te'],
  ['no JSON', 'hello'],
  ['some other JSON', '{"a":1}'],
  ['of another shape', '{"resources":{"notes":{}}}'],
])('a file that is %s is put aside and told of', async (_name, text) => {
  writeFileSync(file, text);
  const { mock, persistence } = await open();
  expect(await ids(mock)).toEqual([1, 2, 3, 4, 5]);
  await ask(mock, 'DELETE /notes/1');
  await persistence.close();
  const aside = readdirSync(folder).filter((name) => /^state\.json\.corrupt-\d{4}-[\dTZ-]+$/.test(name));
  expect(aside).toHaveLength(1);
  expect(readFileSync(join(folder, aside[0]!), 'utf8')).toBe(text);
  expect(told).toEqual([expect.stringContaining(`It is kept as ${join(folder, aside[0]!)}`)]);
  expect(JSON.parse(readFileSync(file, 'utf8')).resources.notes).toHaveLength(4);
});

test('an empty file is as good as none', async () => {
  writeFileSync(file, '');
  const { persistence } = await open();
  await persistence.close();
  expect(told).toEqual([]);
});

test('what does not fit a changed document is left out, told of, and kept aside', async () => {
  const first = await open();
  await ask(first.mock, 'POST /notes', { text: 'a text of more than ten' });
  await ask(first.mock, 'POST /notes', { text: 'short' });
  await first.persistence.close();
  const { mock, persistence } = await open(NOTES.replaceAll('maxLength: 40', 'maxLength: 10'));
  expect(await ids(mock)).toContain(7);
  expect(await ids(mock)).not.toContain(6);
  await persistence.close();
  expect(told.join()).toMatch(/^6 records of .*state\.json do not fit .* resources\.notes\[0\]\.text must /s);
  expect(readdirSync(folder).filter((name) => name.startsWith('state.json.before-'))).toHaveLength(1);
});

const linked = (name: string, target: string): string => {
  symlinkSync(target, join(folder, name));
  return join(folder, name);
};
const sparse = (name: string): string => {
  writeFileSync(name, '{"resources":{');
  truncateSync(name, 3 * 2 ** 30);
  return name;
};

test.each([
  ['its folder does not exist', () => join(folder, 'none', 'state.json')],
  ['it is a folder', () => folder],
  ['it is a device or a pipe', () => '/dev/null'],
  ['it is a link that leads round in a circle', () => linked('circle', 'circle')],
  ['it is larger than 2 GiB', () => sparse(join(folder, 'huge'))],
])('is refused at the start when %s', async (reason, where) => {
  file = where();
  await expect(open()).rejects.toThrow(reason);
  expect(readdirSync(folder).filter((name) => name.endsWith('.owner'))).toEqual([]);
});

test.each([
  ['the file', 0o444, 0o755],
  ['its folder', 0o644, 0o555],
])('is refused at the start when %s may not be written', async (_name, fileMode, folderMode) => {
  writeFileSync(file, '');
  chmodSync(file, fileMode);
  chmodSync(folder, folderMode);
  await asNobody(folder, async () => expect(open()).rejects.toThrow('may not be read or written'));
  chmodSync(folder, 0o755);
});

/** To root nothing is forbidden, so it becomes another user for a while. */
async function asNobody(folder: string, act: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return act();
  chownSync(folder, NOBODY, NOBODY);
  process.seteuid!(NOBODY);
  try {
    await act();
  } finally {
    process.seteuid!(0);
  }
}

const NOBODY = 65_534;

test('a second one is refused as long as the first one has the file', async () => {
  const first = await open();
  await expect(open()).rejects.toThrow(`process ${process.pid} keeps its data there`);
  await first.persistence.close();
  await (await open()).persistence.close();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['was killed', '', true],
  ['was killed, and another one has its number', ' 12', false],
])('the note of a process that %s is no hindrance', async (_name, started, isKilled) => {
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  const gone = new Promise((resolve) => other.on('close', resolve));
  writeFileSync(join(folder, '.state.json.owner'), `${other.pid}${started}`);
  if (isKilled) {
    other.kill('SIGKILL');
    await gone;
  }
  const { persistence } = await open();
  expect(readFileSync(join(folder, '.state.json.owner'), 'utf8')).toMatch(new RegExp(`^${process.pid}( \\d+)?$`));
  await persistence.close();
  expect(readdirSync(folder)).toEqual([]);
  other.kill('SIGKILL');
  await gone;
});

test.each([
  ['there', ['real.json'], true],
  ['not there yet', ['real.json'], false],
  ['another link, to a file that is not there yet', ['other.json', 'real.json'], false],
])('a symbolic link stays one when what it leads to is %s', async (_name, targets, isThere) => {
  const real = join(folder, 'real.json');
  if (isThere) writeFileSync(real, '');
  for (const [index, target] of targets.entries())
    symlinkSync(target, index === 0 ? file : join(folder, targets[index - 1]!));
  const { mock, persistence } = await open();
  await ask(mock, 'POST /notes', { text: 'kept' });
  await persistence.close();
  expect(readlinkSync(file)).toBe(targets[0]);
  expect(lstatSync(real).isFile()).toBe(true);
  expect(readFileSync(real, 'utf8')).toContain('"kept"');
});

test('a file keeps its permissions; a new one is for its owner alone', async () => {
  const modeAfter = async (): Promise<number> => {
    const { mock, persistence } = await open();
    await ask(mock, 'POST /notes', { text: 'kept' });
    await persistence.close();
    return statSync(file).mode & 0o777;
  };
  expect(await modeAfter()).toBe(0o600);
  chmodSync(file, 0o644);
  expect(await modeAfter()).toBe(0o644);
});

test('files that are put aside at the same moment, by a clock that was put back, are all kept', async () => {
  const clock = jest.spyOn(Date.prototype, 'toISOString').mockReturnValue('2026-01-01T00:00:00.000Z');
  for (const text of ['one', 'two', 'three']) {
    writeFileSync(file, text);
    await (await open()).persistence.close();
  }
  clock.mockRestore();
  const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(kept.sort()).toEqual(['one', 'three', 'two']);
});

test('integers beyond 2^53 survive digit by digit', async () => {
  writeFileSync(file, '{"resources":{"notes":[{"id":9007199254740993,"text":"a"}]}}');
  const { mock, persistence } = await open();
  expect(await mock.exportState()).toContain('9007199254740993');
  expect(told).toEqual([]);
  await persistence.close();
});

test('when it cannot be written, that is told once, and tried again', async () => {
  const { mock, persistence } = await open();
  rmSync(folder, { recursive: true });
  for (let round = 0; round < 2; round++) {
    await ask(mock, 'POST /notes', { text: 'a' });
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  expect(told).toEqual([expect.stringMatching(/could not be written .*ENOENT/)]);
  mkdirSync(folder);
  await persistence.close();
  expect(JSON.parse(readFileSync(file, 'utf8')).resources.notes).toHaveLength(7);
});

test('when it cannot be written at the end either, that is told', async () => {
  const { mock, persistence } = await open();
  await ask(mock, 'POST /notes', { text: 'a' });
  rmSync(folder, { recursive: true });
  await persistence.close();
  expect(told).toEqual([expect.stringMatching(/^The last changes are not in .*state\.json, .*ENOENT/)]);
  mkdirSync(folder);
});

describe('a process that is killed', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  /** Serves the notes in a process of its own, straight from the sources. */
  async function serve(): Promise<{ child: ChildProcess; url: string }> {
    const script = `
      require('./contract-tests/judge/register-typescript.js');
      const { createMock } = require('./src/mock/create-mock.ts');
      const { createPersistence } = require('./src/server/persistence/persist.ts');
      const { startServer } = require('./src/server/start-server.ts');
      const { parseSpec } = require('./src/openapi/load-spec.ts');
      (async () => {
        const persistence = createPersistence(process.env.STATE, (sentence) => console.error(sentence));
        const mock = createMock({ spec: parseSpec(process.env.DOCUMENT), count: 500, onChange: persistence.changed });
        await persistence.attach(mock);
        console.log((await startServer(mock, { port: 0 })).url);
      })();`;
    const child = spawn(process.execPath, ['-e', script], {
      cwd: join(__dirname, '../../..'),
      env: { PATH: process.env.PATH, STATE: file, DOCUMENT: NOTES },
    });
    children.push(child);
    let errors = '';
    child.stderr!.on('data', (chunk) => {
      errors += chunk;
    });
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout!.once('data', (chunk) => resolve(String(chunk).trim()));
      child.once('close', () => reject(new Error(errors)));
    });
    return { child, url };
  }

  test('loses at most the last second, and never the file', async () => {
    let before: string[] = [];
    for (const life of [1900, 1700]) {
      const { child, url } = await serve();
      const send = sender(url);
      const end = Date.now() + life;
      const written: { text: string; at: number }[] = [];
      while (Date.now() < end) {
        const text = `${life} ${written.length}`;
        expect((await send('POST /notes', { text })).status).toBe(201);
        written.push({ text, at: Date.now() });
      }
      const gone = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      const killed = Date.now();
      await gone;
      const kept = JSON.parse(readFileSync(file, 'utf8')).resources.notes.map(({ text }: { text: string }) => text);
      const old = written.filter(({ at }) => killed - at > 1000).map(({ text }) => text);
      expect(old.length).toBeGreaterThan(0);
      expect(kept).toEqual(expect.arrayContaining([...before, ...old]));
      before = kept;
    }
    expect(readdirSync(folder).filter((name) => name.includes('corrupt'))).toEqual([]);
  }, 60_000);
});

test('what was written at a path of its own survives as well', async () => {
  const content = { 'application/json': { schema: { type: 'object', properties: { volume: { type: 'integer' } } } } };
  const responses = { 200: { description: 'The settings.', content } };
  const paths = { '/settings': { get: { responses }, put: { requestBody: { content }, responses } } };
  const document = JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths });
  const first = await open(document);
  await ask(first.mock, 'PUT /settings', { volume: 7 });
  await first.persistence.close();
  const second = await open(document);
  expect(String((await ask(second.mock, 'GET /settings')).body)).toBe('{"volume":7}');
  await second.persistence.close();
});
