import { createTestMock, documentOf } from '../ask.test-support';

const { ask } = createTestMock(
  documentOf(
    `
/people:
  get: { responses: { 200: { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Person' } } } } } } }
  post:
    requestBody: { required: true, content: { application/xml: { schema: { $ref: '#/components/schemas/Person' } } } }
    responses: { 201: { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Person' } }, application/xml: { schema: { $ref: '#/components/schemas/Person' } } } } }
/people/{id}:
  get: { parameters: [{ name: id, in: path, required: true, schema: { type: integer } }], responses: { 200: { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } } } } }
/names:
  post: { requestBody: { content: { text/xml: { schema: { type: array, maxItems: 2, items: { type: string, minLength: 2 } } } } }, responses: { 204: { description: ok } } }
`,
    `
Person:
  type: object
  required: [name]
  additionalProperties: false
  xml: { name: person }
  properties:
    id: { type: integer, readOnly: true }
    name: { type: string, minLength: 2 }
    age: { type: integer, minimum: 0, xml: { attribute: true } }
    member: { type: boolean, xml: { name: is-member } }
    note: { type: [string, 'null'] }
    price: { type: object, properties: { amount: { type: number, xml: { nodeType: text } }, currency: { type: string, xml: { attribute: true } } } }
    tags: { type: array, items: { type: string, xml: { name: tag } } }
    phones: { type: array, xml: { wrapped: true }, items: { type: integer, xml: { name: phone } } }
    address: { type: object, xml: { prefix: a, namespace: 'urn:a' }, properties: { city: { type: string } } }
`,
  ),
);

const XML = { 'content-type': 'application/xml' };
const send = (inner: string, attributes = '') => ask('POST /people', `<person${attributes}>${inner}</person>`, XML);
const NAME = '<name>Ann</name>';

describe('an XML body is read by the xml objects of its schema', () => {
  test.each<[string, string, object]>([
    [NAME, '', { name: 'Ann' }],
    [`<!-- hers -->\n  ${NAME}\n`, '', { name: 'Ann' }],
    [NAME, ' age="7"', { age: 7 }],
    [`${NAME}<is-member> true </is-member>`, '', { member: true }],
    ['<name>1 &lt; &#65;&#x42; &amp;amp;</name>', '', { name: '1 < AB &amp;' }],
    ['<name><![CDATA[a&lt;<b>]]></name>', '', { name: 'a&lt;<b>' }],
    [`<tag>a</tag>${NAME}<tag>b</tag>`, '', { tags: ['a', 'b'] }],
    [`${NAME}<tag>a</tag>`, '', { tags: ['a'] }],
    [`${NAME}<phones><phone>1</phone><phone>2</phone></phones>`, '', { phones: [1, 2] }],
    [`${NAME}<phones/>`, '', { phones: [] }],
    [`${NAME}<price currency="EUR">1.5</price>`, '', { price: { amount: 1.5, currency: 'EUR' } }],
    [`${NAME}<x:address xmlns:x="urn:a"><x:city>B</x:city></x:address>`, '', { address: { city: 'B' } }],
    [`${NAME}<note xsi:nil="true"/>`, ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"', { note: null }],
  ])('%s%s', async (inner, attributes, expected) => {
    const made = await send(inner, attributes);
    expect(made).toMatchObject({ status: 201, json: expected });
    expect((await ask(`GET /people/${made.json.id}`)).json).toEqual(made.json);
  });

  test('and answered as it was sent', async () => {
    const inner = '<name>Ann</name><tag>a</tag><phones><phone>1</phone></phones>';
    const { text } = await ask('POST /people', `<person age="7">${inner}</person>`, {
      ...XML,
      accept: 'application/xml',
    });
    for (const part of ['<name>Ann</name>', '<tag>a</tag>', '<phone>1</phone>', 'age="7"'])
      expect(text).toContain(part);
  });

  test('in the encoding that it says', async () => {
    const body = Buffer.from(
      `<?xml version="1.0" encoding="iso-8859-1"?><person><name>Zo\xe9</name></person>`,
      'latin1',
    );
    expect((await ask('POST /people', body, XML)).json).toMatchObject({ name: 'Zoé' });
  });
});

test.each<[string, string, (string | number)[][]]>([
  ['<name>A</name><is-member>maybe</is-member>', ' age="-1"', [['name'], ['age'], ['member']]],
  ['', '', [['name']]],
  [`${NAME}<extra>1</extra>`, '', [['extra']]],
  [`${NAME}<phones><phone>x</phone></phones>`, '', [['phones', 0]]],
])('faults are told all at once: %s%s', async (inner, attributes, paths) => {
  const { status, violations } = await send(inner, attributes);
  expect(status).toBe(400);
  expect(violations!.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
  expect(violations).toHaveLength(paths.length);
});

test('a name that objects have is a name as any other', async () => {
  const { status, violations } = await ask('POST /people', `<person>${NAME}<__proto__>x</__proto__></person>`, XML);
  expect([status, violations?.map(({ path }) => path)]).toEqual([400, [['__proto__']]]);
});

test('an element of another name is another thing', async () => {
  const { status, violations } = await ask('POST /people', `<animal>${NAME}</animal>`, XML);
  expect([status, violations?.map(({ reason }) => reason)]).toEqual([
    400,
    ['must be an element called person, not animal'],
  ]);
});

test.each<[string, string]>([
  ['without its end', '<person><name>Ann</name>'],
  ['with a wrong end', '<person><name>Ann</nam></person>'],
  ['with two roots', '<person/><person/>'],
  ['without elements', 'Ann'],
  ['with an attribute without quotes', '<person age=7/>'],
  ['with a bare ampersand', '<person><name>A & B</name></person>'],
  ['with a document type declaration', `<!DOCTYPE person><person>${NAME}</person>`],
  ['with an entity of its own', '<!DOCTYPE person [<!ENTITY e "x">]><person><name>&e;&e;</name></person>'],
  [
    'with an entity from elsewhere',
    '<!DOCTYPE p [<!ENTITY e SYSTEM "file:///etc/passwd">]><person><name>&e;</name></person>',
  ],
  ['with an unknown entity', '<person><name>&unknown;</name></person>'],
  ['with an attribute twice', '<person age="7" age="8"/>'],
  ['with a prefix of no namespace', '<p:person/>'],
  ['that is nested too deeply', `${'<person>'.repeat(500)}${'</person>'.repeat(500)}`],
])('a body %s is malformed', async (_, body) => {
  const { status, violations, json } = await ask('POST /people', body, XML);
  expect([status, violations]).toEqual([400, undefined]);
  expect(json.detail).toMatch(/^The body .*\.$/);
});

test.each<[string, number]>([
  ['<names><n>ab</n><n>cd</n></names>', 204],
  ['<names><n>a</n></names>', 400],
  ['<names><n>ab</n><n>cd</n><n>ef</n></names>', 400],
])('a list: %s answers %i', async (body, status) => {
  expect((await ask('POST /names', body, { 'content-type': 'text/xml' })).status).toBe(status);
});
