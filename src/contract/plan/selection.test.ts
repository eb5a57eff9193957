import { parseSpec } from '../../openapi/load-spec';
import { planCases } from './plan-cases';
import { casesById, matchesGlob, selectCases } from './selection';

const ok = { '200': { description: 'OK' } };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const spec = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': { get: { operationId: 'listNotes', tags: ['read', 'notes'], responses: ok } },
    '/notes/{id}': { get: { operationId: 'readNote', tags: ['read'], parameters: [id], responses: ok } },
    '/users': { get: { operationId: 'values', tags: ['users'], responses: ok } },
  },
});
const cases = planCases({ spec, seed: 1 });
const chosenBy = (only: string[], skip: string[] = []) => {
  const { select } = selectCases(spec, { only, skip });
  const chosen = cases.filter(select);
  const distinct = (names: readonly (string | undefined)[]) => [...new Set(names)].sort();
  return {
    operations: distinct(chosen.map(({ operation }) => operation?.id)),
    kinds: distinct(chosen.map(({ kind }) => kind)),
  };
};

test.each<[string, string[], string[], (string | undefined)[]]>([
  ['an operation', ['readNote'], [], ['readNote']],
  ['operations of one group add up', ['readNote', 'listNotes'], [], ['listNotes', 'readNote']],
  ['a tag', ['read'], [], ['listNotes', 'readNote']],
  ['a path', ['/notes'], [], ['listNotes']],
  ['a glob', ['/notes/**'], [], ['listNotes', 'readNote']],
  ['a glob of one segment', ['/notes/*'], [], ['readNote']],
  ['groups intersect', ['read', '/notes/*'], [], ['readNote']],
  ['a group by its name', ['tag:users'], [], ['values']],
  ['what is skipped is left out', ['read'], ['/notes/*'], ['listNotes']],
  ['an operation before a kind of the same name', ['values'], [], ['values']],
])('chooses by %s', (_, only, skip, operations) => {
  const chosen = chosenBy(only, skip).operations;
  expect(chosen.filter((each) => each !== undefined)).toEqual(operations);
});

test('kinds and operations intersect', () => {
  expect(chosenBy(['kind:head', 'readNote'])).toEqual({ operations: ['readNote'], kinds: ['head'] });
});

test('methods that a path lacks belong to the path', () => {
  expect(chosenBy(['/notes', 'unsupported-methods']).kinds).toEqual(['unsupported-methods']);
});

test('checks choose findings, of the suite and of the user', () => {
  const { select, skippedChecks } = selectCases(spec, { only: ['no-leak'], skip: ['mine'], ownChecks: ['mine'] });
  expect(cases.every(select)).toBe(true);
  expect(skippedChecks).toEqual(expect.arrayContaining(['mine', 'body-is-json']));
  expect(skippedChecks).not.toContain('no-leak');
});

test.each([
  ['readNotes', '--only readNotes: there is no such operation, kind, check or tag. Did you mean readNote?'],
  ['/nots', '--only /nots: there is no such path. Did you mean /notes?'],
  ['tag:reed', '--only reed: there is no such tag. Did you mean read?'],
  ['tag:zzzzzzzzz', '--only zzzzzzzzz: there is no such tag. There are read, notes, users.'],
])('refuses %s', (name, message) => {
  expect(() => selectCases(spec, { only: [name] })).toThrow(message);
});

test('a message stays short where nothing is near', () => {
  expect(() => selectCases(spec, { skip: ['qqqqqqqqqqqqqqqqqqqqqqqq'] })).toThrow(/^.{1,300}$/s);
});

test('finds cases by their ids', () => {
  const [first] = cases;
  expect(casesById(cases, [first!.id])).toEqual([first]);
  expect(() => casesById(cases, [`${first!.id}x`])).toThrow(`Did you mean ${first!.id}?`);
});

test.each([
  ['/a/b', '/a/*', true],
  ['/a/b/c', '/a/*', false],
  ['/a', '/a/**', true],
  ['/a/b/c', '/a/**/c', true],
  ['/a.json', '/a.*', true],
  ['/axjson', '/a.json', false],
  ['/a/{id}', '/a/{id}', true],
  ['/ab', '/a/**', false],
])('%s fits %s: %s', (path, glob, fits) => expect(matchesGlob(path, glob)).toBe(fits));
