import type { ErrorObject } from 'ajv';
import type { JsonSchema, JsonValue } from '../model/json-schema';
import { childPointer } from '../model/pointer';
import type { PropertyPath, SchemaViolation } from '../model/schemas';
import { alternativeViolations } from './alternatives';
import type { TagFault } from './discriminated-checks';
import type { ViolationContext } from './violation-details';
import { violationDetail } from './violation-details';

/** Keywords whose violation belongs to a property that the error names, and where the error names it. */
const NAMING_PARAMS: Readonly<Record<string, string>> = {
  required: 'missingProperty',
  dependentRequired: 'missingProperty',
  additionalProperties: 'additionalProperty',
  unevaluatedProperties: 'unevaluatedProperty',
  propertyNames: 'propertyName',
};

/** More violations than this are no help; a hostile value may have one for each of its bytes. */
const MOST_VIOLATIONS = 1000;

/**
 * Turns ajv's errors (made with `verbose`) into violations: each path and keyword once, the offending property named, the
 * follow-on noise of a wrong type and of `anyOf`, `oneOf`, `if` and `propertyNames` left out. At most 1000 are listed.
 *
 * @param value - the whole value that was checked
 */
export function collectViolations(
  errors: readonly ErrorObject[],
  value: JsonValue,
  context: ViolationContext,
): SchemaViolation[] {
  const mistyped = new Set<string>();
  for (const error of errors) if (error.keyword === 'type' && !isAboutName(error)) mistyped.add(error.instancePath);

  const violations = new Map<string, SchemaViolation>();
  for (const error of errors) {
    if (violations.size >= MOST_VIOLATIONS) break;
    if (error.keyword === 'if' || isAboutName(error)) continue;
    if (error.keyword !== 'type' && mistyped.has(error.instancePath)) continue;
    for (const violation of describe(error, value, context)) {
      const key = keyOf(violation);
      if (!violations.has(key)) violations.set(key, violation);
    }
  }
  return [...violations.values()];
}

/** Tells paths and keywords apart; short for the usual ones, which are about a property of the value itself. */
function keyOf({ path, keyword }: SchemaViolation): string {
  const [first] = path;
  if (first === undefined) return keyword;
  return path.length === 1 && typeof first === 'string' ? `${keyword}/${first}` : JSON.stringify([path, keyword]);
}

/** `propertyNames` reports what is wrong with a name as well as that something is; the latter suffices. */
function isAboutName(error: ErrorObject): boolean {
  return error.propertyName !== undefined && error.keyword !== 'propertyNames';
}

function describe(error: ErrorObject, value: JsonValue, context: ViolationContext): readonly SchemaViolation[] {
  const path = toPath(error.instancePath, value);
  const schema = error.parentSchema as JsonSchema;
  if (typeof schema !== 'object') {
    const pointer = fromSchemaPath(error.schemaPath);
    return [{ path, keyword: 'not', detail: violationDetail('additionalProperties', false), pointer }];
  }
  const pointer = context.pointerOf(schema) ?? fromSchemaPath(error.schemaPath);
  const keyword = error.keyword;
  if (keyword === 'discriminator') return [tagViolation(error, path, pointer)];
  if ((keyword === 'anyOf' || keyword === 'oneOf') && !error.params.passingSchemas) {
    return alternativeViolations({ keyword, schema, pointer, path, value: error.data as JsonValue }, context);
  }
  const name: string | undefined = error.params[NAMING_PARAMS[keyword] ?? ''];
  const { detail, place } = wordsFor(schema, keyword, error.schema as JsonValue, pointer);
  return [{ path: name === undefined ? path : [...path, name], keyword, detail, pointer: place }];
}

/** The discriminating property is missing, or stands for no schema. */
function tagViolation({ params }: ErrorObject, path: PropertyPath, pointer: string): SchemaViolation {
  const { property, missing, values } = params as TagFault;
  const keyword = missing ? 'required' : 'enum';
  const place = childPointer(pointer, 'discriminator');
  return { path: [...path, property], keyword, detail: violationDetail(keyword, values as JsonValue), pointer: place };
}

/** The fixed part of a violation of one keyword of a schema. */
interface Words {
  readonly value: JsonValue;
  readonly pointer: string;
  readonly detail: string;
  readonly place: string;
}

const told = new WeakMap<object, Map<string, Words>>();

/** Words and pointer of a broken keyword, made once: clients break the same constraints again and again. */
function wordsFor(schema: object, keyword: string, value: JsonValue, pointer: string): Words {
  let words = told.get(schema);
  if (words === undefined) {
    words = new Map();
    told.set(schema, words);
  }
  let found = words.get(keyword);
  if (found === undefined || found.value !== value || found.pointer !== pointer) {
    found = { value, pointer, detail: violationDetail(keyword, value), place: childPointer(pointer, keyword) };
    words.set(keyword, found);
  }
  return found;
}

/** Reads ajv's instance path; the value tells an array's index from an object's property `0`. */
function toPath(instancePath: string, value: JsonValue): PropertyPath {
  if (instancePath === '') return [];
  const path: (string | number)[] = [];
  let current: JsonValue | undefined = value;
  for (const token of instancePath.split('/').slice(1)) {
    const name = token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token;
    const step: string | number = Array.isArray(current) ? Number(name) : name;
    path.push(step);
    current = (current as Record<string | number, JsonValue>)[step];
  }
  return path;
}

function fromSchemaPath(schemaPath: string): string {
  return schemaPath.replace(/^[^#]*/, '').replace(/\/false schema$/, '');
}
