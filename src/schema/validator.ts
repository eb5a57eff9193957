import type { AnySchemaObject, CodeKeywordDefinition, KeywordCxt, ValidateFunction } from 'ajv';
import { isMultipleOf } from './decimal';
import { directedDocument } from './directed-document';
import { createReferenceFollower } from './follow-references';
import { formats } from './formats';
import { hasDuplicates } from './has-duplicates';
import type { JsonObject, JsonValue } from './json-schema';
import { formatPointer, PointerError, parsePointer } from './pointer';
import type { Direction, SchemaViolation, Validator } from './schemas';
import type { ViolationContext } from './violation-context';
import { violationDetail } from './violation-details';
import { collectViolations } from './violations';

/** The name under which ajv knows the document. */
const DOCUMENT = 'document';
const NO_VIOLATIONS: readonly SchemaViolation[] = Object.freeze([]);

/** Gives the validator of the schema at a pointer. */
type ValidatorsByPointer = (pointer: string) => Validator;

/**
 * Creates the validators of one document. ajv is loaded, gets the document and compiles a schema when a value is first
 * checked against it, so that a start pays for nothing that is not used.
 *
 * @param document - the whole OpenAPI document
 * @returns a function that gives the validator for a canonical pointer and a direction, each made once
 */
export function createValidators(document: JsonObject): (pointer: string, direction: Direction) => Validator {
  const engines = new Map<JsonObject, ValidatorsByPointer>();
  const byDirection = new Map<Direction, ValidatorsByPointer>();
  const engine = (direction: Direction): ValidatorsByPointer => {
    let found = byDirection.get(direction);
    if (!found) {
      const directed = directedDocument(document, direction);
      found = engines.get(directed) ?? createEngine(directed);
      engines.set(directed, found);
      byDirection.set(direction, found);
    }
    return found;
  };
  return (pointer, direction) => engine(direction)(pointer);
}

function createEngine(document: JsonObject): ValidatorsByPointer {
  const validators = new Map<string, Validator>();
  let compile: ((pointer: string) => ValidateFunction) | undefined;

  const validatorAt: ValidatorsByPointer = (pointer) => {
    let validator = validators.get(pointer);
    if (!validator) {
      let check: ValidateFunction | undefined;
      validator = (value) => {
        compile ??= createCompiler(document);
        check ??= compile(pointer);
        try {
          return check(value) ? NO_VIOLATIONS : collectViolations(check.errors ?? [], value as JsonValue, context);
        } catch (error) {
          if (error instanceof RangeError) return tooDeep(pointer);
          throw error;
        }
      };
      validators.set(pointer, validator);
    }
    return validator;
  };

  const context: ViolationContext = {
    pointerOf: pointerLookup(document),
    follow: createReferenceFollower(document),
    validatorAt,
  };
  return validatorAt;
}

/** A value nested so deeply that checking it overflows the call stack is an answer, not a crash. */
function tooDeep(pointer: string): readonly SchemaViolation[] {
  return [{ path: [], keyword: '$ref', detail: violationDetail('$ref', null), pointer }];
}

function createCompiler(document: JsonObject): (pointer: string) => ValidateFunction {
  // Loaded here, not at the top: ajv takes longer to load than all the rest of a start.
  const { Ajv2020 } = require('ajv/dist/2020') as typeof import('ajv/dist/2020');
  const ajv = new Ajv2020({
    allErrors: true,
    logger: false,
    messages: false,
    meta: false,
    // `{}` must not pass as having a `toString`.
    ownProperties: true,
    strict: false,
    validateSchema: false,
    // Gives errors their schema object, the only sure way to its pointer: a `schemaPath` ends at the last `$ref`.
    verbose: true,
  });
  for (const [name, { type, validate }] of formats) {
    ajv.addFormat(name, { type, validate } as Parameters<typeof ajv.addFormat>[1]);
  }
  for (const keyword of ['anyOf', 'oneOf', 'contains']) {
    const definition = ajv.getKeyword(keyword) as CodeKeywordDefinition;
    ajv.removeKeyword(keyword).addKeyword(withoutBranchErrors(definition));
  }
  ajv.removeKeyword('multipleOf').addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    validate: (divisor: number, value: number) => isMultipleOf(value, divisor),
  });
  ajv.removeKeyword('uniqueItems').addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (unique: boolean, items: JsonValue[]) => !unique || !hasDuplicates(items),
  });
  ajv.addSchema(document as AnySchemaObject, DOCUMENT);
  return (pointer) => {
    const check = ajv.getSchema(`${DOCUMENT}#${parsePointer(pointer).map(encodeToken).join('')}`);
    if (!check) throw new PointerError(pointer, 'is not a schema of the document');
    return check;
  };
}

/** Drops what the branches of `anyOf`, `oneOf` and `contains` report: only their keyword's own error is left. */
function withoutBranchErrors(definition: CodeKeywordDefinition): CodeKeywordDefinition {
  return {
    ...definition,
    code(cxt: KeywordCxt, ruleType) {
      const report = cxt.error.bind(cxt);
      cxt.error = (...args) => {
        cxt.reset();
        report(...args);
      };
      definition.code(cxt, ruleType);
    },
  };
}

function encodeToken(token: string): string {
  return `/${encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'))}`;
}

/** Pointers of all objects of the document, listed when the first violation needs one. */
function pointerLookup(document: JsonObject): (schema: object) => string | undefined {
  let pointers: Map<object, string> | undefined;
  return (schema) => {
    pointers ??= listPointers(document);
    return pointers.get(schema);
  };
}

function listPointers(document: JsonObject): Map<object, string> {
  const pointers = new Map<object, string>();
  const pending: [JsonValue, string][] = [[document, formatPointer([])]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, pointer] = next;
    if (value === null || typeof value !== 'object' || pointers.has(value)) continue;
    pointers.set(value, pointer);
    for (const [name, child] of Object.entries(value)) pending.push([child, pointer + formatPointer([name]).slice(1)]);
  }
  return pointers;
}
