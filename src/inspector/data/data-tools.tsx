import { useRef, useState } from 'preact/hooks';
import { violationsAt } from '../client/violations';
import { numberOrText } from '../forms/field-value';
import { useAdmin, usePage } from '../page/page-context';
import { download } from '../ui/download';
import { Field } from '../ui/field';
import { Buttons, Form, Refusal, useAct, useSubmit } from '../ui/form';
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
  const act = useAct();
  const save = async (): Promise<void> => {
    const { body } = await admin('GET', '/state');
    download([model.title, route.session], 'json', JSON.stringify(body, null, 2));
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
      <button type="button" onClick={() => void act(save, 'All records are exported.')}>
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
  const { error, violations, submit } = useSubmit();
  const send = async (): Promise<void> => {
    await admin('POST', '/seed', {
      seed: seed.trim() === '' ? undefined : numberOrText(seed),
      count: count.trim() === '' ? undefined : numberOrText(count),
    });
    done('The session has new records.');
    close();
  };
  return (
    <Modal title="Re-seed" close={close}>
      <Form submit={() => submit(send)}>
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
        <Refusal error={error} />
        <Buttons action="Re-seed" close={close} />
      </Form>
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
  const { error, violations, busy, submit } = useSubmit();
  const send = async (): Promise<void> => {
    await admin('PUT', '/state', JSON.parse(await file.text()));
    done(`The records of ${file.name} are in place.`);
    close();
  };
  return (
    <Modal title="Replace all records?" close={close}>
      <p>
        All records of this session are replaced by those of <strong>{file.name}</strong>.
      </p>
      <Refusal
        error={error instanceof SyntaxError ? `${file.name} is not JSON: ${error.message}` : error}
        violations={violations.slice(0, 20)}
      />
      <div class="actions">
        <button type="button" class="danger" disabled={busy} onClick={() => void submit(send)}>
          Replace
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </Modal>
  );
}
