import type { PageField } from '../../server/pages/page-model';
import { kindOf, numberOrText } from './field-value';

interface ScalarInputProps {
  readonly id: string;
  readonly field: PageField;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

/**
 * A text, a number, or one of several values. No input type of HTML refuses anything here: a wrong value is worth sending, to see
 * what an app is told.
 */
export function ScalarInput({ id, field, value, change, describedBy, invalid }: ScalarInputProps) {
  const kind = kindOf(field);
  const attributes = { id, 'aria-describedby': describedBy, 'aria-invalid': invalid ? ('true' as const) : undefined };
  if (kind === 'choice') {
    const known: readonly unknown[] = (field.values ?? [true, false]).filter((each) => each !== null);
    const choices = known.includes(value) ? known : [value, ...known];
    return (
      <select
        {...attributes}
        value={String(choices.indexOf(value))}
        onChange={({ currentTarget }) => change(choices[Number(currentTarget.value)])}
      >
        {choices.map((choice, index) => (
          <option key={String(choice)} value={String(index)}>
            {String(choice)}
          </option>
        ))}
      </select>
    );
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const shared = { ...attributes, value: text, autocomplete: 'off', spellcheck: false };
  if (kind === 'long-text' || text.includes('\n')) {
    return <textarea {...shared} rows={4} onInput={({ currentTarget }) => change(currentTarget.value)} />;
  }
  const isNumber = kind === 'number';
  return (
    <input
      {...shared}
      inputMode={isNumber ? 'decimal' : undefined}
      placeholder={
        typeof field.example === 'string' || typeof field.example === 'number' ? String(field.example) : undefined
      }
      onInput={({ currentTarget }) => change(isNumber ? numberOrText(currentTarget.value) : currentTarget.value)}
    />
  );
}
