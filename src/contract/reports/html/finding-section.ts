import type { Exchange } from '../../exchange/exchange';
import { baselineLine } from '../../findings/baseline';
import type { Finding } from '../../findings/finding';
import { commandsOf, oneLine, sequenceLines, weightOf, whereOf } from '../content/finding-text';
import { type RenderedBody, renderExchange } from '../content/rendered-exchange';
import type { Report } from '../content/report';
import { findingGroups } from '../content/summary';
import { html, type Markup } from './markup';

/** The findings, with their filters. */
export function findingSection(report: Report): Markup {
  const { findings } = report;
  if (findings.length === 0) {
    return html`<section aria-labelledby="findings"><h2 id="findings">Findings</h2><p class="empty">No findings: every promise that was put to the test is kept.</p></section>`;
  }
  const operations = unique(findings.flatMap((finding) => finding.operations));
  const checks = unique(findings.map(({ check }) => check));
  return html`<section aria-labelledby="findings">
<h2 id="findings">Findings</h2>
<div class="tools" role="search" aria-label="Filter the findings">
<label class="wide"><span>Search <i>press / to get here</i></span><input id="search" type="search" autocomplete="off"></label>
<label>Severity<select id="severity"><option value="">all</option><option value="error">errors</option><option value="warning">warnings</option></select></label>
<label>Operation<select id="operation"><option value="">all</option>${options(operations)}</select></label>
<label>Check<select id="check"><option value="">all</option>${options(checks)}</select></label>
<button id="reset" type="button">Reset</button>
<button id="unfold" type="button">Open or close all</button>
</div>
<p class="soft" id="shown" role="status">${findings.length} findings</p>
${findingGroups(report).map(
  ({ title, findings: members }) => html`<section class="group"><h3>${title}</h3>
${members.map((finding) => findingView(finding, findings.indexOf(finding), operations, checks))}</section>
`,
)}<p class="empty" id="none" hidden>No finding fits these filters.</p>
</section>`;
}

function options(names: readonly string[]): Markup[] {
  return names.map((name, index) => html`<option value="${index}">${name}</option>`);
}

function findingView(
  finding: Finding,
  index: number,
  operations: readonly string[],
  checks: readonly string[],
): Markup {
  const { again, help, check, severity, title, promised, received, basis, caseId, caseTitle, consequences, exchanges } =
    finding;
  const places = finding.operations.map((name) => operations.indexOf(name)).join(' ');
  const id = `finding-${index + 1}`;
  return html`<details class="finding ${severity}" id="${id}" data-severity="${severity}" data-check="${checks.indexOf(check)}" data-operations="${places}">
<summary><span class="tag ${severity}">${severity}</span><h4>${oneLine(title)}</h4><span class="soft">${[...finding.operations, check].join(' · ')} · ${weightOf(finding)}</span></summary>
<div class="inside">
<dl class="diff"><div class="promised"><dt>− promised</dt><dd>${promised}</dd></div><div class="received"><dt>+ received</dt><dd>${received}</dd></div></dl>
<dl class="facts of"><dt>Where</dt><dd><code>${whereOf(finding)}</code></dd><dt>Stands on</dt><dd>${basis}${help === undefined ? '' : html` · <a href="${help}" rel="noreferrer">what ${check} asks</a>`}</dd><dt>Case</dt><dd>${caseTitle} <code class="soft">${caseId}</code></dd>${
    consequences.length === 0
      ? ''
      : html`<dt>Explains</dt><dd><ul>${consequences.map((each) => html`<li>${oneLine(each)}</li>`)}</ul></dd>`
  }</dl>
${commandsOf(finding).length === 0 ? '' : html`<div class="repeat">Repeat it<button type="button" hidden data-copy="${id}-curl">Copy</button></div><pre id="${id}-curl" tabindex="0">${commandsOf(finding).join('\n')}</pre>`}
${again === undefined ? '' : html`<div class="repeat">Run this case again<button type="button" hidden data-copy="${id}-again">Copy</button></div><pre id="${id}-again" tabindex="0">${again}</pre>`}
<div class="repeat">Accept it, in the file of --baseline<button type="button" hidden data-copy="${id}-baseline">Copy</button></div><pre id="${id}-baseline" tabindex="0">${baselineLine(finding)}</pre>
${sequenceLines(finding).map((line) => html`<p class="soft">${line}</p>`)}
${exchanges.length === 0 ? '' : html`<div class="repeat">${exchanges.length === 1 ? 'Exchange' : `${exchanges.length} exchanges, in order`}</div>`}
${exchanges.map((exchange, place) => exchangeView(exchange, place === exchanges.length - 1))}
</div></details>
`;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** Shows a request and its response side by side. */
function exchangeView(exchange: Exchange, judged: boolean): Markup {
  const { request, response, because } = renderExchange(exchange);
  const { method, path, headers } = request;
  return html`<details${judged ? html` open` : ''}>
<summary><code>${method} ${path}</code> → <b>${response.status}</b>${judged ? html` <span class="tag error">judged</span>` : ''} <span class="soft">${because}</span></summary>
<div class="inside two">
<div><h5>Request</h5>${message(`${method} ${path}`, headers, request.body)}</div>
<div><h5>Response <span class="soft">${response.milliseconds} ms</span></h5>${message(String(response.status), response.headers, response.body)}</div>
</div></details>
`;
}

function message(start: string, headers: Readonly<Record<string, string>>, body: RenderedBody | undefined): Markup {
  const head = [start, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\n');
  return html`<pre tabindex="0">${head}</pre>${bodyView(body)}`;
}

function bodyView(body: RenderedBody | undefined): Markup {
  if (body === undefined) return html`<p class="soft">no body</p>`;
  const cut = body.truncated === true ? html`<p class="soft">The start of ${body.bytes} bytes.</p>` : html``;
  if (body.text === undefined)
    return html`<p class="soft">No UTF-8; in Base64:</p><pre tabindex="0">${body.base64}</pre>${cut}`;
  return html`<pre tabindex="0">${readable(body.text)}</pre>${cut}`;
}

// JSON is laid out only where nothing is lost by it: large numbers and repeated names would be.
function readable(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text.trim() ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}
