import type { Finding } from '../findings/finding';
import { findingLines } from './content/finding-text';
import type { CaseOutcome, Report } from './content/report';
import { coverageLine, verdictOf } from './content/summary';
import { escapeXml } from './html/markup';

/**
 * Writes a report as JUnit XML, as Jenkins, GitLab, Azure DevOps and others read it: one suite for each operation, one test
 * case for each case. A finding fails the cases that saw it, the first one with all there is to tell; warnings are told, and
 * fail nothing. A case that could not be run to its end is skipped.
 */
export function junitReport(report: Report): string {
  const findings = new Map(report.findings.map((finding) => [finding.key, finding]));
  const suites = [...byOperation(report.results)].map(([name, results]) => suite(name, results, findings, report));
  const totals = countsOf(report.results);
  const head = `${attributes({ name: report.title, ...totals, time: seconds(report.milliseconds) })}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n${suites.join('')}</testsuites>\n`;
}

function suite(
  name: string,
  results: readonly CaseOutcome[],
  findings: ReadonlyMap<string, Finding>,
  report: Report,
): string {
  const time = results.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const head = attributes({
    name,
    ...countsOf(results),
    time: seconds(time),
    timestamp: report.startedAt.slice(0, 19),
  });
  const properties = Object.entries({
    target: report.target,
    document: report.document,
    seed: String(report.seed),
    verdict: verdictOf(report),
    coverage: coverageLine(report.coverage),
  }).map(([key, value]) => `      <property${attributes({ name: key, value })}/>\n`);
  const cases = results.map((result) => testCase(name, result, findings));
  return `  <testsuite${head}>\n    <properties>\n${properties.join('')}    </properties>\n${cases.join('')}  </testsuite>\n`;
}

function testCase(suiteName: string, result: CaseOutcome, findings: ReadonlyMap<string, Finding>): string {
  const { caseId, kind, title, milliseconds, blocked } = result;
  const head = attributes({ name: title, classname: `${suiteName}.${kind}`, time: seconds(milliseconds) });
  const failed = errorsOf(result);
  const lines: string[] = [];
  // Most readers show one failure of a test case only.
  if (failed.length > 0) {
    const text = failed.map((rawFinding) => textOf(rawFinding, caseId, findings)).join('\n\n');
    const [first] = failed;
    lines.push(
      `      <failure${attributes({ message: first!.title, type: first!.check })}>${escapeXml(text)}</failure>\n`,
    );
  } else if (blocked !== undefined) {
    lines.push(`      <skipped${attributes({ message: blocked })}/>\n`);
  }
  const warnings = result.rawFindings.filter(({ severity }) => severity === 'warning');
  if (warnings.length > 0) {
    const text = warnings.map((rawFinding) => textOf(rawFinding, caseId, findings)).join('\n\n');
    lines.push(`      <system-out>${escapeXml(text)}</system-out>\n`);
  }
  return lines.length === 0 ? `    <testcase${head}/>\n` : `    <testcase${head}>\n${lines.join('')}    </testcase>\n`;
}

function textOf(
  { key, title, check }: CaseOutcome['rawFindings'][number],
  caseId: string,
  findings: ReadonlyMap<string, Finding>,
): string {
  const finding = findings.get(key);
  if (finding === undefined)
    return `${title}\ncheck: ${check}\nA consequence of another finding, which is told on its own.`;
  if (finding.caseId !== caseId)
    return `${title}\ncheck: ${check}\nSeen first, and told in full, in the case ${finding.caseId}.`;
  return findingLines(finding).join('\n');
}

function countsOf(results: readonly CaseOutcome[]): {
  tests: string;
  failures: string;
  errors: string;
  skipped: string;
} {
  const failures = results.filter((result) => errorsOf(result).length > 0);
  const skipped = results.filter((result) => result.blocked !== undefined && errorsOf(result).length === 0);
  return {
    tests: String(results.length),
    failures: String(failures.length),
    errors: '0',
    skipped: String(skipped.length),
  };
}

function errorsOf({ rawFindings }: CaseOutcome): CaseOutcome['rawFindings'] {
  return rawFindings.filter(({ severity }) => severity === 'error');
}

function byOperation(results: readonly CaseOutcome[]): ReadonlyMap<string, readonly CaseOutcome[]> {
  const suites = new Map<string, CaseOutcome[]>();
  for (const result of results) {
    const name = result.operation ?? 'server';
    suites.set(name, [...(suites.get(name) ?? []), result]);
  }
  return suites;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}
