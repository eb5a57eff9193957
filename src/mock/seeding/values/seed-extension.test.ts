import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DocumentError } from '../../../openapi/read/document-error';
import { BOUNDARY_SHARES } from './boundary-values';
import { GENERATOR_NAMES } from './generators';
import { readSeedExtension } from './seed-extension';

const siblings = new Set(['id', 'owner_id']);
const read = (extension: unknown) =>
  readSeedExtension({ pointer: '#/p', schema: { 'x-seed': extension } }, siblings, 'a.yaml');

test('nothing said is nothing asked for', () => {
  expect(readSeedExtension({ pointer: '#/p', schema: {} }, siblings, 'a.yaml')).toEqual({});
});

test.each([{ pool: 'owners' }, { pool: 'places', within: 'owner_id', nulls: 0.5 }, { as: 'company' }, { nulls: 0 }])(
  '%j is read',
  (extension) => {
    expect(read(extension)).toEqual(extension);
  },
);

test.each([
  ['a text', 'owners', 'must be an object'],
  ['a list', [], 'must be an object'],
  ['an unknown field', { pol: 'x' }, 'no field "pol"'],
  ['a pool without a name', { pool: 7 }, 'needs a name'],
  ['within without a pool', { within: 'owner_id' }, 'without "pool"'],
  ['within a property that is not there', { pool: 'x', within: 'owner' }, 'no property of that name'],
  ['an unknown generator', { as: 'toString' }, 'no generator "toString"'],
  ['a share above 1', { nulls: 1.5 }, 'from 0 to 1'],
])('%s is refused with its place', (_, extension, reason) => {
  expect(() => read(extension)).toThrow(DocumentError);
  expect(() => read(extension)).toThrow(reason);
  expect(() => read(extension)).toThrow('a.yaml (at #/p/x-seed)');
});

test('the documentation names every generator and every field', () => {
  const text = readFileSync(join(__dirname, '../../../../docs/seeding-extensions.md'), 'utf8');
  const missing = [...GENERATOR_NAMES, 'pool:', 'within:', 'nulls:', 'as:'].filter(
    (name) => !text.includes(`\`${name}`),
  );
  expect(missing).toEqual([]);
});

test('the documentation states the shares of edges', () => {
  const text = readFileSync(join(__dirname, '../../../../docs/seeding-extensions.md'), 'utf8');
  for (const share of Object.values(BOUNDARY_SHARES)) expect(text).toContain(`| ${share * 100} %`);
});
