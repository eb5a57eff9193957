import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { LocatedSchema, SchemaViolation } from '../../json-schema/model/schemas';
import type { DocumentProblem, MediaTypeSpec, NamedExample, Spec } from '../model/model';
import { isJson } from '../operations/media-types';
import { brokenSchemaExamples } from './schema-examples';

/**
 * Finds documented examples that break their schema: of parameters, of request bodies and of responses (OpenAPI 3.1, section
 * 4.8.19), and of schemas. Every schema with an example is compiled for it, so it costs more than loading the document.
 *
 * @returns a problem for each example, those of operations first
 * @example exampleProblems(loadSpec('openapi.yaml')).map(({ message }) => message)
 */
export function exampleProblems(spec: Spec): DocumentProblem[] {
  const found = new Map<string, DocumentProblem>();
  const tell = (pointer: string, violation: SchemaViolation): void => {
    const place = violation.path.length === 0 ? 'The example' : `${formatPropertyPath(violation.path)} of the example`;
    const message = `${place} breaks its schema: it ${violation.detail}. Mend the example or the schema.`;
    found.set(pointer, {
      ...spec.locate(pointer),
      pointer: pointer.startsWith('#') ? pointer : `#${pointer}`,
      message,
    });
  };
  const judge = (
    examples: readonly NamedExample[],
    schema: LocatedSchema | undefined,
    direction: 'request' | 'response',
  ) => {
    for (const { pointer, value } of schema === undefined ? [] : examples) {
      const [violation] = found.has(pointer) ? [] : spec.schemas.validator(schema!, direction)(value);
      if (violation !== undefined) tell(pointer, violation);
    }
  };
  const judgeBodies = (mediaTypes: readonly MediaTypeSpec[], direction: 'request' | 'response') => {
    for (const { name, schema, examples } of mediaTypes) if (isJson(name)) judge(examples, schema, direction);
  };
  for (const { parameters, body, responses } of spec.operations) {
    for (const { examples, schema } of parameters) judge(examples, schema, 'request');
    judgeBodies(body?.mediaTypes ?? [], 'request');
    for (const { mediaTypes } of responses) judgeBodies(mediaTypes, 'response');
  }
  for (const { pointer, violation } of brokenSchemaExamples(spec)) tell(pointer, violation);
  return [...found.values()];
}
