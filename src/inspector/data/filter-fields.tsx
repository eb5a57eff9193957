import { useEffect, useState } from 'preact/hooks';
import type { PageField } from '../../server/pages/page-model';

interface FilterFieldsProps {
  readonly fields: readonly PageField[];
  readonly values: Readonly<Record<string, string>>;
  readonly change: (values: Readonly<Record<string, string>>) => void;
}

/** The filters of a list, as its document names them; applied when a field is left, or with Enter. */
export function FilterFields({ fields, values, change }: FilterFieldsProps) {
  const [draft, setDraft] = useState(values);
  useEffect(() => setDraft(values), [values]);
  const apply = (next: Readonly<Record<string, string>>): void => {
    if (fields.some(({ name }) => (next[name] ?? '') !== (values[name] ?? ''))) change(next);
  };
  const isFiltered = Object.values(values).some((value) => value !== '');
  return (
    <form
      class="filters grow"
      aria-label="Filters"
      onSubmit={(event) => {
        event.preventDefault();
        apply(draft);
      }}
    >
      {fields.map((field) => {
        const { name } = field;
        const choices = field.values ?? (field.types.includes('boolean') ? [true, false] : undefined);
        return (
          <div key={name} class="filter" title={field.description}>
            <label htmlFor={`filter-${name}`}>{name}</label>
            {choices === undefined ? (
              <input
                id={`filter-${name}`}
                type="search"
                value={draft[name] ?? ''}
                onInput={({ currentTarget }) => setDraft({ ...draft, [name]: currentTarget.value.trim() })}
                onBlur={() => apply(draft)}
              />
            ) : (
              <select
                id={`filter-${name}`}
                value={draft[name] ?? ''}
                onChange={({ currentTarget }) => apply({ ...draft, [name]: currentTarget.value })}
              >
                <option value="">any</option>
                {choices.map((choice) => (
                  <option key={String(choice)} value={String(choice)}>
                    {String(choice)}
                  </option>
                ))}
              </select>
            )}
          </div>
        );
      })}
      {isFiltered && (
        <button type="button" onClick={() => change({})}>
          Clear filters
        </button>
      )}
      <button class="sr-only" type="submit" tabIndex={-1}>
        Filter
      </button>
    </form>
  );
}
