import type { Target } from './contract/exchange/exchange';
import { VERIFY_DEFAULTS } from './contract/exchange/verify-defaults';
import type { Severity } from './contract/findings/check';
import { foldFindings } from './contract/findings/fold-findings';
import { planCases } from './contract/plan/plan-cases';
import { describeFinding } from './contract/reports/console-report';
import { createRun, type Run } from './contract/run/run';
import type { ContractCase } from './contract/steps/context/case';
import { createTarget } from './contract/target/target';
import { loadSpec } from './openapi/load-spec';
import type { Spec } from './openapi/model/model';

/** Options of `describeContract`: the tests it registers and the target they run against. */
export interface DescribeContractOptions {
  /** The document: a file's name, or a spec that is loaded already. */
  readonly spec: string | Spec;
  /** The server: its base URL, or how to get at it once the tests run. It is closed after the last test. */
  readonly target: string | (() => Target | Promise<Target>);
  /** Headers that every request carries, such as credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Decides every generated value; 1 by default. */
  readonly seed?: number;
  /** True when only safe methods may be sent; false by default. */
  readonly readOnly?: boolean;
  /** Chooses among the planned cases; all by default. */
  readonly select?: (contractCase: ContractCase) => boolean;
  /** True when warnings and notes fail a test as well; false by default. */
  readonly strict?: boolean;
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
 * @throws {@link ./spec/document-error.DocumentError} when the document cannot be used
 */
export function registerContract(options: DescribeContractOptions, runner: TestRunner): void {
  const { describe, test, beforeAll, afterAll } = runner;
  const { seed = VERIFY_DEFAULTS.seed, readOnly = false, select = () => true } = options;
  const spec = typeof options.spec === 'string' ? loadSpec(options.spec) : options.spec;
  const cases = planCases({ spec, seed }).filter((each) => select(each) && !(readOnly && each.writes));
  const severities: readonly Severity[] = options.strict === true ? ['error', 'warning', 'note'] : ['error'];

  describe(`${spec.document.info.title} ${spec.document.info.version}`, () => {
    let target: Target | undefined;
    let run: Run | undefined;
    beforeAll(async () => {
      target = typeof options.target === 'string' ? createTarget(options.target) : await options.target();
      const credentials = Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
      run = createRun({ spec, target, seed, readOnly, credentials: Object.fromEntries(credentials) });
    });
    afterAll(async () => {
      await run?.cleanUp();
      await target?.close();
    }, 60_000);
    for (const [kind, members] of byKind(cases)) {
      describe(kind, () => {
        for (const each of members) test(nameOf(each), () => runCase(run!, each, severities));
      });
    }
  });
}

async function runCase(run: Run, contractCase: ContractCase, severities: readonly Severity[]): Promise<void> {
  const { rawFindings, blocked } = await run.run(contractCase);
  const findings = foldFindings(rawFindings).filter(({ severity }) => severities.includes(severity));
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
