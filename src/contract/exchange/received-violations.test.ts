import { parseSpec } from '../../openapi/load-spec';
import { errorBodyOf } from '../../openapi/resources/error-body';
import { matches } from './compare-violations';
import type { ExpectedViolation } from './expectation';
import { readViolations } from './received-violations';

const bodyWith = (list: string, ...members: string[]) => {
  const properties = Object.fromEntries(members.map((member) => [member, member === 'loc' ? {} : { type: 'string' }]));
  const problem = {
    type: 'object',
    properties: { [list]: { type: 'array', items: { type: 'object', properties } } },
  };
  const { schemas } = parseSpec({
    openapi: '3.1.0',
    info: { title: 'Errors', version: '1' },
    paths: {},
    components: { schemas: { Problem: problem } },
  });
  return errorBodyOf(schemas, schemas.at('#/components/schemas/Problem'))!;
};

test('reads what was received, whatever it is', () => {
  const errorBody = bodyWith('violations', 'property_path', 'in', 'detail');
  const entry = { property_path: 'a.b', in: 'body', detail: 'No.' };
  expect(readViolations(errorBody, { violations: [entry, 7] })).toEqual([
    { path: 'a.b', in: 'body', detail: 'No.' },
    {},
  ]);
  expect(readViolations(errorBody, { violations: 'none' })).toBeUndefined();
  expect(readViolations(errorBody, [])).toBeUndefined();
});

const inBody = expected('body', 'tags', 0, 'name');
const inQuery = expected('query', 'limit');

function expected(part: ExpectedViolation['in'], ...path: (string | number)[]): ExpectedViolation {
  return { in: part, path, keyword: 'type', pointer: '#' };
}

test.each<[entry: object, expected: ExpectedViolation, same: boolean]>([
  [{ loc: ['body', 'tags', 0, 'name'], msg: 'No.' }, inBody, true],
  [{ loc: ['body', 'tags', 'name'], msg: 'No.' }, inBody, false],
  [{ loc: ['query', 'tags', 0, 'name'], msg: 'No.' }, inBody, false],
  [{ loc: ['query', 'limit'], msg: 'No.' }, inQuery, true],
  [{ loc: ['body', 'limit'], msg: 'No.' }, inQuery, false],
  [{ fieldName: 'tags[0].name' }, inBody, true],
  [{ fieldName: 'tags' }, inBody, false],
  [{ instancePath: '/tags/0/name' }, inBody, true],
  [{ instancePath: '/tags/name' }, inBody, false],
  [{ path: ['tags', 0, 'name'] }, inBody, true],
  [{ path: ['body', 'tags', 0, 'name'] }, inBody, true],
  [{ detail: 'A body has no parameter.', parameter: undefined }, inBody, true],
  [{ parameter: 'limit' }, inQuery, true],
  [{ parameter: 'offset' }, inQuery, false],
])('%j is about %j: %s', (entry, about, same) => {
  const errorBody = bodyWith('details', ...Object.keys(entry));
  const [received] = readViolations(errorBody, { details: [{ ...entry }] })!;
  expect(matches({ errorBody, isShown: true }, about, received!)).toBe(same);
});

test.each<[entry: object, expected: ExpectedViolation, same: boolean]>([
  [{ path: '/body/tags/0/name' }, inBody, true],
  [{ path: 'body.tags[0].name' }, inBody, true],
  [{ path: '$.tags[0].name' }, inBody, true],
  [{ path: 'requestBody.tags["0"].name' }, inBody, true],
  [{ path: '/params/limit' }, inQuery, true],
  [{ field: 'Limit' }, inQuery, true],
  [{ path: '/body/tags/0', message: 'must have property "name"' }, inBody, true],
  [{ path: '/requestBody', message: "must have required property 'name'" }, inBody, true],
  [{ path: '/body/tags/1/name' }, inBody, false],
  [{ path: '/body/other' }, inBody, false],
  [{ path: 'data' }, expected('body', 'data'), true],
])('where no place is shown, %j is about %j: %s', (entry, about, same) => {
  const errorBody = bodyWith('details', ...Object.keys(entry));
  const [received] = readViolations(errorBody, { details: [{ ...entry }] })!;
  expect(matches({ errorBody, isShown: false }, about, received!)).toBe(same);
});
