import type { JsonValue } from '../../../json-schema/model/json-schema';
import { notesSpec } from '../../exchange/given-exchange.test-support';
import { itemUnder } from './item-in-body';

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
