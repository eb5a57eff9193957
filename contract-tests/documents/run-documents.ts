import { execFileSync, fork } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createRow, isSound, type Row, type Task } from './row';
import { faultsOf, tableOf } from './table';

const entry = join(__dirname, '..', 'documents.js');
const program = join(__dirname, '..', '..', 'dist', 'bin', 'contact-points.js');

/** Prism's mock, in the newest version that runs on Node 20. */
const PEER = ['@stoplight/prism-cli@5.12.0', '@stoplight/prism-core@5.8.0'];

/** Milliseconds beside the budget, for starts and for Prism, until a document that hangs is given up. */
const GRACE = 180_000;

/**
 * Tries documents, as many at a time as asked for, and prints a table and the faults by kind.
 *
 * @returns true when all are sound
 */
export async function runDocuments(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  if (!existsSync(program)) throw new Error(`There is no ${program}: run \`npm run build\` first.`);
  const peer = options.peersIn === undefined ? undefined : findPeer(options.peersIn);
  const queue = options.files.map((file, index) => ({ file, index }));
  const rows: Row[] = [];
  const { budget, count } = options;
  const next = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
      const row = await tryOne({ file: one.file, budget, count, ...(peer === undefined ? {} : { peer }) });
      rows[one.index] = row;
      if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
      console.error(`${isSound(row) ? 'sound ' : 'faulty'} ${row.document} ${row.seconds} s`);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, next));
  console.log(tableOf(rows, peer !== undefined));
  console.log(`\n${summaryOf(rows)}`);
  const faults = faultsOf(rows);
  if (faults !== '') console.log(`\n${faults}`);
  return rows.every(isSound);
}

/** Tries one document in a process that is ended when it takes too long; what was found until then is kept. */
function tryOne(task: Task): Promise<Row> {
  const child = fork(entry, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: ['--max-old-space-size=3000'] });
  let row = createRow(basename(task.file), statSync(task.file).size);
  let phase = 'nothing';
  let printed = '';
  child.stderr?.on('data', (chunk) => (printed += printed.length < 2000 ? chunk : ''));
  child.on('message', (told: { row: Row; phase: string }) => ({ row, phase } = told));
  const timer = setTimeout(() => child.kill('SIGTERM'), task.budget + GRACE);
  child.send(task);
  return new Promise((done) =>
    child.once('exit', (code) => {
      clearTimeout(timer);
      if (phase === 'verified') row.opinion = 'Prism takes too long';
      else if (phase !== 'done')
        row.givenUp = `ended with ${code} after ${(task.budget + GRACE) / 1000} s; the last part that was done: ${phase}. ${printed}`;
      done(row);
    }),
  );
}

function summaryOf(rows: readonly Row[]): string {
  const sum = (of: (row: Row) => number): number => rows.reduce((all, row) => all + of(row), 0);
  return [
    `${rows.length} documents: ${rows.filter(({ ours }) => ours.starts).length} start, ${rows.filter(isSound).length} are sound`,
    `${sum(({ ours }) => ours.failed.length)} answers of 5xx`,
    `${sum(({ ours }) => ours.invalid.length)} invalid answers`,
    `${sum(({ ids, idsRead }) => ids - idsRead)} of ${sum(({ ids }) => ids)} ids cannot be read`,
    `${sum(({ created, createdRead }) => created - createdRead)} of ${sum(({ created }) => created)} created records cannot be read`,
    `${sum(({ createdListable, createdListed }) => createdListable - createdListed)} of ${sum(({ createdListable }) => createdListable)} are not listed`,
    `${sum(({ findings }) => findings ?? 0)} findings`,
  ].join('; ');
}

function findPeer(folder: string): string {
  const manifest = join(folder, 'node_modules', '@stoplight', 'prism-cli', 'package.json');
  if (!existsSync(manifest)) {
    execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', folder, ...PEER], { stdio: 'inherit' });
  }
  return join(manifest, '..', require(manifest).bin.prism);
}

function readOptions(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      peers: { type: 'boolean', default: false },
      'peers-in': { type: 'string', default: join(tmpdir(), 'peers') },
      json: { type: 'string' },
      budget: { type: 'string', default: '60' },
      jobs: { type: 'string', default: String(availableParallelism()) },
      count: { type: 'string', default: '8' },
      only: { type: 'string', multiple: true, default: [] },
    },
  });
  if (positionals.length === 0) throw new Error('Name files or folders: npm run documents -- FILE|FOLDER...');
  const files = positionals
    .flatMap((given) => (statSync(given).isDirectory() ? documentsIn(given) : [given]))
    .map((file) => resolve(file))
    .filter((file) => values.only.length === 0 || values.only.some((text) => basename(file).includes(text)));
  return {
    files,
    ...(values.json === undefined ? {} : { json: values.json }),
    ...(values.peers ? { peersIn: values['peers-in'] } : {}),
    budget: positive('budget', values.budget) * 1000,
    jobs: positive('jobs', values.jobs),
    count: positive('count', values.count),
  };
}

/** The documents of a folder, the largest first, so that no core waits for one at the end. */
const documentsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .map((name) => join(folder, name))
    .toSorted((one, other) => statSync(other).size - statSync(one).size);

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} must be a number above 0, not "${text}".`);
  return number;
}
