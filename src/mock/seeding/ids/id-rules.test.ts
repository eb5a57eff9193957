import type { JsonObject, JsonValue } from '../../../json-schema/model/json-schema';
import { parseSpec } from '../../../openapi/load-spec';
import { planSeeding } from '../plan-seeding';

/** Things that are read below `/things/{thing_id}`. */
function things(id: object, parameter: object, more: { example?: JsonValue; list?: JsonObject } = {}) {
  const schema = { type: 'object', required: ['id'], properties: { id, name: { type: 'string' } } };
  const content = (body: object, example?: JsonValue) => ({
    200: {
      description: 'ok',
      content: { 'application/json': { schema: body, ...(example !== undefined && { example }) } },
    },
  });
  const spec = parseSpec({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: {
      '/things': { get: { responses: content({ type: 'array', items: schema }, more.list && [more.list]) } },
      '/things/{thing_id}': {
        parameters: [
          {
            name: 'thing_id',
            in: 'path',
            required: true,
            schema: parameter,
            ...(more.example !== undefined && { example: more.example }),
          },
        ],
        get: { responses: content(schema) },
      },
    },
  });
  const warn = jest.fn();
  const { count, recordAt } = planSeeding(spec, { count: 40, warn }).get('things')!;
  return { warn, records: Array.from({ length: count }, (_, index) => recordAt(index)) };
}

const text = { type: 'string' };
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

describe('ids are unique and satisfy the property and the path parameter', () => {
  test.each<[id: object, parameter: object, pattern: RegExp]>([
    [text, { ...text, format: 'uuid' }, UUID],
    [{ ...text, format: 'uuid' }, text, UUID],
    [
      { allOf: [{ ...text, pattern: '^bank_[a-zA-Z0-9]+$' }, { description: 'prefixed' }] },
      text,
      /^bank_[a-zA-Z0-9]{10}$/,
    ],
    [text, { ...text, pattern: '^[A-Z]{4}$' }, /^[A-Z]{4}$/],
    [text, { ...text, pattern: '^(ab|cd)[0-9]{4}x?$' }, /^(ab|cd)[0-9]{4}x?$/],
    [text, { ...text, minLength: 1, maxLength: 5 }, /^[0-9a-z]{1,2}$/],
    [{ type: 'integer' }, text, /^\d+$/],
    [{ oneOf: [{ type: 'integer' }, text] }, { oneOf: [text, { type: 'integer' }] }, /^[\w-]+$/],
    [{ ...text, example: 'cus_NffrFeUfNV2Hib' }, text, /^cus_[a-z0-9]{14}$/],
    [{ ...text, example: '10342' }, text, /^100\d\d$/],
    [{ ...text, example: '4ef9a417-02e9-4d39-ad75-9611e0fcc33c' }, text, UUID],
  ])('%j, %j: %s', (id, parameter, pattern) => {
    const ids = things(id, parameter).records.map((record) => record.id);
    expect(new Set(ids).size).toBe(40);
    for (const value of ids) expect(String(value)).toMatch(pattern);
  });

  test('few ids give few records, and that is told', () => {
    const { records, warn } = things(text, { ...text, enum: ['a', 'b'] });
    expect(records.map(({ id }) => id).sort()).toEqual(['a', 'b']);
    expect(warn).toHaveBeenCalledWith('things: 2 records instead of 40, as the schema of "id" allows no more ids.');
  });
});

describe('hand-written ids', () => {
  test.each<[what: string, example: JsonValue | undefined, list: JsonObject | undefined, first: object]>([
    ['the example of a path parameter is a record', 'octocat', undefined, { id: 'octocat' }],
    ['a number in a path is text in a record', 7, undefined, { id: '7' }],
    ['the example of a list is a record', undefined, { id: 'x1', name: 'Ann' }, { id: 'x1', name: 'Ann' }],
    ['both are one where the id is', 'x1', { id: 'x1', name: 'Ann' }, { id: 'x1', name: 'Ann' }],
  ])('%s', (_, example, list, first) => {
    const { records } = things(text, text, { example, list });
    expect(records[0]).toMatchObject(first);
    expect(new Set(records.map(({ id }) => id)).size).toBe(40);
  });

  test('an example that no path leads to is left out', () => {
    const { records } = things(text, { ...text, format: 'uuid' }, { list: { id: 'x1' } });
    expect(records.map(({ id }) => id)).not.toContain('x1');
  });
});
