import { useState } from 'preact/hooks';
import { Failure } from './failure';
import { Modal } from './modal';

interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  /** What the button says that does it. */
  readonly action: string;
  readonly act: () => Promise<unknown>;
  readonly close: () => void;
}

/** Asks before something is lost, and says so when it could not be done. */
export function Confirm({ title, text, action, act, close }: ConfirmProps) {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const go = async (): Promise<void> => {
    setBusy(true);
    try {
      await act();
      close();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Modal title={title} close={close}>
      <p>{text}</p>
      {error !== undefined && <Failure error={error} />}
      <div class="actions">
        <button type="button" class="danger" disabled={busy} onClick={() => void go()}>
          {action}
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </Modal>
  );
}
