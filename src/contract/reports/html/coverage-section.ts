import type { Coverage, CoverageItem, OperationCoverage } from '../../coverage/coverage';
import type { Report } from '../content/report';
import { coverageLine } from '../content/summary';
import { undocumentedGroups } from '../content/undocumented-groups';
import { heat } from './heat';
import { html, type Markup } from './markup';
import { operationMatrix } from './operation-matrix';

/** The heat map: operations by status, and for each operation its parameters and constraints by status. */
export function coverageSection(report: Report): Markup {
  const { coverage } = report;
  if (coverage.operations.length === 0) return html``;
  return html`<section aria-labelledby="coverage">
<h2 id="coverage">Coverage</h2>
<p>${coverageLine(coverage)}</p>
<p class="legend"><span><i class="h2"></i>exchanges, the more the darker</span><span><i class="miss"></i>documented, not covered</span><span><i class="odd"></i>seen, not documented</span></p>
${overview(coverage)}
<h2 id="constraints">Parameters and constraints</h2>
<p class="soft">How many requests kept or broke each one, by the status that came.</p>
<div class="tools"><label class="check"><input type="checkbox" id="missed"> only what is not covered</label></div>
${coverage.operations.map((operation) => operationMatrix(operation, faultsOf(report, operation)))}
${undocumented(coverage)}
</section>`;
}

function faultsOf({ findings }: Report, { id }: OperationCoverage): ReadonlySet<string> {
  return new Set(findings.flatMap(({ operations, pointer }) => (operations.includes(id) ? [pointer] : [])));
}

function overview({ operations }: Coverage): Markup {
  const statuses = [...new Set(operations.flatMap(statusesOf))].sort();
  return html`<div class="scroll" role="region" aria-label="Operations by status" tabindex="0"><table>
<thead><tr><th scope="col">Operation</th>${statuses.map((status) => html`<th scope="col" class="n">${status}</th>`)}<th scope="col" class="n">Parameters</th><th scope="col" class="n">Constraints</th></tr></thead>
<tbody>${operations.map(
    (
      operation,
    ) => html`<tr><th scope="row" title="${operation.method.toUpperCase()} ${operation.path}"><b>${operation.id}</b></th>${statuses.map((status) => statusCell(operation, status))}${shareCell(operation, 'parameter')}${shareCell(operation, 'constraint')}</tr>
`,
  )}</tbody></table></div>`;
}

function statusesOf({ items, answers }: OperationCoverage): string[] {
  const documented = items.filter(({ kind }) => kind === 'status');
  return [
    ...documented.map(({ name }) => name),
    ...Object.keys(answers).filter((status) => !covers(documented, status)),
  ];
}

// A range and `default` cover statuses without an entry of their own.
function covers(documented: readonly CoverageItem[], status: string): boolean {
  return documented.some(({ name, answers }) => name === status || answers[status] !== undefined);
}

function statusCell({ items, answers }: OperationCoverage, status: string): Markup {
  const item = items.find(({ kind, name }) => kind === 'status' && name === status);
  if (item === undefined) {
    const documented = items.filter(({ kind }) => kind === 'status');
    const count = covers(documented, status) ? undefined : answers[status];
    return count === undefined
      ? html`<td class="n soft">·</td>`
      : html`<td class="n odd" title="seen, not documented">${count} !</td>`;
  }
  if (!item.covered) return html`<td class="n miss" title="${item.missed?.detail}">0</td>`;
  return html`<td class="n ${heat(item.kept)}">${item.kept}</td>`;
}

function shareCell({ items }: OperationCoverage, kind: CoverageItem['kind']): Markup {
  const all = items.filter((item) => item.kind === kind);
  const covered = all.filter((item) => item.covered).length;
  if (all.length === 0) return html`<td class="n soft">·</td>`;
  return html`<td class="n ${covered < all.length ? 'miss' : 'h2'}">${covered} / ${all.length}</td>`;
}

function undocumented(coverage: Coverage): Markup {
  const groups = undocumentedGroups(coverage);
  if (groups.length === 0) return html``;
  return html`<h2 id="undocumented">Seen, not documented</h2>
<div class="scroll" role="region" aria-label="Seen, not documented" tabindex="0"><table>
<thead><tr><th scope="col">What</th><th scope="col">Operations and statuses</th><th scope="col" class="n">Exchanges</th><th scope="col">First case</th></tr></thead>
<tbody>${groups.map(
    ({ kind, name, where, count, caseId }) =>
      html`<tr><th scope="row">${kind} <code>${name}</code></th><td>${where}</td><td class="n">${count}</td><td><code class="soft">${caseId}</code></td></tr>
`,
  )}</tbody></table></div>`;
}
