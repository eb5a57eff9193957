import { useRef, useState } from 'preact/hooks';
import { AnswerError } from '../client/mock-client';
import { type Violation, violationsAt } from '../client/violations';
import { numberOrText } from '../forms/field-value';
import { useAdmin, usePage } from '../page/page-context';
import { download } from '../ui/download';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Confirm, Modal } from '../ui/modal';
import { SnapshotsDialog } from './snapshots-dialog';

type Tool = 'reset' | 'seed' | 'snapshots' | 'import';

/** Buttons for all data of the session at once. */
export function DataTools({ changed }: { changed: () => void }) {
  const { model, route, tell } = usePage();
  const admin = useAdmin();
  const [tool, setTool] = useState<Tool>();
  const [file, setFile] = useState<File>();
  const picker = useRef<HTMLInputElement>(null);
  const close = (): void => setTool(undefined);
  const done = (text: string): void => {
    tell(text);
    changed();
  };
  const save = async (): Promise<void> => {
    try {
      const { body } = await admin('GET', '/state');
      download([model.title, route.session], 'json', JSON.stringify(body, null, 2));
      tell('All records are exported.');
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div class="actions">
      <button type="button" onClick={() => setTool('reset')}>
        Reset
      </button>
      <button type="button" onClick={() => setTool('seed')}>
        Re-seed
      </button>
      <button type="button" onClick={() => setTool('snapshots')}>
        Snapshots
      </button>
      <button type="button" onClick={() => void save()}>
        Export
      </button>
      <button type="button" onClick={() => picker.current?.click()}>
        Import
      </button>
      <input
        ref={picker}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label="File to import"
        onChange={({ currentTarget }) => {
          setFile(currentTarget.files?.[0]);
          currentTarget.value = '';
          setTool('import');
        }}
      />
      {tool === 'reset' && (
        <Confirm
          title="Reset the data?"
          text="All records of this session become what they were at the start. Rules and the journal stay."
          action="Reset"
          act={async () => {
            await admin('POST', '/reset', { scope: 'data' });
            done('The data are as at the start.');
          }}
          close={close}
        />
      )}
      {tool === 'seed' && <SeedDialog close={close} done={done} />}
      {tool === 'snapshots' && <SnapshotsDialog close={close} done={done} />}
      {tool === 'import' && file !== undefined && <ImportDialog file={file} close={close} done={done} />}
    </div>
  );
}

/** Replaces the data of the session by other generated records. */
function SeedDialog({ close, done }: { close: () => void; done: (text: string) => void }) {
  const admin = useAdmin();
  const [seed, setSeed] = useState('');
  const [count, setCount] = useState('');
  const [error, setError] = useState<unknown>();
  const violations = error instanceof AnswerError ? error.violations : [];
  const send = async (): Promise<void> => {
    try {
      await admin('POST', '/seed', {
        seed: seed.trim() === '' ? undefined : numberOrText(seed),
        count: count.trim() === '' ? undefined : numberOrText(count),
      });
      done('The session has new records.');
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

interface ImportDialogProps {
  readonly file: File;
  readonly close: () => void;
  readonly done: (text: string) => void;
}

/** Replaces all records by those of an export. The mock checks every one, and takes all or none. */
function ImportDialog({ file, close, done }: ImportDialogProps) {
  const admin = useAdmin();
  const [refused, setRefused] = useState<{ message: string; violations: readonly Violation[] }>();
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    try {
      await admin('PUT', '/state', JSON.parse(await file.text()));
      done(`The records of ${file.name} are in place.`);
      close();
    } catch (error) {
      const violations = error instanceof AnswerError ? error.violations : [];
      const message =
        error instanceof SyntaxError ? `${file.name} is not JSON: ${error.message}` : String((error as Error).message);
      setRefused({ message, violations });
      setBusy(false);
    }
  };
  return (
    <Modal title="Replace all records?" close={close}>
      <p>
        All records of this session are replaced by those of <strong>{file.name}</strong>.
      </p>
      {refused !== undefined && (
        <div class="refused" role="alert">
          <p>{refused.message}</p>
          <ul>
            {refused.violations.slice(0, 20).map(({ path, detail }) => (
              <li key={`${path} ${detail}`}>
                <code>{path}</code> {detail}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div class="actions">
        <button type="button" class="danger" disabled={busy} onClick={() => void send()}>
          Replace
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </Modal>
  );
}
