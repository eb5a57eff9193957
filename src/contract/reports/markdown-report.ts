import type { Finding } from '../findings/finding';
import { commandsOf, factsOf, headline, oneLine } from './content/finding-text';
import { openEndsOf } from './content/open-ends';
import type { Report } from './content/report';
import { coverageLine, plural, undocumentedGroups, verdictOf } from './content/summary';

/** Job summaries are cut at 1 MiB; a target with more findings than this has one problem. */
const MOST_FINDINGS = 100;

/** Writes a report as Markdown (GitHub's dialect), short enough for the summary of a CI job. */
export function markdownReport(report: Report): string {
  const { findings, notes, coverage, title } = report;
  const shown = findings.slice(0, MOST_FINDINGS);
  const blocks = [
    `## ${findings.some(({ severity }) => severity === 'error') ? '❌' : findings.length > 0 ? '⚠️' : '✅'} ${escapeMarkdown(title)}`,
    escapeMarkdown(verdictOf(report)),
    ...shown.map(findingBlock),
    ...(findings.length > shown.length ? [`… and ${plural(findings.length - shown.length, 'more finding')}.`] : []),
    ...openEndsOf(report).map(({ title: about, lines }) =>
      [escapeMarkdown(about), ...lines.map((line) => `- ${escapeMarkdown(line)}`)].join('\n'),
    ),
    notes.map((note) => `- ℹ️ ${escapeMarkdown(headline(note))}`).join('\n'),
    `### Coverage\n\n${escapeMarkdown(coverageLine(coverage))}`,
    coverageTable(report),
    missedBlock(report),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function findingBlock(finding: Finding): string {
  const { severity } = finding;
  const commands = commandsOf(finding);
  const rows = factsOf(finding).map(([name, text]) =>
    name === 'help' ? `- **${name}** [docs/checks.md](${text})` : `- **${name}** ${code(text)}`,
  );
  const mark = severity === 'error' ? '❌' : '⚠️';
  const summary = `<details${severity === 'error' ? ' open' : ''}><summary>${mark} ${escapeMarkdown(headline(finding))}</summary>`;
  return [summary, rows.join('\n'), ...(commands.length === 0 ? [] : [fenced(commands.join('\n'))]), '</details>'].join(
    '\n\n',
  );
}

function coverageTable({ coverage }: Report): string {
  if (coverage.operations.length === 0) return '';
  const rows = coverage.operations.map(({ id, items }) => {
    const shares = (['status', 'parameter', 'constraint'] as const).map((kind) => {
      const all = items.filter((item) => item.kind === kind);
      return all.length === 0 ? '' : `${all.filter(({ covered }) => covered).length}/${all.length}`;
    });
    return `| ${code(id)} | ${shares.join(' | ')} |`;
  });
  return ['| Operation | Statuses | Parameters | Constraints |', '|---|---|---|---|', ...rows].join('\n');
}

function missedBlock({ coverage }: Report): string {
  const missed = coverage.operations.flatMap(({ id, items }) =>
    items.flatMap(({ name, missed: why }) =>
      why === undefined ? [] : [`| ${code(id)} | ${code(name)} | ${escapeMarkdown(why.detail)} |`],
    ),
  );
  const seen = undocumentedGroups(coverage).map(
    ({ kind, name, where, count }) =>
      `| ${kind} ${code(name)} | ${escapeMarkdown(where)} | ${plural(count, 'exchange')} |`,
  );
  const table = (summary: string, columns: readonly string[], rows: readonly string[]): string[] =>
    rows.length === 0
      ? []
      : [
          `<details><summary>${summary} (${rows.length})</summary>`,
          [`| ${columns.join(' | ')} |`, '|---|---|---|', ...rows].join('\n'),
          '</details>',
        ];
  return [
    ...table('Not covered', ['Operation', 'What', 'Why'], missed),
    ...table('Not documented', ['What', 'Seen with', 'How often'], seen),
  ].join('\n\n');
}

// Markdown lets HTML through and finds links and mentions everywhere, so everything that could start one is escaped.
function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//');
}

// A table cell ends at a bar, even inside of code.
function code(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sh\n${oneLine(text)}\n${fence}`;
}
