import type { Exchange } from '../../exchange/exchange';
import { type ToldBody, toldExchange } from '../content/rendered-exchange';
import { html, type Markup } from './markup';

/** Shows a request and its response side by side. */
export function exchangeView(exchange: Exchange, judged: boolean): Markup {
  const { request, response, because } = toldExchange(exchange);
  const { method, path, headers } = request;
  return html`<details${judged ? html` open` : ''}>
<summary><code>${method} ${path}</code> → <b>${response.status}</b>${judged ? html` <span class="tag error">judged</span>` : ''} <span class="soft">${because}</span></summary>
<div class="inside two">
<div><h4>Request</h4>${message(`${method} ${path}`, headers, request.body)}</div>
<div><h4>Response <span class="soft">${response.milliseconds} ms</span></h4>${message(String(response.status), response.headers, response.body)}</div>
</div></details>
`;
}

function message(start: string, headers: Readonly<Record<string, string>>, body: ToldBody | undefined): Markup {
  const head = [start, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\n');
  return html`<pre tabindex="0">${head}</pre>${bodyView(body)}`;
}

function bodyView(body: ToldBody | undefined): Markup {
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
