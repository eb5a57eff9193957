import { parseSpec } from '../../openapi/load-spec';
import { createShapes } from './shape';

const { schemas } = parseSpec({
  openapi: '3.1.0',
  info: { title: 't', version: '1' },
  paths: {},
  components: {
    schemas: {
      Vehicle: {
        type: 'object',
        required: ['kind'],
        discriminator: {
          propertyName: 'kind',
          mapping: { car: '#/components/schemas/Car', bike: '#/components/schemas/Bike' },
        },
        properties: { kind: { type: 'string' } },
      },
      Car: extending({ doors: { type: 'integer' } }),
      Bike: extending({ bell: { type: 'boolean' } }),
    },
  },
});

function extending(properties: object): object {
  return { allOf: [{ $ref: '#/components/schemas/Vehicle' }, { type: 'object', properties }] };
}

describe('a base that others extend', () => {
  const shapes = createShapes(schemas);
  const shape = shapes.of(schemas.at('#/components/schemas/Vehicle'), 'request');
  const value = { doors: 3, bell: true };

  test.each([
    ['car', { kind: 'car', doors: 3 }],
    ['bike', { kind: 'bike', bell: true }],
    ['boat', { kind: 'boat', ...value }],
  ])('keeps what a %s has', (kind, expected) => {
    expect(shapes.project({ kind, ...value }, shape, () => undefined)).toEqual(expected);
  });
});
