import type { ComponentChildren, Ref } from 'preact';
import { useState } from 'preact/hooks';
import { AnswerError } from '../client/mock-client';
import type { Violation } from '../client/violations';
import { usePage } from '../page/page-context';

/** Sends something to the mock, and keeps what the mock has against it. */
export interface Submit {
  /** The fault of the last time; undefined after a success. */
  readonly error: unknown;
  readonly violations: readonly Violation[];
  readonly busy: boolean;
  /** @returns true when all went well */
  readonly submit: (send: () => Promise<void>) => Promise<boolean>;
  /** Forgets it. */
  readonly forgive: () => void;
}

export function useSubmit(): Submit {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const submit = async (send: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    try {
      await send();
      setError(undefined);
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const violations = error instanceof AnswerError ? error.violations : [];
  return { error, violations, busy, submit, forgive: () => setError(undefined) };
}

/** Does something at the mock, and tells for a moment that it is done, or why it is not. */
export function useAct(): (act: () => Promise<unknown>, told: string) => Promise<void> {
  const { tell } = usePage();
  return (act, told) =>
    act().then(
      () => tell(told),
      (error: unknown) => tell(messageOf(error)),
    );
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface FormProps {
  readonly class?: string;
  readonly submit: () => unknown;
  readonly of?: Ref<HTMLFormElement>;
  readonly children: ComponentChildren;
}

/** A form that is judged by the mock, and not by the browser. */
export function Form({ class: name = 'stack', submit, of, children }: FormProps) {
  return (
    <form
      ref={of ?? null}
      class={name}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {children}
    </form>
  );
}

interface ButtonsProps {
  /** The text of the button that sends the form. */
  readonly action: string;
  readonly close: () => void;
  /** True in long forms, whose buttons stay in sight. */
  readonly sticky?: boolean;
}

/** The end of a form in a dialog. */
export function Buttons({ action, close, sticky = false }: ButtonsProps) {
  return (
    <div class={sticky ? 'actions sticky' : 'actions'}>
      <button class="primary" type="submit">
        {action}
      </button>
      <button type="button" onClick={close}>
        Cancel
      </button>
    </div>
  );
}

/** Shows what the mock has against what was sent: its sentence, and the violations that stand at no field. */
export function Refusal({ error, violations = [] }: { error: unknown; violations?: readonly Violation[] }) {
  if (error === undefined) return null;
  return (
    <div class="refused" role="alert">
      <p>{messageOf(error)}</p>
      {violations.length > 0 && (
        <ul>
          {violations.map(({ path, in: part, detail }) => (
            <li key={`${path} ${detail}`}>
              <code>{[part === 'body' ? undefined : part, path].filter(Boolean).join(' ')}</code> {detail}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
