import { noteBody, notesSpec } from '../exchange/given-exchange.test-support';
import { agreementCheck } from './agreement';

const check = agreementCheck('keeps-what-was-sent', 'RFC 0', 'does not keep what was sent');
const resource = notesSpec.resources[0]!;
const judge = (promised: object, received: unknown) =>
  check.judge({ spec: notesSpec, resource, promised: promised as never, received: received as never, when: 'read' });

test.each([
  ['the same', noteBody, noteBody, []],
  ['more than was promised', { text: 'milk' }, { ...noteBody, more: 1 }, []],
  ['a UUID in another case', { id: noteBody.id.toUpperCase() }, noteBody, []],
  ['another value', noteBody, { ...noteBody, text: 'Milk' }, ['notes.text']],
  ['a property that is gone', noteBody, { id: noteBody.id, mail: null }, ['notes.text']],
  ['null instead of a value', { text: 'milk' }, { text: null }, ['notes.text']],
  ['what the document does not speak of', { extra: 1 }, {}, []],
  ['nothing at all', { text: 'milk' }, undefined, ['notes.text']],
])('%s', (_, promised, received, symptoms) => {
  expect(judge(promised, received).map(({ symptom }) => symptom)).toEqual(symptoms);
});

test('points at the property and shows both values', () => {
  expect(judge({ text: 'milk' }, { text: 'MILK' })[0]).toMatchObject({
    title: 'does not keep what was sent: text (read)',
    promised: 'text: "milk"',
    received: 'text: "MILK"',
    pointer: '#/components/schemas/Note/properties/text',
  });
});

test('a record of which most differs is another record, told once', () => {
  const other = { id: '3f2504e0-4f89-41d3-9a0c-0305e82c3302', text: 'tea', mail: 'a@b.example' };
  expect(judge(noteBody, other)).toMatchObject([{ symptom: 'notes as a whole', pointer: '#/components/schemas/Note' }]);
});

test('null that need not be shown is a warning, and a value is an error', () => {
  const optional = { ...notesSpec.schemas.at('#/components/schemas/NoteInput') };
  const about = {
    spec: notesSpec,
    resource: { ...resource, schema: optional },
    received: { text: 'milk' },
    when: 'read',
  };
  expect(check.judge({ ...about, promised: { mail: null } })).toMatchObject([{ severity: 'warning' }]);
  expect(check.judge({ ...about, promised: { mail: 'a@b.example' } })).toMatchObject([{ severity: undefined }]);
});
