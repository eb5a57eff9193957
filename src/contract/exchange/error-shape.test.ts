import { parseSpec } from '../../openapi/load-spec';
import { errorShapeOf, readViolations } from './error-shape';

const shapeOf = (problem: object) => {
  const { schemas } = parseSpec({
    openapi: '3.1.0',
    info: { title: 'Errors', version: '1' },
    paths: {},
    components: { schemas: { Problem: problem } },
  });
  return errorShapeOf(schemas, schemas.at('#/components/schemas/Problem'));
};
const listOf = (name: string, ...members: string[]) => ({
  type: 'object',
  properties: {
    title: { type: 'string' },
    [name]: {
      type: 'array',
      items: { type: 'object', properties: Object.fromEntries(members.map((member) => [member, { type: 'string' }])) },
    },
  },
});

test.each([
  [listOf('violations', 'property_path', 'in', 'detail'), 'violations property_path in detail dotted'],
  [listOf('errors', 'detail', 'pointer'), 'errors pointer - detail pointer'],
  [listOf('invalid-params', 'name', 'reason'), 'invalid-params name - reason dotted'],
  [listOf('Errors', 'field', 'location', 'message'), 'Errors field location message dotted'],
])('%# is learnt', (problem, expected) => {
  const shape = shapeOf(problem)!;
  const names = [shape.list.name, shape.path.name, shape.in?.name ?? '-', shape.detail?.name ?? '-', shape.pathStyle];
  expect(names.join(' ')).toBe(expected);
});

test.each([
  ['no list', { type: 'object', properties: { message: { type: 'string' } } }],
  ['a list of texts', { type: 'object', properties: { errors: { type: 'array', items: { type: 'string' } } } }],
  ['a list that names nothing', listOf('errors', 'code')],
])('nothing is learnt from %s', (_, problem) => expect(shapeOf(problem)).toBeUndefined());

test('reads what was received, whatever it is', () => {
  const shape = shapeOf(listOf('violations', 'property_path', 'in', 'detail'))!;
  const entry = { property_path: 'a.b', in: 'body', detail: 'No.' };
  expect(readViolations(shape, { violations: [entry, 7] })).toEqual([{ path: 'a.b', in: 'body', detail: 'No.' }, {}]);
  expect(readViolations(shape, { violations: 'none' })).toBeUndefined();
  expect(readViolations(shape, [])).toBeUndefined();
});
