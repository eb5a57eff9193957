import { useState } from 'preact/hooks';
import { AnswerError } from '../client/mock-client';
import { violationsAt } from '../client/violations';
import { numberOrText } from '../forms/field-value';
import { useAdmin } from '../page/page-context';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Modal } from '../ui/modal';

/** Starts the session over with other generated records. */
export function SeedDialog({ close, done }: { close: () => void; done: (text: string) => void }) {
  const admin = useAdmin();
  const [seed, setSeed] = useState('');
  const [count, setCount] = useState('');
  const [error, setError] = useState<unknown>();
  const violations = error instanceof AnswerError ? error.violations : [];
  const send = async (): Promise<void> => {
    try {
      await admin('POST', '/seed', {
        ...(seed.trim() !== '' && { seed: numberOrText(seed) }),
        ...(count.trim() !== '' && { count: numberOrText(count) }),
      });
      done('The session is seeded anew.');
      close();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Modal title="Re-seed" close={close}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p>Fills this session with generated records. A reset goes back to these from now on.</p>
        <div class="columns">
          <Field label="Seed" hint="Empty for that of the start" violations={violationsAt(violations, 'seed')}>
            <input inputMode="numeric" value={seed} onInput={({ currentTarget }) => setSeed(currentTarget.value)} />
          </Field>
          <Field
            label="Records in each collection"
            hint="0 shows empty lists"
            violations={violationsAt(violations, 'count')}
          >
            <input inputMode="numeric" value={count} onInput={({ currentTarget }) => setCount(currentTarget.value)} />
          </Field>
        </div>
        {error !== undefined && <Failure error={error} />}
        <div class="actions">
          <button class="primary" type="submit">
            Re-seed
          </button>
          <button type="button" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </Modal>
  );
}
