import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding } from '../findings/finding';
import { findingLines, headline } from './content/finding-text';
import type { Report } from './content/report';
import { coverageLine, verdictOf } from './content/summary';

/**
 * Writes a report as SARIF 2.1.0 (OASIS Standard), as code scanning reads it: one rule for each check, one result for each
 * finding, at the line of the document where the promise stands.
 */
export function sarifReport(report: Report): string {
  const rules = [...new Map(report.findings.map((finding) => [finding.check, finding])).values()];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'contact-points-kit', rules: rules.map(toRule) } },
        automationDetails: { id: `contact-points-kit/${report.title}/` },
        invocations: [
          {
            executionSuccessful: report.complete,
            startTimeUtc: report.startedAt,
            endTimeUtc: new Date(Date.parse(report.startedAt) + Math.round(report.milliseconds)).toISOString(),
          },
        ],
        columnKind: 'unicodeCodePoints',
        results: report.findings.map((finding) =>
          toResult(
            finding,
            report,
            rules.findIndex(({ check }) => check === finding.check),
          ),
        ),
        properties: {
          verdict: verdictOf(report),
          coverage: coverageLine(report.coverage),
          target: report.target,
          seed: report.seed,
        },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toRule({ check, basis, help, severity }: Finding): object {
  return {
    id: check,
    name: check.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: check.replaceAll('-', ' ') },
    fullDescription: { text: `Stands on ${basis}.` },
    helpUri: help,
    help: { text: `Stands on ${basis}.` },
    defaultConfiguration: { level: severity },
  };
}

function toResult(finding: Finding, report: Report, ruleIndex: number): object {
  const { check, severity, location, pointer, key, count, unstable, caseId, consequences } = finding;
  const line = location?.line ?? 1;
  return {
    ruleId: check,
    ruleIndex,
    level: severity,
    message: { text: [headline(finding), ...findingLines(finding).slice(1)].join('\n') },
    locations: [
      {
        // What only a standard promises is shown at the top of the document.
        physicalLocation: {
          artifactLocation: { uri: uriOf(location?.file ?? report.document) },
          region: { startLine: line },
        },
        logicalLocations: [{ fullyQualifiedName: pointer, kind: 'element' }],
      },
    ],
    partialFingerprints: { 'findingKey/v1': createHash('sha256').update(key).digest('hex') },
    occurrenceCount: count,
    properties: { unstable, caseId, operations: finding.operations, consequences },
  };
}

// A relative reference, which readers resolve against the root of the repository (RFC 3986, section 4.2).
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
