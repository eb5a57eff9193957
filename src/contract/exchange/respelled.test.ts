import { parseSpec } from '../../openapi/load-spec';
import { isRespelled } from './respelled';

const { schemas } = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Values', version: '1' },
  paths: {},
  components: {
    schemas: {
      text: { type: 'string' },
      email: { type: 'string', format: 'email' },
      decimal: { type: 'string', format: 'decimal' },
      time: { type: 'string', format: 'date-time' },
      name: { type: 'string', description: 'White space at both ends is removed.' },
      code: { type: 'string', description: 'Kept in upper case.' },
      amount: { type: 'string', description: 'With two decimals.' },
      price: { type: 'number', description: 'Rounded to cents.' },
    },
  },
});

test.each<[place: string, sent: string | number, seen: string | number | null, same: boolean]>([
  ['text', 'Milk', 'milk', false],
  ['text', ' milk', 'milk', false],
  ['email', 'Ann@Example.org', 'ann@example.org', true],
  ['email', 'ann@example.org', 'ann@example.com', false],
  ['decimal', '-7279', '-7279.00', true],
  ['decimal', '72.5', '72.50001', false],
  ['time', '2024-03-01T12:00:00.5Z', '2024-03-01T12:00:00Z', true],
  ['time', '2024-03-01T12:00:00Z', '2024-03-01T12:00:01Z', false],
  ['name', '  Ann ', 'Ann', true],
  ['name', 'Ann', 'An', false],
  ['name', 'Ann', null, false],
  ['code', 'ab-1', 'AB-1', true],
  ['amount', '-1832', '-1832.00', true],
  ['amount', '1.005', '1.01', true],
  ['amount', '1.005', '1.1', false],
  ['price', 1.005, 1.01, true],
  ['price', 1.5, 2.5, false],
])('of %s, %j is the same as %j: %s', (place, sent, seen, same) => {
  expect(isRespelled(schemas, schemas.at(`#/components/schemas/${place}`), sent, seen)).toBe(same);
});
