import type { JsonObject } from '../../json-schema/model/json-schema';
import { createSchemas } from '../../json-schema/validate/create-schemas';
import { errorBodyOf, VIOLATION_NAMES, violationMeaning } from './error-body';

const text = { type: 'string' };
const part = { enum: ['body', 'query', 'path'] };

function read(list: string, entry: Record<string, JsonObject>): string | undefined {
  const items = { type: 'object', properties: entry };
  const Problem = { type: 'object', properties: { title: text, [list]: { type: 'array', items } } };
  const schemas = createSchemas({ components: { schemas: { Problem } } });
  const body = errorBodyOf(schemas, schemas.at('#/components/schemas/Problem'));
  return (
    body &&
    `${[body.list, body.place, body.part, body.sentence].map((each) => each?.name ?? '-').join(' ')} ${body.placeStyle}`
  );
}

test.each([
  ['violations', { property_path: text, in: part, detail: text }, 'violations property_path in detail dotted'],
  ['errors', { detail: text, pointer: text }, 'errors pointer - detail pointer'],
  ['invalid-params', { name: text, reason: text }, 'invalid-params name - reason dotted'],
  ['issues', { path: text, message: text, code: text }, 'issues path - message dotted'],
  ['detail', { loc: { type: 'array' }, msg: text, type: text }, 'detail loc - msg steps'],
  ['details', { fieldName: text, errorMessage: text }, 'details fieldName - errorMessage dotted'],
  ['errors', { instancePath: text, keyword: text, message: text }, 'errors instancePath - message pointer'],
  ['fieldErrors', { field: text, location: text, message: text }, 'fieldErrors field location message dotted'],
  ['errors', { location: text, message: text }, 'errors location - message dotted'],
  ['errors', { location: part, source: text, message: text }, 'errors source location message dotted'],
  ['errors', { location: part, message: text }, undefined],
  ['errors', { source: { type: 'object' }, title: text }, undefined],
  ['warnings', { path: text, message: text }, undefined],
])('a list called %s with %j', (list, entry, expected) => {
  expect(read(list, entry)).toBe(expected);
});

test('a schema without a list has none', () => {
  const schemas = createSchemas({ components: { schemas: { Problem: { properties: { errors: text } } } } });
  expect(errorBodyOf(schemas, schemas.at('#/components/schemas/Problem'))).toBeUndefined();
});

test('each name means one thing', () => {
  const names = Object.values(VIOLATION_NAMES).flat();
  expect(new Set(names).size).toBe(names.length);
});

test.each([
  ['property_path', 'place'],
  ['fieldName', 'place'],
  ['instancePath', 'pointer'],
  ['loc', 'steps'],
  ['queryParameter', 'parameter'],
  ['where', 'part'],
  ['source', 'placeOrPart'],
  ['msg', 'sentence'],
  ['errorCode', 'rule'],
  ['colour', undefined],
])('%s means %s', (name, meaning) => expect(violationMeaning(name)).toBe(meaning));
