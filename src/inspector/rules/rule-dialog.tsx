import { useState } from 'preact/hooks';
import { AnswerError } from '../client/mock-client';
import type { Violation } from '../client/violations';
import { useAdmin, usePage } from '../page/page-context';
import { Modal } from '../ui/modal';
import { type RuleDraft, ruleOf } from './rule-draft';
import { RuleFields } from './rule-fields';

interface RuleDialogProps {
  readonly initial: RuleDraft;
  readonly close: () => void;
  readonly added?: () => void;
}

/** Writes a rule and gives it to the mock; what the mock finds wrong stands at the fields. */
export function RuleDialog({ initial, close, added }: RuleDialogProps) {
  const { tell } = usePage();
  const admin = useAdmin();
  const [draft, setDraft] = useState(initial);
  const [refused, setRefused] = useState<{ message: string; violations: readonly Violation[] }>();
  const save = async (): Promise<void> => {
    try {
      await admin('POST', '/rules', ruleOf(draft));
      tell('The rule is in force.');
      added?.();
      close();
    } catch (error) {
      const violations = error instanceof AnswerError ? error.violations : [];
      setRefused({ message: error instanceof Error ? error.message : String(error), violations });
    }
  };
  return (
    <Modal title="Answer differently" close={close} sheet>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <RuleFields draft={draft} change={setDraft} violations={refused?.violations ?? []} />
        {refused !== undefined && (
          <p class="refused" role="alert">
            {refused.message}
          </p>
        )}
        <div class="actions sticky">
          <button class="primary" type="submit">
            Add rule
          </button>
          <button type="button" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </Modal>
  );
}
