import type { OpenAPIV3_1 } from 'openapi-types';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { jsonValueOf } from '../../json-schema/model/json-value';
import { childPointer } from '../../json-schema/model/pointer';
import { followEach, type Located } from './locate';
import type { NamedExample } from './model';

type WithExamples = Pick<OpenAPIV3_1.MediaTypeObject, 'example' | 'examples'>;

/**
 * The examples of a media type or parameter (OpenAPI 3.2, section 4.19). A single `example` is named `default`; one
 * that is given by `externalValue` only is left out.
 *
 * @param document - with local references only
 * @param isJson - true for a JSON media type: an example that was pasted as the text of an object or a list is what it says
 */
export function readExamples(
  document: object,
  { pointer, node }: Located<WithExamples>,
  isJson = false,
): NamedExample[] {
  const examples: NamedExample[] = [];
  const add = (name: string, place: string, value: JsonValue): void => {
    examples.push({ name, pointer: place, value: isJson ? unquoted(value) : value });
  };
  if (node.example !== undefined) add('default', childPointer(pointer, 'example'), node.example as JsonValue);
  for (const example of followEach<OpenAPIV3_1.ExampleObject>(document, pointer, 'examples', node.examples)) {
    const given = valueGiven(example.node);
    if (given !== undefined) add(example.name, childPointer(example.pointer, given.field), given.value);
  }
  return examples;
}

/** A text of an example as it is sent counts where no value is given: it is JSON, or stands for itself. */
function valueGiven(
  example: OpenAPIV3_1.ExampleObject,
): { readonly field: string; readonly value: JsonValue } | undefined {
  const { value, dataValue, serializedValue } = example as Readonly<Record<string, JsonValue | undefined>>;
  if (value !== undefined) return { field: 'value', value };
  if (dataValue !== undefined) return { field: 'dataValue', value: dataValue };
  if (typeof serializedValue !== 'string') return undefined;
  return { field: 'serializedValue', value: jsonValueOf(serializedValue) ?? serializedValue };
}

function unquoted(value: JsonValue): JsonValue {
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? (jsonValueOf(value) ?? value) : value;
}
