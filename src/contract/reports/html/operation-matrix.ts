import type { CoverageItem, OperationCoverage } from '../../coverage/coverage';
import { heat } from './heat';
import { html, type Markup } from './markup';

/**
 * Shows the parameters and constraints of one operation by the statuses that came.
 *
 * @param faults - pointers that findings of the operation name
 */
export function operationMatrix({ id, method, path, items }: OperationCoverage, faults: ReadonlySet<string>): Markup {
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
