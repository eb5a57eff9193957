import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Refusal, useSubmit } from './form';

interface ModalProps {
  readonly title: string;
  readonly close: () => void;
  /** A sheet at the side for long forms; else a small box in the middle. */
  readonly sheet?: boolean;
  readonly children: ComponentChildren;
}

/**
 * A modal dialog. The browser keeps the focus inside, closes it with Escape, and gives the focus back to where it was
 * (HTML standard, the `dialog` element).
 */
export function Modal({ title, close, sheet = false, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    return () => {
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={sheet ? 'sheet' : undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onMouseDown={(event) => event.target === dialog.current && close()}
    >
      <div class="dialog-body">
        <div class="dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" class="quiet" aria-label="Close" onClick={close}>
            ✕
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  /** The text of the button that does it. */
  readonly action: string;
  readonly act: () => Promise<unknown>;
  readonly close: () => void;
}

/** Asks before something is lost, and shows why it could not be done. */
export function Confirm({ title, text, action, act, close }: ConfirmProps) {
  const { error, busy, submit } = useSubmit();
  const go = async (): Promise<void> => {
    await act();
    close();
  };
  return (
    <Modal title={title} close={close}>
      <p>{text}</p>
      <Refusal error={error} />
      <div class="actions">
        <button type="button" class="danger" disabled={busy} onClick={() => void submit(go)}>
          {action}
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </Modal>
  );
}
