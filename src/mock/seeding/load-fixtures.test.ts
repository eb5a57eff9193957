import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSpec, parseSpec } from '../../openapi/load-spec';
import { FixtureError } from './fixture-error';
import { defaultFixtures, loadFixtures } from './load-fixtures';

const root = join(__dirname, '../../..');
const notes = loadSpec(join(root, 'fixtures/specs/customer-notes.yaml'));
const books = loadSpec(join(root, 'fixtures/specs/bookshop.yaml'));
const ada = { id: 'ada', name: 'Ada B.V.', plan: 'free', created_at: '2024-01-01T00:00:00Z' };
const book = { title: 'T', author: 'A', language: 'nl', price: 1 };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fixtures-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = join(directory, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function messageOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    expect(error).toBeInstanceOf(FixtureError);
    return (error as Error).message.replaceAll(directory, 'DIR');
  }
  throw new Error('nothing was thrown');
}

describe('good fixtures', () => {
  test.each([
    ['JSON', 'x.json', { customers: [ada] }],
    ['YAML', 'x.yaml', 'customers:\n  - {id: ada, name: Ada B.V., plan: free, created_at: 2024-01-01T00:00:00Z}\n'],
    ['a list in a file called like the resource', 'customers.yml', [ada]],
  ])('%s', (_, name, content) => {
    const file = write(name, content);
    expect(loadFixtures(file, notes)).toEqual({ files: [file], records: new Map([['customers', [ada]]]) });
  });

  test('a directory gives its files in order of name', () => {
    write('b.json', { customers: [ada] });
    write('a.yaml', { customers: [{ ...ada, id: 'bob' }] });
    write('read-me.txt', 'no fixture');
    const { records } = loadFixtures(directory, notes);
    expect(records.get('customers')!.map(({ id }) => id)).toEqual(['bob', 'ada']);
  });

  test('an id that is left out is made, always the same, and no other record has it', () => {
    const load = () => loadFixtures(write('books.json', [book, { id: 2, ...book }, book]), books);
    expect(
      load()
        .records.get('books')!
        .map(({ id }) => id),
    ).toEqual([3, 2, 4]);
    expect(load()).toEqual(load());
  });

  test('what the server makes may be left out, what the client sends may not', () => {
    const { created_at, ...sent } = ada;
    expect(loadFixtures(write('x.json', { customers: [sent] }), notes).records.get('customers')).toEqual([sent]);
    const { plan, ...incomplete } = sent;
    expect(messageOf(() => loadFixtures(write('x.json', { customers: [incomplete] }), notes))).toMatch(
      '"plan" is required',
    );
  });
});

describe('bad fixtures are refused with file, record, property and reason', () => {
  test.each<[string, string, unknown, string]>([
    [
      'a broken value',
      'x.yaml',
      'customers:\n  - {id: a, name: A,\n     plan: gold, created_at: 2024-01-01T00:00:00Z}',
      'DIR/x.yaml:3: customers, record 1: "plan" must be',
    ],
    [
      'the second record',
      'x.json',
      { customers: [ada, { ...ada, id: 'b', name: '' }] },
      'customers, record 2: "name" must',
    ],
    ['no object', 'x.json', { customers: [7] }, 'customers, record 1: must be an object'],
    ['an unknown resource', 'x.json', { clients: [ada] }, 'there is no resource "clients"'],
    ['the resources there are', 'x.json', { clients: [ada] }, 'it has "customers", "notes"'],
    ['no list', 'x.json', { customers: ada }, '"customers" must be a list of records'],
    ['neither an object nor a list', 'x.json', '7', 'must hold lists of records by resource'],
    ['an id twice', 'x.json', { customers: [ada, ada] }, 'customers, record 2: "id" is the same as that of record 1'],
    ['bad YAML', 'x.yaml', 'customers: [', 'DIR/x.yaml:1: '],
    [
      'a bad id',
      'x.json',
      { notes: [{ id: 'x', customerId: 'ada', text: 't', pinned: true }] },
      '"id" must be a valid UUID',
    ],
  ])('%s', (_, name, content, message) => {
    const file = write(name, content);
    const shown = messageOf(() => loadFixtures(file, notes));
    expect(shown).toContain(message);
    expect(shown).not.toMatch(/\n\s+at /);
  });

  test('an id twice in two files', () => {
    write('a.json', { customers: [ada] });
    write('b.json', { customers: [{ ...ada, id: 'ADA' }] });
    expect(messageOf(() => loadFixtures(directory, notes))).toContain(
      'b.json:1: customers, record 1: "id" is the same as that of record 1 of DIR/a.json',
    );
  });

  test('everything that is wrong is told at once, at most ten times', () => {
    const wrong = Array.from({ length: 12 }, (_, index) => ({ ...ada, id: `c${index}`, name: 7 }));
    const lines = messageOf(() => loadFixtures(write('x.json', { customers: wrong }), notes)).split('\n');
    expect(lines).toHaveLength(11);
    expect(lines[10]).toBe('… and 2 more');
  });

  test.each([
    ['nothing there', 'none.yaml', 'there is no such file or directory'],
    ['an empty directory', '', 'this directory has no .json, .yaml or .yml file'],
  ])('%s', (_, name, message) => {
    expect(messageOf(() => loadFixtures(join(directory, name), notes))).toContain(message);
  });
});

describe('the fixtures that a document names', () => {
  test('are found relative to it, and are valid', () => {
    const spec = loadSpec(join(root, 'spec/contact-points.yaml'));
    expect(defaultFixtures(spec)).toBe(join(root, 'fixtures/contact-points.yaml'));
    const [records] = [...loadFixtures(defaultFixtures(spec)!, spec).records.values()];
    expect(records!.length).toBeGreaterThanOrEqual(8);
  });

  test.each([
    ['names none', notes],
    [
      'comes from no file',
      parseSpec({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {}, 'x-fixtures': 'a' }),
    ],
  ])('none when it %s', (_, spec) => {
    expect(defaultFixtures(spec)).toBeUndefined();
  });

  test('are refused when they are not a path', () => {
    const file = write('spec.json', {
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: {},
      'x-fixtures': 7,
    });
    expect(messageOf(() => defaultFixtures(loadSpec(file)))).toContain('x-fixtures must be a path');
  });
});

test('the shipped fixtures show every edge', () => {
  const spec = loadSpec(join(root, 'spec/contact-points.yaml'));
  const [records] = [...loadFixtures(defaultFixtures(spec)!, spec).records.values()];
  const values = records!.flatMap((record) => Object.values(record));
  expect(values).toContain(null);
  expect(values).toContain('');
  expect(values.filter((value) => [...String(value)].length === 255)).toHaveLength(1);
  for (const script of [/\p{M}/u, /\p{Emoji_Presentation}/u, /\p{Script=Arabic}/u, /[<>&"']/]) {
    expect(values.filter((value) => script.test(String(value))).length).toBeGreaterThan(0);
  }
});
