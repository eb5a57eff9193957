import type { JsonValue } from '../../json-schema/model/json-schema';
import { parseSpec } from '../../openapi/load-spec';
import { aboutExchange } from './about-exchange';
import type { Subject } from './subject';

const id = { type: 'integer' };
const text = { type: 'string' };
const ORDER = { type: 'object', required: ['id'], properties: { id, status: text, customer: text, note: text } };
const SUBJECT: Subject = {
  objects: [
    { id: 7, status: 'paid', customer: 'Ann', note: 'n' },
    { callbackUrl: 'http://h', comment: 'c' },
  ],
  collections: ['orders'],
};

const object = (properties: object): object => ({ type: 'object', properties });

test.each<[string, object, JsonValue, JsonValue]>([
  ['the item itself', ORDER, { id: 1, status: 's', customer: 'x', note: 'y' }, SUBJECT.objects[0]!],
  ['a summary of it', object({ id, status: text }), { id: 1, status: 's' }, { id: 7, status: 'paid' }],
  [
    'its id by the name of the collection',
    object({ orderId: id, event: text }),
    { orderId: 1, event: 'e' },
    { orderId: 7, event: 'e' },
  ],
  ['another spelling of it', object({ order_id: id }), { order_id: 1 }, { order_id: 7 }],
  ['an id of another type stays', object({ orderId: { type: 'boolean' } }), { orderId: true }, { orderId: true }],
  [
    'an envelope with an id of its own',
    object({ id: text, type: text, order: ORDER }),
    { id: 'evt_1', type: 't', order: { id: 1 } },
    { id: 'evt_1', type: 't', order: SUBJECT.objects[0]! },
  ],
  [
    'an envelope two levels deep',
    object({ id: text, data: object({ object: ORDER }) }),
    { id: 'evt_1', data: { object: { id: 1 } } },
    { id: 'evt_1', data: { object: SUBJECT.objects[0]! } },
  ],
  ['a list of it', { type: 'array', items: ORDER }, [{ id: 1 }, { id: 2 }], [SUBJECT.objects[0]!]],
  ['what the body said', object({ comment: text }), { comment: 'made up' }, { comment: 'c' }],
  [
    'a value that the schema does not allow stays away',
    object({ status: { type: 'string', enum: ['shipped'] }, customer: text }),
    { status: 'shipped', customer: 'x' },
    { status: 'shipped', customer: 'Ann' },
  ],
  ['a text', text, 'a', 'a'],
])('%s', (_, schema, made, expected) => {
  const spec = parseSpec({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    components: { schemas: { A: schema } },
  });
  expect(aboutExchange(spec.schemas, spec.schemas.at('#/components/schemas/A'), made, SUBJECT)).toEqual(expected);
});
