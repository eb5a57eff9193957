import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { Finding } from '../../src/contract/findings/finding';
import { foldFindings } from '../../src/contract/findings/fold-findings';
import { planCases } from '../../src/contract/plan/plan-cases';
import type { ContractCase } from '../../src/contract/steps/context/case';
import { createTarget } from '../../src/contract/target/target';
import { verify } from '../../src/contract/verify';
import type { Drift } from '../../src/drifts/catalogue/drift';
import { createRequestMatcher, type Respond } from '../../src/drifts/changes/fault-injection';
import { createDriftingMock } from '../../src/drifts/create-drifting-mock';
import { listDrifts } from '../../src/drifts/list-drifts';
import { createMock } from '../../src/mock/create-mock';
import { loadSpec } from '../../src/openapi/load-spec';
import type { Spec } from '../../src/openapi/model/model';
import { createIndependentServer } from '../independent/create-independent-server';
import { credentials as independentCredentials } from '../independent/gate';
import { profiles } from '../independent/profiles';
import { CREDENTIALS, guarded, loginDrifts } from './guard';
import { missedOf } from './pairs';
import { runUntil } from './run-until';
import { DOCUMENTS, type Task, type Verdict } from './task';
import { createWireTarget, forwardTo } from './wire-target';

const ROOT = join(__dirname, '../..');
/** Few enough to be read through, more than any default page. */
const RECORDS = 60;

interface Prepared {
  readonly spec: Spec;
  readonly cases: readonly ContractCase[];
}

const prepared = new Map<string, Prepared>();
/** The kinds of cases in which each check has found something before, and each drift in another document. */
const likely = new Map<string, Set<string>>();

/** Judges what the main thread sends, until it ends. */
export function work(): void {
  parentPort?.on('message', async (task: Task) => {
    const started = performance.now();
    const verdict = await judge(task);
    parentPort?.postMessage({ ...verdict, milliseconds: performance.now() - started });
  });
}

async function judge(task: Task): Promise<Omit<Verdict, 'milliseconds'>> {
  if (task.kind === 'drift') return judgeDrift(task);
  if (task.kind === 'pair') return judgePair(task);
  if (task.kind === 'second') return judgeSecond(task);
  return task.kind === 'healthy' ? judgeHealthy(task) : judgeIndependent(task);
}

function prepare(document: string): Prepared {
  const known = prepared.get(document);
  if (known !== undefined) return known;
  const spec = loadSpec(join(ROOT, document));
  const made = { spec, cases: planCases({ spec, seed: 1 }) };
  prepared.set(document, made);
  return made;
}

async function judgeDrift(task: Task & { kind: 'drift' }): Promise<Omit<Verdict, 'milliseconds'>> {
  const { spec, cases } = prepare(task.document);
  const login = loginDrifts.find(({ name }) => name === task.drift);
  const drift = login ?? listDrifts(spec).find(({ name }) => name === task.drift)!;
  const mock = createDriftingMock({ spec, count: RECORDS }, [drift]);
  const kinds = likely.get(drift.name) ?? new Set(drift.check.flatMap((check) => [...(likely.get(check) ?? [])]));
  const { rawFindings, foundBy } = await runUntil(
    createWireTarget(async (request) => mock.handle(request)),
    {
      spec,
      cases,
      credentials: login === undefined ? {} : CREDENTIALS,
      // A target that refuses everything for now is asked again and again, each time a little later.
      expected: task.full && !drift.check.includes('rate-limited') ? [] : drift.check,
      likely: kinds,
    },
  );
  for (const key of foundBy === undefined ? [] : [foundBy.check, drift.name]) {
    likely.set(key, (likely.get(key) ?? new Set()).add(foundBy!.kind));
  }
  const findings = foldFindings(rawFindings);
  const killedBy = foundBy?.check ?? findings.map(({ check }) => check).find((check) => drift.check.includes(check));
  return {
    task,
    findings: findings.map(told),
    expected: drift.check,
    seen: [...new Set(rawFindings.map(({ check }) => check))],
    ...(killedBy === undefined ? {} : { killedBy }),
  };
}

async function judgePair(task: Task & { kind: 'pair' }): Promise<Omit<Verdict, 'milliseconds'>> {
  const { spec, cases } = prepare(task.document);
  const known = listDrifts(spec);
  const [one, other] = task.drifts.map((name) => known.find((each) => each.name === name)!) as [Drift, Drift];
  const mock = createDriftingMock({ spec, count: RECORDS }, [one, other]);
  const { rawFindings } = await runUntil(
    createWireTarget(async (request) => mock.handle(request)),
    {
      spec,
      cases,
      credentials: {},
      expected: [...one.check, ...other.check],
      isEnough: (seen) => missedOf(seen, [one, other]).length === 0,
      likely: new Set([one, other].flatMap(({ check }) => check.flatMap((each) => [...(likely.get(each) ?? [])]))),
    },
  );
  const missed = missedOf(rawFindings, [one, other]);
  const findings = [...missed.map((each) => `missed: ${each}`), ...foldFindings(rawFindings).map(told)];
  return { task, findings, seen: [], ...(missed.length === 0 && { killedBy: one.check[0] ?? '' }) };
}

async function judgeHealthy(task: Task & { kind: 'healthy' }): Promise<Omit<Verdict, 'milliseconds'>> {
  const { spec } = prepare(task.document);
  const mock = createMock({ spec, count: RECORDS, seed: task.seed });
  const healthy: Respond = async (request) => mock.handle(request);
  const target = createWireTarget(task.guarded === true ? guarded(healthy) : healthy);
  const report = await verify(target, spec, { seed: task.seed, headers: task.guarded === true ? CREDENTIALS : {} });
  // What a target would keep is not sent to it, and that is told.
  const hindered = report.blocked.filter(({ reason }) => !reason.startsWith('not tested: '));
  const blocked = hindered.map(({ caseId, reason }) => `blocked: ${caseId}: ${reason}`);
  return { task, findings: [...report.findings.map(told), ...blocked], seen: [] };
}

async function judgeSecond(task: Task & { kind: 'second' }): Promise<Omit<Verdict, 'milliseconds'>> {
  const { spec, cases } = prepare(DOCUMENTS[0]);
  const drift = listDrifts(spec).find(({ name }) => name === task.drift)!;
  const server = createIndependentServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const target = createTarget(`http://127.0.0.1:${(server.address() as { port: number }).port}`);
  const drifting = drift.injection.handle!(forwardTo(target), createRequestMatcher(spec));
  try {
    const { rawFindings, foundBy } = await runUntil(createWireTarget(drifting), {
      spec,
      cases,
      credentials: {},
      expected: drift.check,
      likely: likely.get(drift.name) ?? new Set(drift.check.flatMap((check) => [...(likely.get(check) ?? [])])),
    });
    if (foundBy !== undefined) likely.set(foundBy.check, (likely.get(foundBy.check) ?? new Set()).add(foundBy.kind));
    const findings = foldFindings(rawFindings).map(told);
    return { task, findings, expected: drift.check, seen: [], ...(foundBy && { killedBy: foundBy.check }) };
  } finally {
    await target.close();
    server.closeAllConnections();
    server.close();
  }
}

async function judgeIndependent(task: Task & { kind: 'independent' }): Promise<Omit<Verdict, 'milliseconds'>> {
  const { spec } = prepare(DOCUMENTS[0]);
  const { choices } = profiles.find(({ name }) => name === task.profile)!;
  const server = createIndependentServer(choices);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const target = createTarget(`http://127.0.0.1:${(server.address() as { port: number }).port}`);
  const { token, apiKey } = independentCredentials;
  const headers: Record<string, string> =
    choices.auth === 'enforced' ? { authorization: `Bearer ${token}`, 'x-api-key': apiKey } : {};
  try {
    const report = await verify(target, spec, { headers });
    // Where the document leaves a choice, a warning is right; blame is not.
    return { task, findings: report.findings.filter(({ severity }) => severity === 'error').map(told), seen: [] };
  } finally {
    await target.close();
    server.closeAllConnections();
    server.close();
  }
}

function told({ check, title, severity, count, unstable }: Finding): string {
  return `${check}: ${title}${severity === 'warning' ? ' (warning)' : ''}${unstable ? ' (unstable)' : ''} x${count}`;
}
