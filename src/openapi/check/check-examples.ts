import type { JsonObject, JsonSchema, JsonValue } from '../../json-schema/model/json-schema';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { LocatedSchema, SchemaViolation } from '../../json-schema/model/schemas';
import { isFlat, walkSchemas } from '../../json-schema/model/walk-schemas';
import type { DocumentProblem, MediaTypeSpec, NamedExample, Spec } from '../model/model';
import { isJson } from '../operations/media-types';

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

/** An example of a schema that breaks it. */
interface BrokenExample {
  /** The place of the example in the document that was written. */
  readonly pointer: string;
  readonly violation: SchemaViolation;
}

/**
 * Finds the examples in schemas, at any depth, that break the schema they stand in, for requests and for answers alike: one
 * that has what only answers have is sound. Schemas without others inside, of which a document has thousands, are compiled once
 * for all that say the same.
 */
function brokenSchemaExamples({ schemas, version }: Spec): BrokenExample[] {
  const broken: BrokenExample[] = [];
  const validated = new Map<string, string>();
  const isOld = /^(?:2|3\.0)/.test(version);
  walkSchemas(schemas.document, (schema, pointer) => {
    for (const [field, value] of examplesOf(schema, isOld)) {
      const key = isFlat(schema as JsonObject) ? constraintsOf(schema) : pointer;
      const place = validated.get(key) ?? pointer;
      validated.set(key, place);
      const located = schemas.at(place);
      const [first] = schemas.validator(located, 'response')(value);
      if (first === undefined || schemas.validator(located, 'request')(value).length === 0) continue;
      broken.push({ pointer: `${pointer}/${field}`, violation: first });
    }
  });
  return broken;
}

// Before 3.1 a schema had one example, which has become a list of one.
function examplesOf({ example, examples }: JsonSchema, isOld: boolean): [field: string, value: JsonValue][] {
  const listed = (examples ?? []).map((value, index): [string, JsonValue] => [
    isOld ? 'example' : `examples/${index}`,
    value,
  ]);
  return example === undefined ? listed : [['example', example], ...listed];
}

function constraintsOf({ example: _, examples: __, description: ___, title: ____, ...rest }: JsonSchema): string {
  return JSON.stringify(rest);
}
