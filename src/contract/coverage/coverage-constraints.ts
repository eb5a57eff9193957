import { formats } from '../../json-schema/formats/formats';
import type { JsonSchema, JsonValue } from '../../json-schema/model/json-schema';
import { childPointer, formatPropertyPath } from '../../json-schema/model/pointer';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Operation, ParameterLocation, Spec } from '../../openapi/model/model';
import { jsonBody } from '../exchange/build-request';
import { allowsContestedEmptyText } from '../exchange/tolerances';

/** One keyword that a request can keep or break. */
export interface Constraint {
  readonly in: ParameterLocation | 'body';
  /** Place to which it applies; `*` stands for every item, and for every property that the document does not name. */
  readonly path: readonly string[];
  readonly keyword: string;
  readonly pointer: string;
  /** For a person: `label in the body: maxLength 255`. */
  readonly name: string;
  /** True when targets may see it differently, so that nothing is judged by it alone. */
  readonly contested: boolean;
  /** True for `type: string`. */
  readonly asksForText: boolean;
}

/** Keywords that constrain the value itself, and whose own value says how. */
const VALUE_KEYWORDS = [
  ...['type', 'enum', 'const', 'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems', 'uniqueItems', 'contains'],
  ...['minContains', 'maxContains', 'minProperties', 'maxProperties', 'propertyNames', 'not'],
] as const satisfies readonly (keyof JsonSchema)[];

/** Documents exist whose schemas unfold without bound. */
const DEEPEST = 8;

/**
 * Lists every keyword that constrains a request of an operation: of its JSON body, its query and its path, inside objects,
 * arrays and branches too. What readers of a schema may ignore (titles, defaults, unknown formats) is no constraint.
 */
export function constraintsOf(spec: Spec, operation: Operation): Constraint[] {
  const found: Constraint[] = [];
  for (const parameter of operation.parameters) {
    if (parameter.in !== 'path' && parameter.in !== 'query') continue;
    if (parameter.required && parameter.in === 'query') {
      const pointer = childPointer(parameter.pointer, 'required');
      found.push(constraint(parameter.in, [parameter.name], 'required', pointer, undefined, {}));
    }
    const constraints = [...inside(spec.schemas, parameter.schema, parameter.in, [parameter.name], [])];
    // Whatever a path or a query carries is text, so that asking for text asks for nothing.
    found.push(...constraints.filter(({ asksForText }) => parameter.json || !asksForText));
  }
  const schema = jsonBody(operation)?.schema;
  return schema === undefined ? found : [...found, ...inside(spec.schemas, schema, 'body', [], [])];
}

type Place = Constraint['in'];

function* inside(
  schemas: Schemas,
  located: LocatedSchema,
  place: Place,
  path: readonly string[],
  around: readonly string[],
): Generator<Constraint> {
  const { schema, pointer } = located;
  if (around.includes(pointer) || around.length > DEEPEST || schema.readOnly === true) return;
  const within = [...around, pointer];
  for (const keyword of VALUE_KEYWORDS) {
    if (!constrains(schema, keyword)) continue;
    yield constraint(place, path, keyword, childPointer(pointer, keyword), schema[keyword] as JsonValue, schema);
  }
  for (const name of schema.required ?? []) {
    if (schemas.below(located, 'properties', name)?.schema.readOnly === true) continue;
    yield constraint(place, [...path, name], 'required', childPointer(pointer, 'required'), undefined, schema);
  }
  for (const names of Object.values(schema.dependentRequired ?? {})) {
    for (const name of names) {
      yield constraint(
        place,
        [...path, name],
        'dependentRequired',
        childPointer(pointer, 'dependentRequired'),
        undefined,
        schema,
      );
    }
  }
  for (const keyword of ['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'] as const) {
    if (schema[keyword] === false)
      yield constraint(place, path, keyword, childPointer(pointer, keyword), false, schema);
  }
  for (const [child, step] of subschemas(schemas, located)) {
    yield* inside(schemas, child, place, step === undefined ? path : [...path, step], within);
  }
}

// An unknown format, and false where a keyword is switched on by true, constrain nothing.
function constrains(schema: JsonSchema, keyword: (typeof VALUE_KEYWORDS)[number]): boolean {
  if (schema[keyword] === undefined) return false;
  if (keyword === 'format') return formats.has(String(schema.format));
  return keyword !== 'uniqueItems' || schema.uniqueItems === true;
}

function* subschemas(schemas: Schemas, located: LocatedSchema): Generator<[LocatedSchema, string | undefined]> {
  const { schema } = located;
  const children = (step: string | undefined, ...tokens: string[]): [LocatedSchema, string | undefined][] => {
    const child = schemas.below(located, ...tokens);
    return child === undefined ? [] : [[child, step]];
  };
  if (schema.$ref !== undefined) yield [schemas.at(schema.$ref), undefined];
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    for (const index of (schema[keyword] ?? []).keys()) yield* children(undefined, keyword, String(index));
  }
  for (const name of Object.keys(schema.properties ?? {})) yield* children(name, 'properties', name);
  for (const index of (schema.prefixItems ?? []).keys()) yield* children('*', 'prefixItems', String(index));
  for (const keyword of ['items', 'additionalProperties'] as const) {
    if (typeof schema[keyword] === 'object') yield* children('*', keyword);
  }
}

function constraint(
  place: Place,
  path: readonly string[],
  keyword: string,
  pointer: string,
  value: JsonValue | undefined,
  schema: JsonSchema,
): Constraint {
  const name = formatPropertyPath(path);
  const where = name === '' ? `the ${place}` : `${name} in the ${place}`;
  const shown = typeof value === 'number' || typeof value === 'string' ? ` ${value}` : listed(value);
  return {
    in: place,
    path,
    keyword,
    pointer,
    name: `${where}: ${keyword}${shown}`,
    contested: keyword === 'minLength' && allowsContestedEmptyText(schema),
    asksForText: keyword === 'type' && value === 'string',
  };
}

function listed(value: JsonValue | undefined): string {
  return Array.isArray(value) && value.every((each) => each === null || typeof each !== 'object')
    ? ` ${value.slice(0, 4).join(' or ')}${value.length > 4 ? ' …' : ''}`
    : '';
}

/** Tests if a place in a request is the place of a constraint, or one inside it that a violation of it names. */
export function appliesTo(
  { in: place, path, keyword }: Constraint,
  at: { readonly in: Place; readonly path: readonly (string | number)[] },
): boolean {
  if (place !== at.in || at.path.length < path.length) return false;
  // A property that is missing is named itself; any other violation of an object may name what is inside.
  if (keyword === 'required' && at.path.length !== path.length) return false;
  return path.every((step, index) => step === '*' || step === String(at.path[index]));
}
