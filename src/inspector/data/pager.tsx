import type { PageList } from '../../server/pages/page-model';
import { hasNext, type ListQuestion, type RecordPage } from './record-page';

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
