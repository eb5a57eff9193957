import type { ComponentChildren } from 'preact';
import { cloneElement, type VNode } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  /** Messages on its value. */
  readonly violations?: readonly string[];
  /** One input, select or textarea. */
  readonly children: VNode<Record<string, unknown>>;
}

/** A control with its label, a hint and its violations, tied together for screen readers. */
export function Field({ label, hint, violations = [], children }: FieldProps) {
  const id = useId();
  const descriptions = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(violations.length === 0 ? [] : [`${id}-wrong`]),
  ];
  return (
    <div class="field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, {
        id,
        'aria-invalid': violations.length > 0 ? 'true' : undefined,
        'aria-describedby': descriptions.length === 0 ? undefined : descriptions.join(' '),
      })}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {violations.length > 0 && (
        <p class="violation" id={`${id}-wrong`}>
          {violations.join(' ')}
        </p>
      )}
    </div>
  );
}
