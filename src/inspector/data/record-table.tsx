import type { PageField, PageResource } from '../../server/pages/page-model';
import { Scrollable } from '../ui/scrollable';
import type { JsonRecord } from './record-page';

interface RecordTableProps {
  readonly resource: PageResource;
  readonly records: readonly JsonRecord[];
  /** Undefined when the document has no operation for it. */
  readonly edit: ((record: JsonRecord) => void) | undefined;
  readonly remove: ((record: JsonRecord) => void) | undefined;
}

/** One row for each record, one column for each property that the document names. */
export function RecordTable({ resource, records, edit, remove }: RecordTableProps) {
  const columns = columnsOf(resource.columns, records);
  if (records.length === 0) return <p class="empty">No records.</p>;
  return (
    <Scrollable class="framed" label={`Table of ${resource.name}`}>
      <table class="records">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {(edit !== undefined || remove !== undefined) && (
              <th scope="col" class="sticky">
                <span class="sr-only">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {records.map((record, index) => {
            const id = String(record[resource.idProperty] ?? index);
            return (
              <tr key={id}>
                {columns.map((name) => (
                  <Cell key={name} value={record[name]} isId={name === resource.idProperty} />
                ))}
                {(edit !== undefined || remove !== undefined) && (
                  <td class="sticky">
                    {edit !== undefined && (
                      <button type="button" class="small" aria-label={`Edit ${id}`} onClick={() => edit(record)}>
                        Edit
                      </button>
                    )}
                    {remove !== undefined && (
                      <button type="button" class="small" aria-label={`Delete ${id}`} onClick={() => remove(record)}>
                        Delete
                      </button>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrollable>
  );
}

function Cell({ value, isId }: { value: unknown; isId: boolean }) {
  if (value === undefined) return <td class="none">—</td>;
  if (value === null) return <td class="none">null</td>;
  if (value === '') return <td class="none">empty</td>;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const isCode = isId || typeof value === 'object' || /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text);
  return (
    <td class={isCode ? 'code' : typeof value === 'number' ? 'figure' : undefined} title={text}>
      {text}
    </td>
  );
}

/** The named properties first, then whatever else the records have. */
function columnsOf(fields: readonly PageField[], records: readonly JsonRecord[]): string[] {
  const names = new Set(fields.map(({ name }) => name));
  for (const record of records) for (const name of Object.keys(record)) names.add(name);
  return [...names];
}
