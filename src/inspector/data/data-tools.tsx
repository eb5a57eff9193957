import { useRef, useState } from 'preact/hooks';
import { useAdmin, usePage } from '../page/page-context';
import { Confirm } from '../ui/confirm';
import { ImportDialog } from './import-dialog';
import { SeedDialog } from './seed-dialog';
import { SnapshotsDialog } from './snapshots-dialog';

type Tool = 'reset' | 'seed' | 'snapshots' | 'import';

/** What can be done with all data of the session at once. */
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
      const name = [model.title, route.session].filter((part) => part !== '').join('-');
      download(`${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.json`, JSON.stringify(body, null, 2));
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

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
