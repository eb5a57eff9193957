import type { JsonValue } from '../../../json-schema/model/json-schema';
import { notesSpec } from '../../exchange/given-exchange.test-support';
import { bodyUnder, itemUnder } from './item-in-body';

const [resource] = notesSpec.resources;

test.each<[item: Record<string, JsonValue>, id: JsonValue, sent: Record<string, JsonValue>]>([
  [{ id: -901.12, text: 'a' }, '2147481285', { id: 2147481285, text: 'a' }],
  [{ id: 5, text: 'a' }, 7, { id: 7, text: 'a' }],
  [{ id: 'x', text: 'a' }, '7', { id: '7', text: 'a' }],
  [{ id: 5 }, 'no-number', { id: 'no-number' }],
  [{ text: 'a' }, '7', { text: 'a' }],
])('%j goes to the path of %j as %j', (item, id, sent) => {
  expect(itemUnder(resource!, item, id)).toEqual(sent);
});

const parents = [{ parameter: 'board', itemParameter: 'boardId', property: 'board_id' }];
const place = { resource: { ...resource!, parents, wrappers: {} }, role: 'create' } as const;

test.each<[body: JsonValue, path: Record<string, string>, sent: JsonValue]>([
  [{ board_id: 99, text: 'a' }, { board: '7' }, { board_id: 7, text: 'a' }],
  [{ board_id: 'x' }, { boardId: '7' }, { board_id: '7' }],
  [{ text: 'a' }, { board: '7' }, { text: 'a' }],
  [{ board_id: 99 }, {}, { board_id: 99 }],
  [[1], { board: '7' }, [1]],
])('%j goes below %j as %j', (body, path, sent) => {
  expect(bodyUnder(place, body, path)).toEqual(sent);
});
