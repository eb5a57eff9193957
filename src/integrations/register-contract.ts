import type { Target } from '../contract/exchange/exchange';
import { foldFindings } from '../contract/findings/fold-findings';
import { describeFinding } from '../contract/reports/console-report';
import type { Run } from '../contract/run/run';
import type { ContractCase } from '../contract/steps/context/case';
import { createSuite, type Suite, type SuiteOptions } from '../contract/suite';
import { createTarget } from '../contract/target/target';
import { loadSpec } from '../openapi/load-spec';
import type { PathOf } from '../openapi/model/document-types';
import type { Spec } from '../openapi/model/model';

/** A case of an operation whose path template is one of a document's types, as `openapi-typescript` writes them. */
export type CaseFor<Paths> = ContractCase & {
  readonly operation?: { readonly template: { readonly source: PathOf<Paths> } };
};

/** Options of `describeContract`: the tests it registers and the target they run against. */
export interface DescribeContractOptions<Paths = unknown> extends Omit<SuiteOptions, 'select'> {
  /** Chooses among the planned cases; all by default. */
  readonly select?: ((contractCase: CaseFor<Paths>) => boolean) | undefined;
  /** The document: a file's name, or a spec that is loaded already. */
  readonly spec: string | Spec;
  /** The server: its base URL, or how to get at it once the tests run. It is closed after the last test. */
  readonly target: string | (() => Target | Promise<Target>);
}

/** The functions of a test runner that register tests; those of Jest, Vitest and `node:test` fit. */
export interface TestRunner {
  describe(name: string, define: () => void): void;
  test(name: string, run: () => Promise<void>): void;
  beforeAll(run: () => Promise<void>): void;
  afterAll(run: () => Promise<void>, timeout?: number): void;
}

/**
 * Registers one test for each contract case of a document. What the tests create on the target is removed after the last.
 *
 * @param runner - registers the tests
 * @throws {@link DocumentError} when the document cannot be used
 */
export function registerContract<Paths>(options: DescribeContractOptions<Paths>, runner: TestRunner): void {
  const { describe, test, beforeAll, afterAll } = runner;
  const suite = createSuite(
    typeof options.spec === 'string' ? loadSpec(options.spec) : options.spec,
    options as SuiteOptions,
  );
  const { info } = suite.spec.document;

  describe(`${info.title} ${info.version}`, () => {
    let target: Target | undefined;
    let run: Run | undefined;
    beforeAll(async () => {
      target = typeof options.target === 'string' ? createTarget(options.target) : await options.target();
      run = await suite.start(target);
    });
    afterAll(async () => {
      await run?.cleanUp();
      await target?.close();
    }, 60_000);
    for (const [kind, members] of byKind(suite.planned.filter(suite.isChosen))) {
      describe(kind, () => {
        for (const each of members) test(nameOf(each), () => runCase(run!, each, suite));
      });
    }
  });
}

async function runCase(run: Run, contractCase: ContractCase, { severities }: Suite): Promise<void> {
  const { rawFindings, blocked } = await run.run(contractCase);
  const findings = foldFindings(rawFindings.flatMap(severities)).filter(({ severity }) => severity === 'error');
  const lines = findings.flatMap((finding) => describeFinding(finding));
  if (findings.length === 0 && blocked !== undefined) lines.push(`The case could not be run to its end: ${blocked}.`);
  if (lines.length === 0) return;
  const failure = new Error(lines.join('\n'));
  // The stack leads into this package and says nothing about the target.
  failure.stack = failure.message;
  throw failure;
}

function nameOf({ operation, title }: ContractCase): string {
  return operation === undefined ? title : `${operation.id}: ${title}`;
}

function byKind(cases: readonly ContractCase[]): ReadonlyMap<string, readonly ContractCase[]> {
  const kinds = new Map<string, ContractCase[]>();
  for (const each of cases) kinds.set(each.kind, [...(kinds.get(each.kind) ?? []), each]);
  return kinds;
}
