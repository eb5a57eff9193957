import type { JsonSchema } from '../../../json-schema/model/json-schema';
import { Stream } from '../random/stream';
import { createProposer } from './propose-value';

test.each<[description: string, schema: JsonSchema, text: string | undefined]>([
  ['Set to "Zone"', {}, 'Zone'],
  ['The object type, which is always `list`.', {}, 'list'],
  ['String representing the object, always "event"', { examples: ['shown'] }, 'shown'],
  ['Set to "x" when it is new', {}, undefined],
  ['Always in upper case', {}, undefined],
])('a text that is described as %j is %j with %j', (description, schema, text) => {
  const { propose } = createProposer('xyzzy', '', { type: 'string', pattern: undefined, description, ...schema });
  const value = propose({} as never, new Stream(1, 1));
  if (text === undefined) expect(value === 'x' || value === 'in').toBe(false);
  else expect(value).toBe(text);
});
