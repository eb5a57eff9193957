import { useState } from 'preact/hooks';
import type { DeliveryJson, WebhookJson } from '../client/admin-json';
import { useAdmin, useLoaded, usePage } from '../page/page-context';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Form, Refusal, useSubmit } from '../ui/form';

/** Sends a webhook or a callback of the document by hand; nothing is shown where it has none. */
export function WebhookForm() {
  const { model, tell } = usePage();
  const admin = useAdmin();
  const webhooks = useLoaded(async () => (await admin('GET', '/webhooks')).body as WebhookJson[], [model]);
  const [name, setName] = useState<string>();
  const [url, setUrl] = useState('');
  const { error, violations, submit } = useSubmit();
  const list = webhooks.value ?? [];
  const chosen = list.find((each) => each.name === name) ?? list[0];
  if (webhooks.error !== undefined) return <Failure error={webhooks.error} retry={webhooks.reload} />;
  if (chosen === undefined) return null;
  const send = async (): Promise<void> => {
    const path = `/webhooks/${encodeURIComponent(chosen.name)}`;
    const { status, note } = (await admin('POST', path, { url: url.trim() })).body as DeliveryJson;
    tell(status === 0 ? `No answer: ${note}` : `${chosen.name} was answered with ${status}.`);
  };
  const wrong = violations.map(({ detail }) => detail);
  return (
    <section aria-labelledby="webhooks-title">
      <h2 id="webhooks-title">Webhooks</h2>
      <p class="lead">
        Sends a request that the document promises to clients, once; Requests shows it with its answer.
      </p>
      <Form submit={() => submit(send)}>
        <div class="columns">
          <Field label="Request">
            <select value={chosen.name} onChange={({ currentTarget }) => setName(currentTarget.value)}>
              {list.map((each) => (
                <option key={each.name} value={each.name}>
                  {each.name} · {each.method}
                  {each.operation === undefined ? '' : ` after ${each.operation}`}
                </option>
              ))}
            </select>
          </Field>
          <Field label="To" hint="An address on this machine, or on a host of --callback-host" violations={wrong}>
            <input
              type="url"
              autocomplete="off"
              placeholder="http://localhost:3000/hooks"
              value={url}
              onInput={({ currentTarget }) => setUrl(currentTarget.value)}
            />
          </Field>
        </div>
        <Refusal error={error} />
        <div class="actions">
          <button type="submit">Send</button>
        </div>
      </Form>
    </section>
  );
}
