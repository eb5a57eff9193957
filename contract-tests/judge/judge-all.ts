import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Drift } from '../../src/drifts/catalogue/drift';
import { listDrifts } from '../../src/drifts/list-drifts';
import { loadSpec } from '../../src/openapi/load-spec';
import { profiles } from '../independent/profiles';
import { allChecks } from './all-checks';
import { loginDrifts } from './guard';
import { pairsOf } from './pairs';
import { CHOSEN, DOCUMENTS, SEEDS, type Task, type Verdict } from './task';

/** Selection of the documents and drifts to judge. */
export interface JudgeOptions {
  /** Documents by a part of their names; all when left out. */
  readonly only?: readonly string[] | undefined;
  /** Drifts by a part of their names. */
  readonly drift?: string | undefined;
  /** True when every case is run, even after the drift has been found. */
  readonly full: boolean;
  readonly healthy: boolean;
  /** True when every drift is tried together with a second one, a sample of them otherwise. */
  readonly pairs: boolean;
}

/** One drift in so many is tried together with a second one where not all of them are. */
const SAMPLE = 25;

/** Of the drifts of a document that is not ours, so many have to be found; of our own, all. */
const ENOUGH = 0.95;
/** One more than most machines have cores for: some targets are slow on purpose. */
const WORKERS = 3;

/**
 * Judges the judge and prints what came of it.
 *
 * @returns whether it is sound: nothing healthy is blamed, enough drifts are found, no check is idle
 */
export async function judgeAll(options: JudgeOptions): Promise<boolean> {
  const started = performance.now();
  const tasks = plan(options);
  const verdicts = await runAll(tasks);
  const alarms = verdicts.filter(
    ({ task, findings }) => (task.kind === 'healthy' || task.kind === 'independent') && findings.length > 0,
  );
  const drifts = verdicts.filter(({ task }) => task.kind === 'drift');
  const pairs = verdicts.filter(({ task }) => task.kind === 'pair');
  const hidden = pairs.filter(({ killedBy }) => killedBy === undefined);
  for (const { task, findings } of hidden) say(`HIDDEN ${nameOf(task)}\n  ${findings.join('\n  ')}`);
  const second = verdicts.filter(({ task }) => task.kind === 'second');
  const missed = second.filter(({ killedBy }) => killedBy === undefined);
  for (const { task, findings, expected } of missed)
    say(
      `SURVIVOR ${nameOf(task)}\n  expected ${expected?.join(' or ')}\n  ${findings.join('\n  ') || 'nothing was found'}`,
    );
  const survivors = drifts.filter(({ killedBy }) => killedBy === undefined);
  for (const { task, findings } of alarms) say(`FALSE ALARM ${nameOf(task)}\n  ${findings.join('\n  ')}`);
  for (const { task, findings, expected } of survivors) {
    say(
      `SURVIVOR ${nameOf(task)}\n  expected ${expected?.join(' or ')}\n  ${findings.join('\n  ') || 'nothing was found'}`,
    );
  }
  if (options.full) for (const { task, findings } of drifts) say(`${nameOf(task)}\n  ${findings.join('\n  ')}`);
  const isEnough = tell(drifts);
  const needed = new Set(drifts.map(({ killedBy }) => killedBy));
  const isWhole = options.only === undefined && options.drift === undefined;
  const idle = isWhole ? allChecks().filter((check) => !needed.has(check)) : [];
  if (idle.length > 0) say(`no drift needs ${idle.join(', ')}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const healthy = verdicts.length - drifts.length - pairs.length - second.length;
  say(`${healthy} healthy targets, ${drifts.length} drifting ones, ${seconds} s`);
  say(`killed ${drifts.length - survivors.length} of ${drifts.length}, false alarms ${alarms.length}`);
  say(`killed ${second.length - missed.length} of ${second.length} on the independent server`);
  say(`found both of ${pairs.length - hidden.length} of ${pairs.length} pairs`);
  return alarms.length === 0 && isEnough && idle.length === 0 && hidden.length === 0 && missed.length === 0;
}

function plan({ only, drift, full, healthy, pairs }: JudgeOptions): Task[] {
  const documents = DOCUMENTS.filter((name) => only === undefined || only.some((part) => name.includes(part)));
  const tasks: Task[] = [];
  for (const document of documents) {
    const seeds = healthy ? (SEEDS[document] ?? 2) : 0;
    for (let seed = 1; seed <= seeds; seed += 1) tasks.push({ kind: 'healthy', document, seed });
    const drifts = listDrifts(loadSpec(join(__dirname, '../..', document)));
    const names = drifts.map(({ name }) => name);
    if (document === DOCUMENTS[0]) {
      if (healthy) tasks.push({ kind: 'healthy', document, seed: 1, guarded: true });
      names.push(...loginDrifts.map(({ name }) => name));
    }
    const isChosen = (name: string): boolean =>
      drift === undefined ? (CHOSEN[document]?.test(name) ?? true) : name.includes(drift);
    if (document === DOCUMENTS[0])
      tasks.push(
        ...secondTasks(
          drifts.filter(({ name }) => isChosen(name)),
          full,
        ),
      );
    const together = pairsOf(
      document,
      drifts.filter(({ name }) => isChosen(name)),
      drifts,
    );
    tasks.push(...together.filter((_, index) => pairs || index % SAMPLE === 0));
    const chosen = names.filter(isChosen);
    tasks.push(...chosen.map((name): Task => ({ kind: 'drift', document, drift: name, full })));
  }
  if (healthy && documents.includes(DOCUMENTS[0])) {
    const strict = profiles.filter(({ standing }) => standing !== 'open');
    // They wait more than they work, so they go first.
    tasks.unshift(...strict.map(({ name }): Task => ({ kind: 'independent', profile: name })));
  }
  return tasks;
}

/** Of the drifts that stand before any server, the first of each check; all of them in full. */
function secondTasks(drifts: readonly Drift[], full: boolean): Task[] {
  const proved = new Set<string>();
  return drifts.flatMap(({ check, injection, name }): Task[] => {
    const isOutside =
      injection.handle !== undefined && injection.store === undefined && injection.schemas === undefined;
    if (!isOutside || (!full && check.every((each) => proved.has(each)))) return [];
    for (const each of check) proved.add(each);
    return [{ kind: 'second', drift: name }];
  });
}

async function runAll(tasks: readonly Task[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const queue = [...tasks];
  const worker = async (): Promise<void> => {
    const thread = new Worker(join(__dirname, '../judge.js'));
    const failed = new Promise<never>((_, reject) => thread.once('error', reject));
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
      const done = new Promise<Verdict>((resolve) => thread.once('message', resolve));
      thread.postMessage(task);
      verdicts.push(await Promise.race([done, failed]));
    }
    await thread.terminate();
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  return verdicts;
}

function tell(drifts: readonly Verdict[]): boolean {
  let isEnough = true;
  for (const document of DOCUMENTS) {
    const own = drifts.filter(({ task }) => task.kind === 'drift' && task.document === document);
    if (own.length === 0) continue;
    const killed = own.filter(({ killedBy }) => killedBy !== undefined).length;
    say(`${document}: killed ${killed} of ${own.length}`);
    if (killed < own.length * (document === DOCUMENTS[0] ? 1 : ENOUGH)) isEnough = false;
  }
  return isEnough;
}

function nameOf(task: Task): string {
  if (task.kind === 'independent') return `independent server, ${task.profile}`;
  if (task.kind === 'second') return `independent server ${task.drift}`;
  if (task.kind === 'pair') return `${task.document} ${task.drifts.join(' and ')}`;
  return task.kind === 'healthy' ? `${task.document}, seed ${task.seed}` : `${task.document} ${task.drift}`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
