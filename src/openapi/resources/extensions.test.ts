import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSpec } from '../load-spec';
import { parseYaml } from '../read/parse-yaml';
import { pagingRoles, resourceFields, roleNames } from './extensions';

const text = readFileSync(path.join(__dirname, '../../../docs/extensions.md'), 'utf8');

test.each([
  ...resourceFields,
  ...pagingRoles,
  ...roleNames,
  'x-resource',
  'x-role',
  'x-paging',
  'x-filter',
  'x-sets',
  'x-unique',
])('the documentation names %s', (name) => {
  expect(text).toContain(`\`${name}\``);
});

test('the documented example means what it says', () => {
  const [, yaml = ''] = /```yaml\n(.*?)```/s.exec(text) ?? [];
  const { paths } = parseYaml(yaml) as { paths: Record<string, { get: Record<string, unknown> }> };
  const string = { type: 'string' };
  const booking = { type: 'object', properties: { voucher: string, text: string, id: string } };
  const content = (schema: object) => ({ content: { 'application/json': { schema } } });
  const ledger = paths['/ledger']!;
  const lines = { type: 'array', items: booking };
  const envelope = { type: 'object', properties: { lines, items: lines, found: { type: 'integer' } } };
  Object.assign(ledger.get, { responses: { 200: { description: 'ok', ...content(envelope) } } });
  Object.assign(ledger, {
    post: { requestBody: content(booking), responses: { 201: { description: 'ok', ...content(booking) } } },
  });
  const { resources } = parseSpec({ openapi: '3.1.0', info: { title: 'Ledger', version: '1' }, paths });
  expect(resources).toMatchObject([
    {
      name: 'bookings',
      idProperty: 'voucher',
      list: {
        itemsProperty: 'lines',
        totalProperty: 'found',
        paging: { kind: 'offset', limit: { name: 'amount' }, offset: { name: 'begin' } },
        filters: [],
      },
    },
  ]);
});
