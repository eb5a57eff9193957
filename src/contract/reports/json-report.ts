import type { Finding } from '../findings/finding';
import { renderExchange } from './content/rendered-exchange';
import type { Report } from './content/report';
import { countOf } from './content/summary';

/** The version of the format; it changes when something that was there is gone or means something else. */
const FORMAT_VERSION = 1;

/**
 * Writes a report as JSON, as `spec/report.schema.json` describes it (JSON Schema 2020-12). Secrets are masked.
 *
 * @example JSON.parse(jsonReport(report)).summary.errors
 */
export function jsonReport(report: Report): string {
  const { baseline, findings, notes, results, blocked, cut, leftOut, leftovers, coverage, ...run } = report;
  const rendered = {
    version: FORMAT_VERSION,
    target: run.target,
    document: run.document,
    title: run.title,
    seed: run.seed,
    startedAt: run.startedAt,
    milliseconds: Math.round(run.milliseconds),
    complete: run.complete,
    stopped: run.stopped,
    summary: {
      errors: countOf(report, 'error'),
      warnings: countOf(report, 'warning'),
      cases: run.cases,
      planned: run.planned,
      exchanges: run.exchanges,
      blocked: blocked.length,
      leftovers: leftovers.length,
      coverage: coverage.percent,
    },
    findings: findings.map(renderFinding),
    notes: notes.map(renderFinding),
    cases: results.map(({ rawFindings, milliseconds, ...result }) => ({
      ...result,
      milliseconds: Math.round(milliseconds * 10) / 10,
      // The name of version 1 of the format.
      sightings: rawFindings,
    })),
    blocked,
    leftOut,
    cut,
    baseline: baseline && { accepted: baseline.accepted, expired: baseline.expired, fixed: baseline.fixed },
    leftovers,
    coverage,
  };
  return `${JSON.stringify(rendered, null, 2)}\n`;
}

function renderFinding({ exchanges, ...finding }: Finding): object {
  return { ...finding, exchanges: exchanges.map(renderExchange) };
}
