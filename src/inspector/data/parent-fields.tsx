import { useEffect } from 'preact/hooks';
import type { PageResource } from '../../server/pages/page-model';
import { askUsual, usePage } from '../page-context';
import { useLoaded } from '../use-loaded';
import { type ListQuestion, listUrl, readPage } from './record-page';

interface ParentFieldsProps {
  readonly resource: PageResource;
  readonly values: ListQuestion['parents'];
  readonly change: (values: ListQuestion['parents']) => void;
}

/** Which parent's collection is shown, of nested collections; the first parent there is, to begin with. */
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
