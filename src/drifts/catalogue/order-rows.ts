import { changeJson, isSuccess } from '../changes/change-answers';
import { changeListed } from '../changes/change-items';
import { changePages } from '../changes/change-pages';
import type { DriftRow } from './drift';

/** What finds pages that do not join up to the whole. */
export const JOINS: readonly string[] = ['pages-join', 'page-size', 'past-end-empty', 'order-stable'];

/** The order of lists. */
export function* orderRows(): Iterable<DriftRow> {
  const turning = changePages(() => {
    let turn = 0;
    return async (asked, read) => {
      const page = await read(asked);
      turn += 1;
      return turn % 2 === 0 ? page : { ...page, items: [...page.items].reverse() };
    };
  });
  yield ['order:unstable', 'lists items in another order each time', ['order-stable', ...JOINS], turning];
  const turned = changePages(() => async (asked, read) => {
    const page = await read(asked);
    return { ...page, items: [...page.items].reverse() };
  });
  yield ['order:within-the-page', 'sorts within the page instead of before it', 'pages-join', turned];
  const doubled = changeJson(
    (each, { role }) => role === 'list' && isSuccess(each),
    (body, { resource }) =>
      changeListed(body, resource?.list, (items) => items.map((item, at) => (at === 1 ? items[0]! : item))),
  );
  yield [
    'items:doubled',
    'lists an item twice, in the place of another',
    [...JOINS, 'list-follows-writes', 'filter-selects'],
    doubled,
  ];
}
