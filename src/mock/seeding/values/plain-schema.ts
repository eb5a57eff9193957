import type { JsonSchema } from '../../../json-schema/json-schema';
import type { GeneratorName } from './generators';

/** Keywords that a proposed value fits by construction; with any other the sampler makes the value. */
const understood = new Set([
  ...['type', 'format', 'enum', 'const', 'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum'],
  ...['exclusiveMaximum', 'multipleOf', 'title', 'description', 'default', 'example', 'examples', 'readOnly'],
  ...['deprecated', '$comment'],
]);

const formats: Readonly<Partial<Record<GeneratorName, readonly string[]>>> = {
  email: ['email', 'idn-email'],
  url: ['uri', 'uri-reference', 'iri'],
  domain: ['hostname'],
  day: ['date'],
  'made-at': ['date-time'],
  'changed-at': ['date-time'],
  'due-at': ['date-time'],
};

/** Whether a schema of one value says nothing but what whoever proposes values understands. */
export function isPlain(schema: JsonSchema): boolean {
  return Object.keys(schema).every((keyword) => understood.has(keyword) || keyword.startsWith('x-'));
}

/** Whether all texts of a generator, cut to length and put in other scripts as they may be, are valid for a plain schema. */
export function suits(generator: GeneratorName, { format, minLength = 0, enum: values, ...rest }: JsonSchema): boolean {
  if (values !== undefined || rest.const !== undefined || minLength > 0) return false;
  return format === undefined || formats[generator]?.includes(format) === true;
}
