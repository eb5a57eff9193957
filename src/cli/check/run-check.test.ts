import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHIPPED_SPEC } from '../../openapi/read/package-file';
import { UsageError } from '../command-line/command';
import { warningText } from '../command-line/document';
import { parseCommandLine } from '../command-line/parse-command-line';
import { checkCommand } from './check-command';
import { runCheck } from './run-check';

const folder = mkdtempSync(join(tmpdir(), 'check-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(text: string): string {
  const file = join(folder, 'openapi.yaml');
  writeFileSync(file, text);
  return file;
}

async function run(...args: string[]): Promise<{ code: number; out: string }> {
  const out: string[] = [];
  const io = { env: {}, color: false, out: (text: string) => void out.push(text), err: () => {} };
  return { code: await runCheck(parseCommandLine(checkCommand, args, {}), io), out: out.join('') };
}

const FAULTY = `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /notes:
    get:
      operationId: listNotes
      responses: { '200': { description: '', content: { application/json: { schema: { type: integer }, example: one } } } }
    post:
      operationId: listNotes
      responses: { '201': { description: '' } }
`;

test('a sound document', async () => {
  expect(await run(SHIPPED_SPEC)).toEqual({ code: 0, out: expect.stringMatching(/^No faults in \d+ operations\n$/) });
});

test('a faulty one: a line for each fault, with file, line and pointer, examples included', async () => {
  const { code, out } = await run(written(FAULTY));
  expect(code).toBe(1);
  expect(out.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/openapi\.yaml:\d+ \(at #\/paths\/~1notes\/post.*listNotes/),
    expect.stringMatching(/openapi\.yaml:7 \(at #.*The example breaks its schema/),
    '2 faults in 2 operations',
  ]);
});

test('what a mock does not do is told after the faults', async () => {
  const paths = `paths:
  /notes:
    get:
      parameters: [{ name: audience, in: query, schema: { type: string } }]
      responses: { '200': { description: '', content: { application/json: { schema: { type: array, items: &note { type: object, required: [id], properties: { id: { type: integer } } } } } } } }
  /notes/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses: { '200': { description: '', content: { application/json: { schema: *note } } } }
`;
  const { code, out } = await run(written(`openapi: 3.1.0\ninfo: { title: t, version: '1' }\n${paths}`));
  expect(code).toBe(1);
  expect(out).toMatch(/:6 \(at #.*\): of the query parameters of GET \/notes these change nothing.*"audience"/);
  expect(out).toMatch(/\nNo faults in 2 operations; 1 more of what it promises and a mock does not do\n$/);
});

test('as JSON', async () => {
  const { out } = await run('--json', written(FAULTY));
  expect(JSON.parse(out)).toEqual([
    expect.objectContaining({ file: expect.any(String), line: expect.any(Number), pointer: expect.any(String) }),
    expect.objectContaining({ message: expect.any(String) }),
  ]);
});

test('what is no document is refused', async () => {
  await expect(run(written('just: text\n'))).rejects.toThrow(UsageError);
});

test('the start tells the count and the first five', () => {
  const warning = { file: 'a.yaml', line: 3, pointer: '#/x', message: 'is wrong' };
  expect(warningText([], 'a.yaml')).toBe('');
  expect(warningText([warning], 'a.yaml')).toBe(
    'a.yaml has 1 fault; the faulty places are left out. `contact-points check a.yaml` lists them.\n  a.yaml:3 (at #/x): is wrong\n',
  );
  expect(warningText(Array(7).fill(warning), 'a.yaml')).toMatch(/has 7 faults[\s\S]*\n {2}… and 2 more\n$/);
});
