import { parseSpec } from '../../openapi/load-spec';
import { documentOf } from '../ask.test-support';
import { createValueMaker } from '../generation/value-maker';
import { createRepresentation } from './representation';
import { createShapes } from './shape';

const spec = parseSpec(
  documentOf(
    '/x: { get: { responses: { "200": { description: ok } } } }',
    `
Item: { type: object, required: [id], properties: { id: { type: integer }, name: { type: string }, secret: { type: string } } }
Twin: { type: object, required: [id], properties: { id: { type: integer }, name: { type: string }, secret: { type: string } } }
Wrapped: { type: object, required: [data, ok], properties: { data: { $ref: "#/components/schemas/Item" }, ok: { const: true }, more: { type: string } } }
Summary: { type: object, required: [id, kind], properties: { name: { type: string }, id: { type: integer }, kind: { const: item }, note: { type: [string, "null"] }, rank: { default: 3 } } }
Receipt: { type: object, required: [id], properties: { id: { type: string, const: done } } }
`,
  ),
);
const values = createValueMaker(spec);
const context = { spec, values, sample: values.sample, shapes: createShapes(spec.schemas) };
const at = (name: string) => spec.schemas.at(`#/components/schemas/${name}`);
const JSON_TEXT = '{"id":1,"name":"a","secret":"b"}';

describe('an answer about an item is', () => {
  test.each([
    [undefined, JSON_TEXT],
    ['Item', JSON_TEXT],
    ['Twin', JSON_TEXT],
    ['Wrapped', `{"data":${JSON_TEXT},"ok":true}`],
    ['Summary', '{"name":"a","id":1,"kind":"item","note":null,"rank":3}'],
    ['Receipt', '{"id":"done"}'],
  ])('of the schema %s', (name, expected) => {
    const schema = name === undefined ? undefined : at(name);
    expect(createRepresentation(context, { schema: at('Item'), idProperty: 'id' }, schema)(JSON_TEXT)).toBe(expected);
  });
});
