// biome-ignore-all lint/suspicious/noThenProperty: a rule says what happens then.
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMock, type Mock } from '../../mock/create-mock';
import { loadFixtures } from '../../mock/seeding/fixtures/load-fixtures';
import { loadSpec } from '../../openapi/load-spec';
import { NOTES, type Send, sender } from '../notes.test-support';
import { type RunningServer, startServer } from '../start-server';
import { watchDocument } from './watch-document';

let folder: string;
let told: string[];
let server: RunningServer;
let send: Send;
let mock: Mock;
let stop: () => void;

/** The notes in two files: the schema of an input stands beside the document. */
const MAIN = NOTES.replace(/ {4}Input: .*\n/, '    Input: { $ref: "parts/input.yaml" }\n');
const input = (maxLength: number, more = ''): string =>
  `type: object\nrequired: [text]\nproperties: { text: { type: string, minLength: 1, maxLength: ${maxLength} }${more} }\n`;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'));
  told = [];
  mkdirSync(join(folder, 'parts'));
  mkdirSync(join(folder, 'fixtures'));
  writeFileSync(join(folder, 'api.yaml'), MAIN);
  writeFileSync(join(folder, 'parts/input.yaml'), input(40));
  writeFileSync(join(folder, 'fixtures/notes.yaml'), 'notes: [{ id: 1, text: first }]\n');
  const load = () => {
    const spec = loadSpec(join(folder, 'api.yaml'));
    return { spec, fixtures: loadFixtures(join(folder, 'fixtures'), spec) };
  };
  mock = createMock({ ...load(), count: 5, admin: {} });
  server = await startServer(mock, { port: 0 });
  send = sender(server.url);
  stop = watchDocument(mock, {
    load,
    besides: [join(folder, 'fixtures')],
    report: (text) => told.push(text),
    warn: (text) => told.push(text),
  });
});
afterEach(async () => {
  stop();
  await server.close(0);
  rmSync(folder, { recursive: true });
});

async function toldOf(count: number): Promise<string> {
  for (let wait = 0; told.length < count && wait < 500; wait++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(told).toHaveLength(count);
  return told.at(-1)!;
}

test('a save of a file that the document refers to counts at once', async () => {
  expect((await send('POST /notes', { text: 'a'.repeat(30) })).status).toBe(201);
  writeFileSync(join(folder, 'parts/input.yaml'), input(20));
  expect(await toldOf(1)).toMatch(/^Reloaded .*api\.yaml: 1 changed record kept\.$/);
  expect((await send('POST /notes', { text: 'a'.repeat(30) })).status).toBe(400);
  expect((await send('GET /notes/6')).status).toBe(200);
  expect((await send('GET /openapi.json')).text).toContain('"maxLength": 20');
});

test('so does a file that is renamed over it, as editors do', async () => {
  for (const length of [20, 10]) {
    writeFileSync(join(folder, 'parts/input.yaml~'), input(length));
    renameSync(join(folder, 'parts/input.yaml~'), join(folder, 'parts/input.yaml'));
    await toldOf(length === 20 ? 1 : 2);
    expect((await send('POST /notes', { text: 'a'.repeat(length) })).status).toBe(201);
    expect((await send('POST /notes', { text: 'a'.repeat(length + 1) })).status).toBe(400);
  }
});

test('a broken save is told, with its place, and changes nothing; the next good one counts', async () => {
  await send('POST /notes', { text: 'kept for now' });
  writeFileSync(join(folder, 'api.yaml'), MAIN.replace('openapi: 3.1.0', 'openapi: 3.1.0\npaths: ['));
  expect(await toldOf(1)).toMatch(/^Not reloaded; the last good version is still served\.\n.*api\.yaml:\d+/);
  expect((await send('GET /notes/6')).json.text).toBe('kept for now');
  expect((await send('GET /__admin/health')).json.document.problem).toMatch(/api\.yaml:\d+/);
  writeFileSync(join(folder, 'api.yaml'), MAIN.replace('maxLength: 40', 'maxLength: 9'));
  expect(await toldOf(2)).toMatch(/Reloaded .*: 1 changed record did not fit and went\./);
  expect((await send('GET /notes/6')).status).toBe(404);
  expect((await send('GET /notes')).json.total).toBe(5);
  expect((await send('GET /__admin/health')).json.document).not.toHaveProperty('problem');
});

test('a file that is missing is waited for', async () => {
  writeFileSync(join(folder, 'api.yaml'), MAIN.replace('parts/input.yaml', 'parts/other.yaml'));
  expect(await toldOf(1)).toContain('other.yaml');
  writeFileSync(join(folder, 'parts/other.yaml'), input(3));
  await toldOf(2);
  expect((await send('POST /notes', { text: 'four' })).status).toBe(400);
});

test('fixtures are reloaded, also those in a new file; broken ones are told', async () => {
  writeFileSync(join(folder, 'fixtures/notes.yaml'), 'notes: [{ id: 1, text: changed }]\n');
  await toldOf(1);
  expect((await send('GET /notes/1')).json.text).toBe('changed');
  writeFileSync(join(folder, 'fixtures/more.json'), '{"notes":[{"id":2,"text":""}]}');
  expect(await toldOf(2)).toMatch(/more\.json:1: notes, record 1: "text" must/);
  writeFileSync(join(folder, 'fixtures/more.json'), '{"notes":[{"id":2,"text":"more"}]}');
  await toldOf(3);
  expect((await send('GET /notes/2')).json.text).toBe('more');
});

test('what was changed, created and removed stays so in every session, and in snapshots', async () => {
  for (const name of ['', '/~anna']) {
    await send(`PUT ${name}/notes/3`, { text: `mine${name}` });
    await send(`PUT ${name}/__admin/snapshots/before`);
    await send(`DELETE ${name}/notes/2`);
    await send(`POST ${name}/notes`, { text: `new${name}` });
    await send(`POST ${name}/__admin/rules`, { id: 'r', match: { path: '/nothing' }, then: { status: 503 } });
  }
  writeFileSync(join(folder, 'parts/input.yaml'), input(40, ', level: { type: integer }'));
  expect(await toldOf(1)).toContain('4 changed records kept');
  for (const name of ['', '/~anna']) {
    expect((await send(`GET ${name}/notes/3`)).json.text).toBe(`mine${name}`);
    expect((await send(`GET ${name}/notes/2`)).status).toBe(404);
    expect((await send(`GET ${name}/notes/6`)).json.text).toBe(`new${name}`);
    expect((await send(`GET ${name}/__admin/rules`)).json).toHaveLength(1);
    expect((await send(`POST ${name}/__admin/snapshots/before/restore`)).json.records).toEqual({ notes: 5 });
    expect((await send(`GET ${name}/notes/3`)).json.text).toBe(`mine${name}`);
    expect((await send(`POST ${name}/__admin/reset`)).status).toBe(200);
    expect((await send(`GET ${name}/notes/3`)).json.text).not.toBe(`mine${name}`);
  }
  expect((await send('GET /~late/notes')).json.total).toBe(5);
});
