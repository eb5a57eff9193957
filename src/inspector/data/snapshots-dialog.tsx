import { useState } from 'preact/hooks';
import type { SnapshotJson } from '../client/admin-json';
import { useAdmin, useLoaded, usePage } from '../page/page-context';
import { Field } from '../ui/field';
import { Form, Refusal, useSubmit } from '../ui/form';
import { Modal } from '../ui/modal';

/** Keeps the data under a name, and goes back to it. */
export function SnapshotsDialog({ close, done }: { close: () => void; done: (text: string) => void }) {
  const { route } = usePage();
  const admin = useAdmin();
  const [name, setName] = useState('');
  const { error, submit } = useSubmit();
  const snapshots = useLoaded(async () => (await admin('GET', '/snapshots')).body as SnapshotJson[], [route.session]);
  const act = (method: string, snapshot: string, path = '', text?: string): Promise<boolean> =>
    submit(async () => {
      await admin(method, `/snapshots/${encodeURIComponent(snapshot)}${path}`);
      if (text === undefined) return snapshots.reload();
      done(text);
      close();
    });
  return (
    <Modal title="Snapshots" close={close}>
      <Form class="inline" submit={() => act('PUT', name.trim()).then(() => setName(''))}>
        <Field label="Keep the data as">
          <input value={name} autocomplete="off" onInput={({ currentTarget }) => setName(currentTarget.value)} />
        </Field>
        <button class="primary" type="submit" disabled={name.trim() === ''}>
          Take
        </button>
      </Form>
      <Refusal error={error} />
      {snapshots.value?.length === 0 && <p class="empty">No snapshots of this session.</p>}
      <ul class="cards">
        {(snapshots.value ?? []).map(({ name: kept, taken_at, records }) => (
          <li key={kept} class="card">
            <div class="grow">
              <strong>{kept}</strong>
              <p class="hint">
                {new Date(taken_at).toLocaleTimeString()} ·{' '}
                {Object.entries(records)
                  .map(([resource, count]) => `${count.toLocaleString()} ${resource}`)
                  .join(', ')}
              </p>
            </div>
            <button
              type="button"
              aria-label={`Restore ${kept}`}
              onClick={() => void act('POST', kept, '/restore', `The data are as in ${kept}.`)}
            >
              Restore
            </button>
            <button type="button" aria-label={`Delete ${kept}`} onClick={() => void act('DELETE', kept)}>
              Delete
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
