import { createHash } from 'node:crypto';
import type { Severity } from '../findings/check';
import type { Finding } from '../findings/finding';
import { headline } from './content/finding-text';
import type { Report } from './content/report';

/**
 * Writes a report as GitLab's code quality reads it: one issue for each finding, at the line of the document where the promise
 * stands. GitLab shows in a merge request what is new and what is mended, by the fingerprints.
 */
export function gitlabReport({ findings, document }: Report): string {
  return `${JSON.stringify(
    findings.map((finding) => toIssue(finding, document)),
    null,
    2,
  )}\n`;
}

/** GitLab's words for what fails a run, what is worth a look, and what is allowed. */
const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', note: 'info' };

function toIssue(finding: Finding, document: string): object {
  const { check, severity, location, key } = finding;
  return {
    description: headline(finding),
    check_name: check,
    fingerprint: createHash('sha256').update(key).digest('hex'),
    severity: SEVERITIES[severity],
    // What only a standard promises is shown at the top of the document.
    location: { path: location?.file ?? document, lines: { begin: location?.line ?? 1 } },
  };
}
