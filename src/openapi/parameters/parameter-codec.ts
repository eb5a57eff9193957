import { integerRange } from '../../json-schema/formats/number-formats';
import type { JsonSchema, JsonValue } from '../../json-schema/model/json-schema';
import { childPointer } from '../../json-schema/model/pointer';
import type { PropertyPath, Schemas, SchemaViolation } from '../../json-schema/model/schemas';
import { violationDetail } from '../../json-schema/validate/violation-details';
import type { Parameter, ParameterLocation } from '../model/model';
import type { ObjectEntry, ParameterTexts } from './parameter-texts';
import type { ParameterType } from './parameter-type';
import { checkBigInteger, readScalar } from './read-scalar';

/** The value of a parameter; a `bigint` where a double would round the integer (beyond ±(2^53 - 1)). */
export type ParameterValue = JsonValue | bigint;

/** One broken constraint of one parameter. */
export interface ParameterViolation {
  readonly in: ParameterLocation;
  /** The parameter's name, then the path inside its value. */
  readonly path: PropertyPath;
  /** A sentence for a person, without the parameter's name. */
  readonly detail: string;
  /** The place in the document that says so. */
  readonly pointer: string;
  /** The JSON Schema keyword; or `repetition`, `encoding`, `style` where the text itself is at fault. */
  readonly keyword: string;
}

/** A parameter read and checked. */
export type ParameterReading =
  | { readonly value: ParameterValue; readonly violations: readonly [] }
  | { readonly value?: undefined; readonly violations: readonly ParameterViolation[] };

type Faults = Omit<SchemaViolation, 'path'>;
type Read = { readonly value: ParameterValue } | { readonly faults: readonly SchemaViolation[] };

/**
 * Creates a function that reads one parameter: typed by its schema, strictly, and checked against it. What it needs
 * is prepared once.
 *
 * @param type - how its texts are read, from `parameterType`
 * @returns a function from the parameter's texts to its value or what is wrong with it
 */
export function createParameterReader(
  schemas: Schemas,
  parameter: Parameter,
  type: ParameterType,
): (texts: ParameterTexts) => ParameterReading {
  const validate = isSettledByType(parameter.schema.schema) ? accept : schemas.validator(parameter.schema, 'request');
  const located = ({ path, keyword, detail, pointer }: SchemaViolation): ParameterViolation => ({
    in: parameter.in,
    path: [parameter.name, ...path],
    detail,
    pointer,
    keyword,
  });
  const readAs = (texts: ParameterTexts): ParameterReading => {
    const read = readTexts(schemas, parameter, type, texts);
    if ('faults' in read) return { violations: read.faults.map(located) };
    const { value } = read;
    const faults = typeof value === 'bigint' ? checkBigInteger(schemas, parameter.schema, value) : validate(value);
    return faults.length === 0 ? { value, violations: [] } : { violations: faults.map(located) };
  };
  return (texts) => {
    const reading = readAs(texts);
    // Where one value may stand beside a list, one that is no such value may be a list of one.
    if (reading.value !== undefined || texts.kind !== 'scalar' || type.shape !== 'array' || parameter.json)
      return reading;
    const list = readAs({ kind: 'array', texts: [texts.text] });
    return list.value === undefined ? reading : list;
  };
}

const accept = (): readonly SchemaViolation[] => [];

// A scalar type with an exact format and no further keyword is settled when the text has been read.
function isSettledByType(schema: JsonSchema): boolean {
  const { type, format, title, description, default: _, example, examples, deprecated, ...rest } = schema;
  if (format !== undefined && (type !== 'integer' || integerRange(format) === undefined)) return false;
  return (
    typeof type === 'string' &&
    type !== 'array' &&
    type !== 'object' &&
    Object.keys(rest).every((key) => key.startsWith('x-'))
  );
}

/** The violation of a required parameter that is not given. */
export function missingParameter(parameter: Parameter): ParameterViolation {
  const detail = violationDetail('required', true);
  const pointer = childPointer(parameter.pointer, 'required');
  return { in: parameter.in, path: [parameter.name], detail, pointer, keyword: 'required' };
}

function readTexts(schemas: Schemas, parameter: Parameter, type: ParameterType, texts: ParameterTexts): Read {
  switch (texts.kind) {
    case 'broken':
      return { faults: [{ path: [], keyword: texts.keyword, detail: texts.detail, pointer: parameter.pointer }] };
    case 'scalar':
      return parameter.json ? readJson(parameter, texts.text) : readOne(schemas, type, texts.text);
    case 'array':
      return readList(schemas, type, texts.texts);
    case 'object':
      return readObject(schemas, type, texts.entries);
  }
}

function readJson(parameter: Parameter, text: string): Read {
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    const pointer = childPointer(parameter.pointer, 'content');
    return { faults: [{ path: [], keyword: 'content', detail: 'must be valid JSON', pointer }] };
  }
}

function readOne(schemas: Schemas, type: ParameterType, text: string): Read {
  const reading = readScalar(schemas, type, text);
  return reading.violation === undefined ? { value: reading.value } : { faults: [at([], reading.violation)] };
}

function readList(schemas: Schemas, type: ParameterType, texts: readonly string[]): Read {
  const faults: SchemaViolation[] = [];
  const items = texts.map((text, index): JsonValue => {
    const reading = type.items === undefined ? { value: text } : readScalar(schemas, type.items, text);
    if (reading.violation === undefined) return rounded(reading.value);
    faults.push(at([index], reading.violation));
    return null;
  });
  return faults.length > 0 ? { faults } : { value: items };
}

function readObject(schemas: Schemas, type: ParameterType, entries: readonly ObjectEntry[]): Read {
  const faults: SchemaViolation[] = [];
  const properties = entries.map(([name, text]): [string, JsonValue] => {
    const property = type.properties?.get(name);
    if (typeof text !== 'string') {
      const list = readList(schemas, property!, text);
      if ('value' in list) return [name, list.value as JsonValue];
      faults.push(...list.faults.map((fault) => ({ ...fault, path: [name, ...fault.path] })));
      return [name, null];
    }
    const reading = property === undefined ? { value: text } : readScalar(schemas, property, text);
    if (reading.violation === undefined) return [name, rounded(reading.value)];
    faults.push(at([name], reading.violation));
    return [name, null];
  });
  // fromEntries makes `__proto__` a property like any other.
  return faults.length > 0 ? { faults } : { value: Object.fromEntries(properties) };
}

function at(path: PropertyPath, fault: Faults): SchemaViolation {
  return { path, ...fault };
}

// Inside lists and objects JSON numbers have to do; their format's range has been checked exactly.
function rounded(value: JsonValue | bigint): JsonValue {
  return typeof value === 'bigint' ? Number(value) : value;
}
