import { useState } from 'preact/hooks';
import { useAdmin, usePage } from '../page/page-context';
import { Buttons, Form, Refusal, useSubmit } from '../ui/form';
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
  const { error, violations, submit } = useSubmit();
  const save = async (): Promise<void> => {
    await admin('POST', '/rules', ruleOf(draft));
    tell('The rule is in force.');
    added?.();
    close();
  };
  return (
    <Modal title="Answer differently" close={close} sheet>
      <Form submit={() => submit(save)}>
        <RuleFields draft={draft} change={setDraft} violations={violations} />
        <Refusal error={error} />
        <Buttons action="Add rule" close={close} sticky />
      </Form>
    </Modal>
  );
}
