import type { OpenAPIV3_1 } from 'openapi-types';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { childPointer } from '../../json-schema/model/pointer';
import { followEach, type Located } from './locate';
import type { NamedExample } from './model';

type WithExamples = Pick<OpenAPIV3_1.MediaTypeObject, 'example' | 'examples'>;

/**
 * The examples of a media type or parameter (OpenAPI 3.2, section 4.19). A single `example` is named `default`; one
 * that is given by `externalValue` only is left out.
 *
 * @param document - with local references only
 */
export function readExamples(document: object, { pointer, node }: Located<WithExamples>): NamedExample[] {
  const examples: NamedExample[] = [];
  if (node.example !== undefined) {
    examples.push({ name: 'default', pointer: childPointer(pointer, 'example'), value: node.example as JsonValue });
  }
  for (const example of followEach<OpenAPIV3_1.ExampleObject>(document, pointer, 'examples', node.examples)) {
    const value = valueGiven(example.node);
    if (value === undefined) continue;
    examples.push({
      name: example.name,
      pointer: childPointer(example.pointer, value.field),
      value: value.value,
    });
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
  try {
    return { field: 'serializedValue', value: JSON.parse(serializedValue) as JsonValue };
  } catch {
    return { field: 'serializedValue', value: serializedValue };
  }
}
