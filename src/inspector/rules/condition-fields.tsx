import type { Condition } from './rule-draft';

interface ConditionFieldsProps {
  readonly conditions: readonly Condition[];
  readonly change: (conditions: readonly Condition[]) => void;
}

/** Conditions on values of the query, the header and the body; all of them hold. */
export function ConditionFields({ conditions, change }: ConditionFieldsProps) {
  const put = (index: number, part: Partial<Condition>): void =>
    change(conditions.map((each, place) => (place === index ? { ...each, ...part } : each)));
  return (
    <div class="stack tight">
      {conditions.map(({ part, name, value }, index) => (
        <div class="condition" key={index}>
          <select
            aria-label="Where"
            value={part}
            onChange={({ currentTarget }) => put(index, { part: currentTarget.value as Condition['part'] })}
          >
            <option value="query">Query</option>
            <option value="header">Header</option>
            <option value="body">Body</option>
          </select>
          <input
            aria-label="Name"
            placeholder="name"
            value={name}
            onInput={({ currentTarget }) => put(index, { name: currentTarget.value })}
          />
          <input
            aria-label="Value"
            placeholder="value"
            value={value}
            onInput={({ currentTarget }) => put(index, { value: currentTarget.value })}
          />
          <button
            type="button"
            class="quiet"
            aria-label="Remove the condition"
            onClick={() => change(conditions.filter((_, place) => place !== index))}
          >
            ✕
          </button>
        </div>
      ))}
      <div>
        <button type="button" onClick={() => change([...conditions, { part: 'query', name: '', value: '' }])}>
          Add a condition
        </button>
      </div>
    </div>
  );
}
