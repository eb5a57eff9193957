import type { MessageJson } from '../client/admin-json';
import { JsonText } from './json-text';

/** The header fields and the body of a request or an answer. */
export function MessageView({ title, message }: { title: string; message: MessageJson }) {
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
