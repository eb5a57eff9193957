import { createTestMock, documentOf } from '../ask.test-support';
import { applyPatchOp } from './patch-op';

const USER = {
  userName: 'ann',
  name: { familyName: 'Lee', givenName: 'Ann' },
  emails: [
    { type: 'work', value: 'a@w.example' },
    { type: 'home', value: 'a@h.example' },
  ],
  members: [{ value: '1' }, { value: '2' }],
};

describe('a SCIM patch', () => {
  test.each<[string, object, object]>([
    ['replaces a value', { op: 'replace', path: 'userName', value: 'bob' }, { userName: 'bob' }],
    ['knows no case', { op: 'Replace', path: 'USERNAME', value: 'bob' }, { userName: 'bob' }],
    [
      'replaces an inner value',
      { op: 'replace', path: 'name.familyName', value: 'Ray' },
      { name: { familyName: 'Ray', givenName: 'Ann' } },
    ],
    ['adds an inner value', { op: 'add', path: 'address.city', value: 'B' }, { address: { city: 'B' } }],
    [
      'merges what has no path',
      { op: 'add', value: { active: true, name: { title: 'Dr' } } },
      { active: true, name: { ...USER.name, title: 'Dr' } },
    ],
    [
      'adds to a list',
      { op: 'add', path: 'members', value: [{ value: '2' }, { value: '3' }] },
      { members: [{ value: '1' }, { value: '2' }, { value: '3' }] },
    ],
    ['replaces a list', { op: 'replace', path: 'members', value: [{ value: '9' }] }, { members: [{ value: '9' }] }],
    [
      'removes members by value',
      { op: 'remove', path: 'members', value: [{ value: '1' }] },
      { members: [{ value: '2' }] },
    ],
    ['removes what a filter selects', { op: 'remove', path: 'members[value eq "2"]' }, { members: [{ value: '1' }] }],
    [
      'changes what a filter selects',
      { op: 'replace', path: 'emails[type eq "home" and value co "h."].value', value: 'x' },
      { emails: [USER.emails[0], { type: 'home', value: 'x' }] },
    ],
    [
      'adds what a filter says',
      { op: 'add', path: 'emails[type eq "other"].value', value: 'x' },
      { emails: [...USER.emails, { type: 'other', value: 'x' }] },
    ],
    [
      'knows the URN of a schema',
      { op: 'add', path: 'urn:ietf:params:scim:schemas:core:2.0:User:nickName', value: 'A' },
      { nickName: 'A' },
    ],
  ])('%s', (_, operation, expected) => {
    expect(applyPatchOp(USER, { Operations: [operation as never] })).toEqual({ ...USER, ...expected });
  });

  test('removes an attribute', () => {
    expect(applyPatchOp(USER, { Operations: [{ op: 'remove', path: 'name' }] })).not.toHaveProperty('name');
  });

  test.each<[string, object]>([
    ['an unknown operation', { op: 'move', path: 'a', value: 1 }],
    ['no value', { op: 'add', path: 'a' }],
    ['nothing to remove', { op: 'remove' }],
    ['a filter that selects nothing', { op: 'replace', path: 'emails[type eq "none"].value', value: 'x' }],
    ['a filter that is not known', { op: 'remove', path: 'emails[not (type eq "x")]' }],
    ['no path at all', { op: 'remove', path: 'a b' }],
  ])('with %s is refused', (_, operation) => {
    expect(() => applyPatchOp(USER, { Operations: [operation as never] })).toThrow(/^must /);
  });
});

const ok = `{ description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }`;
const takes = (type: string, schema: string) =>
  `requestBody: { content: { ${type}: { schema: { $ref: '#/components/schemas/${schema}' } } } }`;
const byId = 'parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]';
const DOCUMENT = documentOf(
  `
/users/{id}:
  ${byId}
  get: { responses: { 200: ${ok} } }
  patch: { ${takes('application/scim+json', 'PatchOp')}, responses: { 200: ${ok}, 400: { description: no } } }
/staff/{id}:
  ${byId}
  get: { responses: { 200: ${ok} } }
  patch: { requestBody: { content: { application/json-patch+json: { schema: { type: array, items: { type: object } } } } }, responses: { 200: ${ok}, 400: { description: no } } }
/people/{id}:
  ${byId}
  get: { responses: { 200: ${ok} } }
  patch: { ${takes('application/json', 'Patch')}, responses: { 200: ${ok}, 400: { description: no } } }
`,
  `
User: { type: object, required: [id, name], properties: { id: { type: integer }, name: { type: string, maxLength: 5 }, tags: { type: array, items: { type: string } } } }
PatchOp: { type: object, required: [Operations], properties: { schemas: { type: array, items: { type: string } }, Operations: { type: array, minItems: 1, items: { type: object, required: [op], properties: { op: { type: string }, path: { type: string }, value: {} } } } } }
Patch: { type: array, items: { type: object, required: [op, path], properties: { op: { type: string }, path: { type: string }, value: {} } } }
`,
);

test.each<[string, string, unknown, number, object]>([
  [
    '/users/1',
    'application/scim+json',
    { Operations: [{ op: 'add', path: 'name', value: 'Bo' }] },
    200,
    { id: 1, name: 'Bo' },
  ],
  ['/users/1', 'application/scim+json', { Operations: [{ op: 'replace', path: 'id', value: 7 }] }, 200, { id: 1 }],
  ['/users/1', 'application/scim+json', { Operations: [{ op: 'add', path: 'name', value: 'Too long' }] }, 400, {}],
  ['/users/1', 'application/scim+json', { Operations: [{ op: 'remove', path: 'name' }] }, 400, {}],
  ['/users/1', 'application/scim+json', { Operations: [{ op: 'jump' }] }, 400, {}],
  ['/users/1', 'application/scim+json', {}, 400, {}],
  ['/people/1', 'application/json', [{ op: 'replace', path: '/name', value: 'Bo' }], 200, { name: 'Bo' }],
  ['/staff/1', 'application/json-patch+json', [{ op: 'add', path: '/name', value: 'Bo' }], 200, { name: 'Bo' }],
])('PATCH %s as %s with %j answers %i', async (path, type, body, status, expected) => {
  const { ask } = createTestMock(DOCUMENT);
  const before = (await ask(`GET ${path}`)).json;
  const answer = await ask(`PATCH ${path}`, body, { 'content-type': type });
  expect(answer.status).toBe(status);
  if (status === 200) expect(answer.json).toMatchObject(expected);
  expect((await ask(`GET ${path}`)).json).toEqual(status === 200 ? answer.json : before);
});
