import type { Coverage, CoverageItem, OperationCoverage } from '../../coverage/coverage';
import type { Report } from '../content/report';
import { coverageLine, undocumentedGroups } from '../content/summary';
import { html, type Markup } from './markup';

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

/**
 * Shows the parameters and constraints of one operation by the statuses that came.
 *
 * @param faults - pointers that findings of the operation name
 */
function operationMatrix({ id, method, path, items }: OperationCoverage, faults: ReadonlySet<string>): Markup {
  const rows = items.filter(({ kind }) => kind !== 'status');
  if (rows.length === 0) return html``;
  const covered = rows.filter((item) => item.covered).length;
  const statuses = [...new Set(rows.flatMap(({ answers }) => Object.keys(answers)))].sort();
  const complete = covered === rows.length;
  return html`<details class="operation" data-covered="${complete ? 'yes' : 'no'}">
<summary><h3>${id} <code class="soft">${method.toUpperCase()} ${path}</code></h3><span><meter min="0" max="${rows.length}" value="${covered}" aria-label="covered"></meter> ${covered} of ${rows.length}</span></summary>
<div class="inside"><div class="scroll" role="region" aria-label="${id}: parameters and constraints by status" tabindex="0"><table class="matrix">
<thead><tr><th scope="col">What</th>${statuses.map((status) => html`<th scope="col" class="n">${status}</th>`)}<th scope="col" class="n">kept</th><th scope="col" class="n">broken</th><th scope="col">Why not covered</th></tr></thead>
<tbody>${rows.map((item) => row(item, statuses, faults.has(item.pointer)))}</tbody></table></div></div></details>
`;
}

function row(item: CoverageItem, statuses: readonly string[], faulty: boolean): Markup {
  const { name, pointer, covered, kept, broken, answers, missed } = item;
  const cells = statuses.map((status) => {
    const count = answers[status];
    if (count !== undefined) return html`<td class="n ${heat(count)}">${count}</td>`;
    return covered ? html`<td class="n soft">·</td>` : html`<td class="n miss">0</td>`;
  });
  const fault = faulty ? html` <span class="tag error">finding</span>` : '';
  return html`<tr data-covered="${covered ? 'yes' : 'no'}"${faulty ? html` class="fault"` : ''}><th scope="row" title="${pointer}">${name}${fault}</th>${cells}<td class="n">${kept}</td><td class="n">${broken}</td><td>${missed === undefined ? '' : `${missed.reason}: ${missed.detail}`}</td></tr>
`;
}

/** The class of a cell's colour, for a number of exchanges from one on. */
function heat(count: number): string {
  return `h${Math.min(4, 1 + Math.floor(Math.log10(count) * 2))}`;
}
