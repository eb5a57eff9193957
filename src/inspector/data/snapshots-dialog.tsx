import { useState } from 'preact/hooks';
import type { SnapshotJson } from '../client/admin-json';
import { useAdmin, useLoaded, usePage } from '../page/page-context';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Modal } from '../ui/modal';

/** Keeps the data under a name, and goes back to it. */
export function SnapshotsDialog({ close, done }: { close: () => void; done: (text: string) => void }) {
  const { route } = usePage();
  const admin = useAdmin();
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>();
  const snapshots = useLoaded(async () => (await admin('GET', '/snapshots')).body as SnapshotJson[], [route.session]);
  const act = async (method: string, snapshot: string, path: string, text: string | undefined): Promise<void> => {
    try {
      await admin(method, `/snapshots/${encodeURIComponent(snapshot)}${path}`);
      setError(undefined);
      if (text !== undefined) {
        done(text);
        close();
      } else snapshots.reload();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Modal title="Snapshots" close={close}>
      <form
        class="inline"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void act('PUT', name.trim(), '', undefined).then(() => setName(''));
        }}
      >
        <Field label="Keep the data as">
          <input value={name} autocomplete="off" onInput={({ currentTarget }) => setName(currentTarget.value)} />
        </Field>
        <button class="primary" type="submit" disabled={name.trim() === ''}>
          Take
        </button>
      </form>
      {error !== undefined && <Failure error={error} />}
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
            <button type="button" aria-label={`Delete ${kept}`} onClick={() => void act('DELETE', kept, '', undefined)}>
              Delete
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
