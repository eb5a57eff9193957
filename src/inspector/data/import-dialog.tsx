import { useState } from 'preact/hooks';
import { AnswerError } from '../client/mock-client';
import type { Violation } from '../client/violations';
import { useAdmin } from '../page/page-context';
import { Modal } from '../ui/modal';

interface ImportDialogProps {
  readonly file: File;
  readonly close: () => void;
  readonly done: (text: string) => void;
}

/** Replaces all records by those of an export. The mock checks every one, and takes all or none. */
export function ImportDialog({ file, close, done }: ImportDialogProps) {
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
