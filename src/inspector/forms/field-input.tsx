import { useId } from 'preact/hooks';
import type { PageField } from '../../server/pages/page-model';
import { type Violation, violationsAt } from '../client/violations';
import { kindOf, numberOrText, presentValue } from './field-value';
import { JsonInput } from './json-input';

interface FieldInputProps {
  readonly field: PageField;
  /** Its place in the body: `items[0].name`. */
  readonly path: string;
  /** Undefined when it is left out. */
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly violations: readonly Violation[];
  /** Takes an item out of its list. */
  readonly drop?: () => void;
}

/** One value of a body with its name and its violations; it may be null or left out. */
export function FieldInput({ field, path, value, change, violations, drop }: FieldInputProps) {
  const id = useId();
  const kind = kindOf(field);
  const wrong = violationsAt(violations, path);
  const label = field.name === '' ? path.replace(/^.*(?=\[)/, '') : field.name;
  const isThere = value !== undefined && value !== null;
  const isGroup = (kind === 'object' || kind === 'list') && isThere;
  const hint = [field.format, field.limits].filter((part) => part !== undefined).join(', ');
  const descriptions = [hint === '' ? undefined : `${id}-hint`, wrong.length === 0 ? undefined : `${id}-wrong`];
  const common = {
    label: path,
    describedBy: descriptions.filter(Boolean).join(' ') || undefined,
    invalid: wrong.length > 0,
  };
  const Box = isGroup ? 'fieldset' : 'div';
  return (
    <Box class={`field ${isGroup ? 'group' : ''}`} title={field.description}>
      <div class="field-head">
        {isGroup ? <legend>{label}</legend> : <label htmlFor={`${id}-input`}>{label}</label>}
        {field.required && field.name !== '' && <span class="required">required</span>}
        <Presence field={field} value={value} label={path} change={change} />
        {drop !== undefined && (
          <button type="button" class="quiet" aria-label={`Remove ${path}`} onClick={drop}>
            ✕
          </button>
        )}
      </div>
      {isThere && kind === 'json' && <JsonInput {...common} value={value} change={change} />}
      {isThere && kind === 'object' && (
        <ObjectFields field={field} path={path} value={value} change={change} violations={violations} />
      )}
      {isThere && kind === 'list' && (
        <ListFields field={field} path={path} value={value} change={change} violations={violations} />
      )}
      {isThere && !isGroup && kind !== 'json' && (
        <ScalarInput {...common} id={`${id}-input`} field={field} value={value} change={change} />
      )}
      {!isThere && (
        <p class="none" id={`${id}-input`} tabIndex={wrong.length > 0 ? -1 : undefined}>
          {value === null ? 'null' : 'left out'}
        </p>
      )}
      {isThere && hint !== '' && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong.length > 0 && (
        <p class="violation" id={`${id}-wrong`} data-path={path}>
          {wrong.join(' ')}
        </p>
      )}
    </Box>
  );
}

/** Chooses between a value, null and left out: three different things to a server. */
function Presence({
  field,
  value,
  label,
  change,
}: Pick<FieldInputProps, 'field' | 'value' | 'change'> & { label: string }) {
  const nullable = field.types.length === 0 || field.types.includes('null');
  const now = value === undefined ? 'out' : value === null ? 'null' : 'value';
  const choose = (choice: string): void =>
    change(choice === 'out' ? undefined : choice === 'null' ? null : presentValue(field));
  return (
    <select
      class="presence"
      aria-label={`${label} is`}
      value={now}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      <option value="value">value</option>
      {(nullable || now === 'null') && <option value="null">null</option>}
      {(field.name !== '' || now === 'out') && <option value="out">left out</option>}
    </select>
  );
}

function ObjectFields({ field, path, value, change, violations }: FieldInputProps) {
  const record = value as Readonly<Record<string, unknown>>;
  return (
    <>
      {(field.fields ?? []).map((each) => (
        <FieldInput
          key={each.name}
          field={each}
          path={`${path}.${each.name}`}
          value={record[each.name]}
          change={(part) => change({ ...record, [each.name]: part })}
          violations={violations}
        />
      ))}
    </>
  );
}

function ListFields({ field, path, value, change, violations }: FieldInputProps) {
  const items = Array.isArray(value) ? value : [];
  const item = field.item!;
  return (
    <>
      {items.map((each, index) => (
        <FieldInput
          key={index}
          field={item}
          path={`${path}[${index}]`}
          value={each}
          change={(part) => change(items.map((other, place) => (place === index ? part : other)))}
          violations={violations}
          drop={() => change(items.filter((_, place) => place !== index))}
        />
      ))}
      <div>
        <button type="button" class="small" onClick={() => change([...items, presentValue(item)])}>
          Add to {path}
        </button>
      </div>
    </>
  );
}

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
 * the answer that an app would get.
 */
function ScalarInput({ id, field, value, change, describedBy, invalid }: ScalarInputProps) {
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
