import { useEffect, useState } from 'preact/hooks';
import type { PageField, PageResource } from '../../server/pages/page-model';
import { askUsual, useLoaded, usePage } from '../page/page-context';
import { type ListQuestion, listUrl, readPage } from './record-page';

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

interface ParentFieldsProps {
  readonly resource: PageResource;
  readonly values: ListQuestion['parents'];
  readonly change: (values: ListQuestion['parents']) => void;
}

/** Chooses the parent whose nested collection is shown; the first one at the beginning. */
export function ParentFields({ resource, values, change }: ParentFieldsProps) {
  const { model, caller } = usePage();
  const suggestions = useLoaded(async () => {
    const found: Record<string, string[]> = {};
    for (const { parameter, resource: name } of resource.parents) {
      const parent = model.resources.find((each) => each.name === name);
      if (parent?.list === undefined || parent.parents.length > 0) continue;
      const size = Math.min(100, parent.list.paging.largest ?? 100);
      const question = { parents: {}, filters: {}, size, page: 0, cursors: [] };
      const page = readPage(parent.list, await askUsual(caller, 'GET', listUrl(parent.list, model.basePath, question)));
      found[parameter] = page.records.map((record) => String(record[parent.idProperty]));
    }
    return found;
  }, [resource.name]);
  useEffect(() => {
    const first = Object.entries(suggestions.value ?? {}).map(([name, ids]) => [name, values[name] ?? ids[0] ?? '']);
    if (first.length > 0) change({ ...values, ...Object.fromEntries(first) });
  }, [suggestions.value]);
  if (resource.parents.length === 0) return null;
  return (
    <div class="filters">
      {resource.parents.map(({ parameter, resource: name }) => (
        <div key={parameter} class="filter">
          <label htmlFor={`in-${parameter}`}>{parameter}</label>
          <input
            id={`in-${parameter}`}
            value={values[parameter] ?? ''}
            list={`parent-${parameter}`}
            placeholder={name === undefined ? '' : `an id of ${name}`}
            onChange={({ currentTarget }) => change({ ...values, [parameter]: currentTarget.value.trim() })}
          />
          <datalist id={`parent-${parameter}`}>
            {(suggestions.value?.[parameter] ?? []).map((id) => (
              <option key={id} value={id} />
            ))}
          </datalist>
        </div>
      ))}
    </div>
  );
}
