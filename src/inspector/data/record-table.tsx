import type { PageField, PageList, PageResource } from '../../server/pages/page-model';
import { Scrollable } from '../ui/scrollable';
import { hasNext, type JsonRecord, type ListQuestion, type RecordPage } from './record-page';

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

interface PagerProps {
  readonly list: PageList;
  readonly question: ListQuestion;
  readonly page: RecordPage;
  readonly change: (question: ListQuestion) => void;
}

const SIZES = [10, 25, 50, 100, 250];

/** Goes through the pages of a list, however it counts them. */
export function Pager({ list, question, page, change }: PagerProps) {
  const { size, cursors } = question;
  const { largest } = list.paging;
  const sizes = [...new Set([...SIZES.filter((each) => each <= (largest ?? 250)), size])].sort((a, b) => a - b);
  const next = (): void =>
    change({
      ...question,
      page: question.page + 1,
      cursors: page.next === undefined ? cursors : [...cursors.slice(0, question.page), page.next],
    });
  return (
    <nav class="pager" aria-label="Pages">
      <p role="status">{positionOf(question, page)}</p>
      {list.paging.size !== undefined && (
        <label>
          <span>Per page</span>
          <select
            value={String(size)}
            onChange={({ currentTarget }) =>
              change({ ...question, size: Number(currentTarget.value), page: 0, cursors: [] })
            }
          >
            {sizes.map((each) => (
              <option key={each} value={String(each)}>
                {each}
              </option>
            ))}
          </select>
        </label>
      )}
      {list.paging.position !== undefined && (
        <div class="actions">
          <button
            type="button"
            disabled={question.page === 0}
            onClick={() => change({ ...question, page: question.page - 1 })}
          >
            Previous
          </button>
          <button type="button" disabled={!hasNext(list, question, page)} onClick={next}>
            Next
          </button>
        </div>
      )}
    </nav>
  );
}

function positionOf({ page, size }: ListQuestion, { records, total }: RecordPage): string {
  if (records.length === 0)
    return total === undefined || total === 0 ? 'Nothing here' : `Nothing here, of ${total.toLocaleString()}`;
  const first = page * size + 1;
  const of = total === undefined ? '' : ` of ${total.toLocaleString()}`;
  return `${first.toLocaleString()}–${(first + records.length - 1).toLocaleString()}${of}`;
}
