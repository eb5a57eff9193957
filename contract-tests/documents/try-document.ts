import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadSpec } from '../../src/openapi/load-spec';
import { disagreements } from '../second-opinion/disagreements';
import { createOpinion, type Opinion } from '../second-opinion/opinion';
import { askPeer } from './ask-peer';
import { createRequestMaker } from './make-request';
import { type AskedOperation, isInOnePiece, type JsonObject, readDocument, readOperations } from './open-document';
import { readOwnIds } from './own-ids';
import { createRow, type Row, type Task } from './row';
import { createSchemaJudge } from './schema-judge';
import { ask, type Served, START_LIMIT, serve } from './served';
import { verifyOwn } from './verify-own';
import { type Exchange, faultOf, walk } from './walk';

const program = join(__dirname, '..', '..', 'dist', 'bin', 'contact-points.js');

/** Larger documents cost Prism more than the whole budget. */
const PRISM_LIMIT = 800_000;

/** Tries one document in a process of its own, telling the parent what is known after each part. */
export async function work(task: Task): Promise<void> {
  const row = createRow(basename(task.file), statSync(task.file).size);
  const since = performance.now();
  const tell = (phase: string): Promise<void> => {
    row.seconds = Math.round((performance.now() - since) / 100) / 10;
    return new Promise((done) => process.send?.({ row, phase }, () => done()));
  };
  // What is known by then survives when this process has to be ended.
  const timer = setInterval(() => tell('asking'), 2_000);
  const tellPhase = (phase: string): Promise<void> => {
    if (phase === 'asked') clearInterval(timer);
    return tell(phase);
  };
  try {
    await tryDocument(task, row, tellPhase);
  } catch (error) {
    row.givenUp = (error as Error).stack ?? String(error);
  }
  clearInterval(timer);
  await tell('done');
  process.exit(0);
}

async function tryDocument(task: Task, row: Row, tell: (phase: string) => Promise<void>): Promise<void> {
  const { file, count } = task;
  const { ours } = row;
  await tell('start');
  const command = [process.execPath, program, 'serve', '--spec', file, '--port', '0', '--count', String(count)];
  let served: Served;
  try {
    served = await serve(command, (printed) => /Listening on (\S+)[\s\S]*Stop with/.exec(printed)?.[1], {
      limit: START_LIMIT,
    });
  } catch (error) {
    ours.refusal = (error as Error).message.trim().slice(0, 4000);
    return;
  }
  let exchanges: Exchange[];
  let document: JsonObject;
  try {
    ours.starts = true;
    readStart(served.printed, row);
    ({ exchanges, document } = await askAll(task, row, served));
    ours.megabytes = served.megabytes();
  } finally {
    served.stop();
  }
  await tell('asked');
  if (task.peer !== undefined) {
    row.peer = await askPeer(task.peer, document, file, exchanges, task.budget * 0.4);
    await tell('peer');
  }
  await verifyOwn({ program, file, count, row, limit: task.budget * 0.4 });
  await tell('verified');
  await dispute(document, exchanges, row);
}

async function askAll(
  { file, budget }: Task,
  row: Row,
  served: Served,
): Promise<{ exchanges: Exchange[]; document: JsonObject }> {
  const own = readDocument(file);
  const document = await inOnePiece(own, file, served);
  const operations = readOperations(document);
  row.operations = operations.length;
  const maker = createRequestMaker(document, createSchemaJudge(document, 'request'));
  const judge = createSchemaJudge(document, 'answer');
  await firstAnswer(file, operations, maker, row);
  const ownIds = await readOwnIds(served.base, served.printed);
  const until = performance.now() + budget * 0.6;
  const exchanges = await walk({ document, operations, base: served.base, row, maker, judge, ownIds, until });
  return { exchanges, document };
}

/** The document as OpenAPI 3 in one file; of Swagger 2.0 what our own conversion makes of it. */
async function inOnePiece(own: JsonObject, file: string, served: Served): Promise<JsonObject> {
  if (typeof own.openapi !== 'string') return loadSpec(file).document as unknown as JsonObject;
  return isInOnePiece(own) ? own : JSON.parse((await ask(served.base, ofOpenApi)).text);
}

const ofOpenApi = { method: 'GET', path: '/openapi.json', headers: {} };

/** Takes the time from the start of a fresh process until the first GET is answered. */
async function firstAnswer(
  file: string,
  operations: ReturnType<typeof readOperations>,
  maker: ReturnType<typeof createRequestMaker>,
  { ours }: Row,
): Promise<void> {
  const first =
    operations.toSorted((one, other) => one.path.length - other.path.length).find((each) => each.method === 'get') ??
    operations[0];
  const command = [process.execPath, program, 'serve', '--spec', file, '--port', '0'];
  const served = await serve(command, (printed) => /Listening on (\S+)/.exec(printed)?.[1], { limit: START_LIMIT });
  try {
    let request = { method: 'GET', path: '/', headers: {} };
    try {
      if (first !== undefined) request = maker.make(first) as typeof request;
    } catch {}
    await ask(served.base, request, 30_000);
    ours.milliseconds = Math.round(performance.now() - served.since);
    ours.cpu = served.cpuMilliseconds();
  } finally {
    served.stop();
  }
}

/** Reads resources and warnings in what the mock prints as it starts. */
function readStart(printed: string, row: Row): void {
  const lines = printed.split('\n');
  const resources = lines.flatMap((line) => {
    const roles = /^ {2}\S+ +((?:(?:list|read|create|replace|update|remove) )+) ?·/.exec(`${line} `);
    return roles === null ? [] : [roles[1]?.trim().split(' ').length ?? 0];
  });
  row.resources = resources.length;
  row.roles = resources.reduce((sum, each) => sum + each, 0);
  // The start shows the first five of them.
  row.warnings = Number(/ has (\d+) faults?;/.exec(printed)?.[1] ?? 0);
}

/** Lets the second opinion judge every answer again. */
async function dispute(document: JsonObject, exchanges: readonly Exchange[], row: Row): Promise<void> {
  if (row.bytes > PRISM_LIMIT) {
    row.opinion = 'too large for Prism';
    return;
  }
  const opinion = await createOpinion(document).catch((error: Error) => error);
  if (opinion instanceof Error) {
    row.opinion = `Prism cannot read it: ${opinion.message.slice(0, 200)}`;
    return;
  }
  for (const { operation, request, answer } of exchanges) {
    if (answer.status >= 400 || !hasFinal(operation)) continue;
    const wrong = opinionOf(opinion, operation, answer);
    if (wrong === undefined) continue;
    row.judged += 1;
    const [first] = wrong;
    const dispute = { request, answer, theirs: wrong, isStricter: false };
    if (first !== undefined && !disagreements.some(({ covers }) => covers(dispute)))
      row.disputed.push(faultOf(operation, request, answer, first));
  }
}

/** Prism gives up on some answers, such as those whose media type it cannot read. */
function opinionOf(
  opinion: Opinion,
  { method, path }: AskedOperation,
  answer: Exchange['answer'],
): readonly string[] | undefined {
  try {
    return opinion.ofAnswer({ method, template: path }, answer);
  } catch {
    return undefined;
  }
}

/** True where anything but an interim status is documented. */
const hasFinal = ({ responses }: AskedOperation): boolean =>
  Object.keys(responses).some((name) => /^[2-5d]/.test(name));
