import type { OpenAPIV3_1 } from 'openapi-types';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { childPointer } from '../../json-schema/model/pointer';
import { followEach, type Located } from './locate';
import type { NamedExample } from './model';

type WithExamples = Pick<OpenAPIV3_1.MediaTypeObject, 'example' | 'examples'>;

/**
 * The examples of a media type or parameter (OpenAPI 3.1, section 4.8.19). A single `example` is named `default`; one
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
    if (example.node.value === undefined) continue;
    examples.push({
      name: example.name,
      pointer: childPointer(example.pointer, 'value'),
      value: example.node.value as JsonValue,
    });
  }
  return examples;
}
