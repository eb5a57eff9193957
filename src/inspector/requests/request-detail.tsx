import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExchangeJson, MessageJson } from '../client/admin-json';
import { ROOT } from '../client/mock-client';
import { type Violation, violationsOf } from '../client/violations';
import { usePage } from '../page/page-context';
import { RuleDialog } from '../rules/rule-dialog';
import { ruleFor } from '../rules/rule-draft';
import { CopyButton } from '../ui/copy-button';
import { Scrollable } from '../ui/scrollable';
import { curlOf } from './curl';
import { Status, took } from './request-table';

/** One request and its answer in full, and what can be done with it. Escape goes back to the list. */
export function RequestDetail({ exchange, close }: { exchange: ExchangeJson; close: () => void }) {
  const { route } = usePage();
  const [ruling, setRuling] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const onEscape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && document.querySelector('dialog[open]') === null) close();
    };
    document.addEventListener('keydown', onEscape);
    return () => document.removeEventListener('keydown', onEscape);
  }, [close]);
  useEffect(() => {
    // On a narrow screen the detail takes the place of the list, and the focus with it.
    if (matchMedia('(max-width: 60rem)').matches) heading.current?.focus();
  }, []);
  const { method, path, query, status, note, operation, request, response, deviations } = exchange;
  const curl = curlOf(exchange, ROOT, route.session);
  return (
    <section class="detail" aria-label={`Request ${exchange.id}`}>
      <header>
        <h2 ref={heading} tabIndex={-1}>
          <span class={`method ${method.toLowerCase()}`}>{method}</span> <span class="path">{path}</span>
        </h2>
        <button type="button" class="quiet" aria-label="Back to the list" onClick={close}>
          ✕
        </button>
      </header>
      <p class="facts">
        <Status status={status} />
        {operation !== undefined && <code>{operation}</code>}
        <span>{took(exchange.duration_ms)}</span>
        <time dateTime={exchange.time}>{new Date(exchange.time).toLocaleString()}</time>
      </p>
      {note !== '' && <p class="why">{note}</p>}
      <div class="actions">
        <button type="button" class="primary" onClick={() => setRuling(true)}>
          Answer this differently next time
        </button>
        <CopyButton text={curl} label="Copy as curl" what="The curl command" />
      </div>
      <Violations
        violations={violationsOf(exchange.violations ?? (status >= 400 ? response.body : undefined))}
        deviations={deviations ?? []}
      />
      {query !== '' && <QueryView query={query} />}
      <MessageView title="Request" message={request} />
      <MessageView title="Answer" message={response} />
      <details class="curl">
        <summary>curl</summary>
        <Scrollable label="curl command">
          <pre>{curl}</pre>
        </Scrollable>
      </details>
      {ruling && <RuleDialog initial={ruleFor(exchange)} close={() => setRuling(false)} />}
    </section>
  );
}

function Violations({ violations, deviations }: { violations: readonly Violation[]; deviations: readonly string[] }) {
  if (violations.length === 0 && deviations.length === 0) return null;
  return (
    <section class="violations" aria-label="Violations">
      <h3>{violations.length > 0 ? 'Violations' : 'Not as the document says'}</h3>
      <ul>
        {violations.map(({ path, in: part, detail }) => (
          <li key={`${part} ${path} ${detail}`}>
            <code>{path === '' ? 'the whole' : path}</code> {part !== undefined && <span class="hint">{part}</span>}
            <span class="violation">{detail}</span>
          </li>
        ))}
        {deviations.map((deviation) => (
          <li key={deviation} class="violation">
            {deviation}
          </li>
        ))}
      </ul>
    </section>
  );
}

function QueryView({ query }: { query: string }) {
  return (
    <section aria-label="Query">
      <h3>Query</h3>
      <dl class="pairs">
        {[...new URLSearchParams(query)].map(([name, value], index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The header fields and the body of a request or an answer. */
function MessageView({ title, message }: { title: string; message: MessageJson }) {
  const { headers, body } = message;
  const fields = Object.entries(headers);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {body === undefined ? (
        <p class="hint">No body.</p>
      ) : (
        <>
          <JsonText value={body} label={`${title} body`} />
          {message.body_cut && <p class="hint">The body was longer; this is its beginning.</p>}
        </>
      )}
      <details>
        <summary>
          {fields.length} header {fields.length === 1 ? 'field' : 'fields'}
        </summary>
        <dl class="pairs">
          {fields.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

/** Longer texts are shown without colours: thousands of elements make a page slow. */
const LONGEST = 40_000;

const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON, laid out and coloured, or any other text as it is. Only texts are made of what the target says, no elements. */
function JsonText({ value, label }: { value: unknown; label: string }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const coloured = typeof value !== 'string' && text.length <= LONGEST;
  return (
    <Scrollable label={label}>
      <pre>{coloured ? colour(text) : text}</pre>
    </Scrollable>
  );
}

function colour(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [whole, quoted, colon, word] = match;
    parts.push(text.slice(end, match.index));
    const kind = colon !== undefined ? 'name' : quoted !== undefined ? 'text' : word !== undefined ? 'word' : 'number';
    parts.push(<span class={`j-${kind}`}>{quoted ?? whole}</span>, colon ?? '');
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}
