import { shorten } from '../exchange/describe-value';
import { findingLines, headline } from './content/finding-text';
import type { Report } from './content/report';

/** GitHub shows ten annotations of each kind for a step. */
const MOST_ANNOTATIONS = 10;

/**
 * Writes findings as workflow commands of GitHub Actions, which appear beside the document's lines. Errors come first, and
 * no more than are shown.
 *
 * @returns lines, the last one ended too; empty when there are no findings
 */
export function githubAnnotations({ findings }: Report): string {
  const lines = (['error', 'warning'] as const).flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .slice(0, MOST_ANNOTATIONS)
      .map((finding) => {
        const { location } = finding;
        const properties = {
          ...(location === undefined ? {} : { file: location.file }),
          ...(location?.line === undefined ? {} : { line: String(location.line) }),
          title: shorten(headline(finding), 200),
        };
        const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
        return `::${severity} ${written.join(',')}::${escapeData(findingLines(finding).slice(1).join('\n'))}\n`;
      }),
  );
  return lines.join('');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
