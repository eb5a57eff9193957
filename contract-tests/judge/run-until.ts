import type { Target } from '../../src/contract/exchange/exchange';
import type { RawFinding } from '../../src/contract/findings/finding';
import { foldFindings } from '../../src/contract/findings/fold-findings';
import { createRun } from '../../src/contract/run/run';
import type { ContractCase } from '../../src/contract/steps/context/case';
import type { Spec } from '../../src/openapi/model/model';

/** Raw findings and cases of a run up to the moment when it was stopped. */
export interface Seen {
  readonly rawFindings: readonly RawFinding[];
  /** The expected check that has a finding of its own, not folded into another one. */
  readonly foundBy?: { readonly check: string; readonly kind: string };
}

/** Options of a run against a target. */
export interface RunPlan {
  readonly spec: Spec;
  readonly cases: readonly ContractCase[];
  readonly credentials: Readonly<Record<string, string>>;
  /** The checks that are expected to find something, the most telling first; empty to run everything. */
  readonly expected: readonly string[];
  /** Tells from all that was seen if it is enough; once an expected check has a finding of its own when left out. */
  readonly isEnough?: (rawFindings: readonly RawFinding[]) => boolean;
  /** The kinds of cases that are most likely to show it: they go first. */
  readonly likely: ReadonlySet<string>;
}

/** Runs the cases as `verify` does, until one of the expected checks has found something. */
export async function runUntil(target: Target, plan: RunPlan): Promise<Seen> {
  const { spec, cases, credentials, expected, likely } = plan;
  const run = createRun({ spec, target, seed: 1, readOnly: false, credentials });
  const rawFindings: RawFinding[] = [];
  let foundBy: Seen['foundBy'];

  const runOne = async (contractCase: ContractCase): Promise<void> => {
    const result = await run.run(contractCase);
    rawFindings.push(...result.rawFindings);
    if (!result.rawFindings.some(({ check }) => expected.includes(check))) return;
    const told = new Set(foldFindings(rawFindings).map(({ check }) => check));
    const found = expected.find((check) => told.has(check));
    if (found !== undefined && plan.isEnough?.(rawFindings) !== false)
      foundBy ??= { check: found, kind: contractCase.kind };
  };
  const runAll = async (chosen: readonly ContractCase[], concurrency: number): Promise<void> => {
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < chosen.length && foundBy === undefined && !run.lost) {
        next += 1;
        await runOne(chosen[next - 1]!);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
  };
  for (const isLikely of likely.size === 0 ? [false] : [true, false]) {
    const chosen = cases.filter(({ kind }) => likely.has(kind) === isLikely);
    await runAll(
      chosen.filter(({ exclusive }) => !exclusive),
      8,
    );
    await runAll(
      chosen.filter(({ exclusive }) => exclusive),
      1,
    );
  }
  return foundBy === undefined ? { rawFindings } : { rawFindings, foundBy };
}
