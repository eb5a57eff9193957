import type { AnySchema, CodeKeywordDefinition, KeywordCxt, ValidateFunction } from 'ajv';
import { formats } from '../formats/formats';
import { isMultipleOf } from '../model/decimal';
import { createReferenceFollower } from '../model/follow-references';
import type { JsonObject, JsonValue } from '../model/json-schema';
import { hasDuplicates, isJsonObject } from '../model/json-value';
import { childPointer, PointerError, valueAt } from '../model/pointer';
import type { Direction, SchemaViolation, Validator } from '../model/schemas';
import { isFlat } from '../model/walk-schemas';
import { patternMatcher } from '../patterns/pattern-matcher';
import { directedDocument } from './directed-document';
import { byDiscriminator, createDiscriminatedChecks, discriminatorCode, type PointerOf } from './discriminated-checks';
import type { ViolationContext } from './violation-details';
import { violationDetail } from './violation-details';
import { collectViolations } from './violations';

const NO_VIOLATIONS: readonly SchemaViolation[] = Object.freeze([]);

/** Each explanation checks a part of the value once more, so a hostile value could ask for one at each of its levels. */
const MOST_EXPLANATIONS = 16;

/** Gives the pointer at the end of a chain of `$ref`s. */
type ResolvePointer = (pointer: string) => string;

/**
 * Creates the validators of one document. ajv is loaded when a value is first checked, and a schema is compiled when a
 * value first reaches it, so that a start pays for nothing that is not used.
 *
 * @param document - the whole OpenAPI document
 * @param resolve - follows a pointer to the end of its `$ref`s
 * @returns a function that gives the validator for a canonical pointer and a direction, each made once
 */
export function createValidators(
  document: JsonObject,
  resolve: ResolvePointer,
): (pointer: string, direction: Direction) => Validator {
  const byDocument = new Map<JsonObject, (pointer: string) => Validator>();
  const byDirection = new Map<Direction, (pointer: string) => Validator>();
  return (pointer, direction) => {
    let validatorAt = byDirection.get(direction);
    if (!validatorAt) {
      const directed = directedDocument(document, direction);
      validatorAt = byDocument.get(directed) ?? validatorsOf(directed, partOf(directed, document), resolve);
      byDocument.set(directed, validatorAt);
      byDirection.set(direction, validatorAt);
    }
    return validatorAt(pointer);
  };
}

/** Gives the part of a document at a pointer. */
type PartAt = (pointer: string) => JsonValue;

// What the other side owns allows any value, so that nothing stands below it. A part of it that is asked about all the same
// is what the document says.
function partOf(directed: JsonObject, document: JsonObject): PartAt {
  return (pointer) => {
    try {
      return valueAt(directed, pointer);
    } catch (error) {
      if (error instanceof PointerError) return valueAt(document, pointer);
      throw error;
    }
  };
}

function validatorsOf(document: JsonObject, partAt: PartAt, resolve: ResolvePointer): (pointer: string) => Validator {
  const validators = new Map<string, Validator>();
  let checkAt: ((pointer: string) => ValidateFunction) | undefined;
  let explaining = 0;

  const createValidator = (pointer: string): Validator => {
    let check: ValidateFunction | undefined;
    return (value) => {
      checkAt ??= createCompiler(document, partAt, resolve, pointerOf);
      check ??= checkAt(pointer);
      try {
        return check(value) ? NO_VIOLATIONS : collectViolations(check.errors ?? [], value as JsonValue, context);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        // A value nested so deeply that checking it overflows the call stack is an answer, not a crash.
        return [{ path: [], keyword: '$ref', detail: violationDetail('$ref', null), pointer }];
      }
    };
  };
  const validatorAt = (pointer: string): Validator => {
    const validator = validators.get(pointer) ?? createValidator(pointer);
    validators.set(pointer, validator);
    return validator;
  };
  const pointerOf = createPointerLookup(document);
  const context: ViolationContext = {
    pointerOf,
    follow: createReferenceFollower(document),
    explain: (pointer, value) => {
      if (explaining >= MOST_EXPLANATIONS) return [];
      explaining++;
      try {
        return validatorAt(pointer)(value);
      } finally {
        explaining--;
      }
    },
  };
  return validatorAt;
}

function createCompiler(
  document: JsonObject,
  partAt: PartAt,
  resolve: ResolvePointer,
  pointerOf: PointerOf,
): (pointer: string) => ValidateFunction {
  // Loaded here, not at the top: ajv takes longer to load than all the rest of a start.
  const { Ajv2020, nil, _ } = require('ajv/dist/2020') as typeof import('ajv/dist/2020');
  const { callRef } = require('ajv/dist/vocabularies/core/ref') as typeof import('ajv/dist/vocabularies/core/ref');
  const checks = new Map<string, ValidateFunction>();
  const ajv = new Ajv2020({
    addUsedSchema: false,
    allErrors: true,
    code: { regExp: Object.assign(patternMatcher, { code: 'new RegExp' }) },
    logger: false,
    messages: false,
    meta: false,
    // `{}` must not pass as having a `toString`.
    ownProperties: true,
    // References are pointers by now. Ids only do harm: two schemas, or examples, with the same one are an error to ajv.
    schemaId: 'x-no-id' as '$id',
    strict: false,
    validateSchema: false,
    // Gives errors their schema object, the only sure way to its pointer: a `schemaPath` ends at the last `$ref`.
    verbose: true,
  });
  const replaceKeyword = (keyword: string, definition: Omit<CodeKeywordDefinition, 'keyword'>): void => {
    ajv.removeKeyword(keyword).addKeyword({ ...definition, keyword });
  };

  // Of older drafts; ajv refuses the one, and obeys the other.
  ajv.removeKeyword('id').removeKeyword('dependencies');

  const checkAt = (pointer: string): ValidateFunction => {
    const check = checks.get(pointer) ?? ajv.compile(partAt(pointer) as AnySchema);
    checks.set(pointer, check);
    return check;
  };
  for (const [name, { type, validate }] of formats) {
    ajv.addFormat(name, { type, validate } as Parameters<typeof ajv.addFormat>[1]);
  }
  for (const keyword of ['anyOf', 'oneOf', 'contains']) {
    replaceKeyword(keyword, withoutBranchErrors(ajv.getKeyword(keyword) as CodeKeywordDefinition));
  }
  const discriminated = createDiscriminatedChecks(document, pointerOf, (pointer) => checkAt(resolve(pointer)));
  const tools = { checkOf: discriminated.of, _, callRef };
  for (const keyword of ['anyOf', 'oneOf']) {
    replaceKeyword(keyword, byDiscriminator(ajv.getKeyword(keyword) as CodeKeywordDefinition, tools));
  }
  ajv.addKeyword({ keyword: 'discriminator', schemaType: 'object', code: discriminatorCode(tools) });
  // ajv's own `$ref` compiles everything that can be reached, by recursion: in a document where all schemas hang together
  // the first request would wait for hundreds of them, and a long chain overflows the call stack.
  replaceKeyword('$ref', {
    schemaType: 'string',
    code(cxt: KeywordCxt) {
      const pointer = resolve(cxt.schema);
      const target = partAt(pointer);
      const hasDiscriminator = isJsonObject(target) && target.discriminator !== undefined;
      if (!isFlat(target) || hasDiscriminator) {
        const check = lateCheck(() => checkAt(pointer));
        // A child is a base schema and more, so that the base need not look for the child.
        const isPartOfChild = hasDiscriminator && /\.allOf\[\d+\]$/.test(String(cxt.it.schemaPath));
        callRef(cxt, cxt.gen.scopeValue('validate', { ref: isPartOfChild ? discriminated.asBase(check) : check }));
        return;
      }
      const topSchemaRef = cxt.gen.scopeValue('schema', { ref: target });
      const valid = cxt.gen.name('valid');
      const place = { schema: target, dataTypes: [], schemaPath: nil, topSchemaRef, errSchemaPath: pointer };
      cxt.mergeEvaluated(cxt.subschema(place, valid));
      cxt.ok(valid);
    },
  });
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
  return checkAt;
}

/** A check that is compiled when it is first called; afterwards it carries what the real one found, as ajv expects. */
function lateCheck(compile: () => ValidateFunction): ValidateFunction {
  let check: ValidateFunction | undefined;
  const late = ((value, context) => {
    check ??= compile();
    const valid = check(value, context);
    late.errors = check.errors ?? null;
    late.evaluated = check.evaluated;
    return valid;
  }) as ValidateFunction;
  late.evaluated = { dynamicProps: true, dynamicItems: true };
  return late;
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

/**
 * Creates a function that tells where an object of a document stands. The document is read through when it is first asked.
 *
 * @returns the object's pointer; undefined for an object that is not part of the document
 */
function createPointerLookup(document: JsonObject): PointerOf {
  let pointers: Map<object, string> | undefined;
  return (part) => {
    pointers ??= listPointers(document);
    return pointers.get(part);
  };
}

function listPointers(document: JsonObject): Map<object, string> {
  const pointers = new Map<object, string>();
  const pending: [JsonValue, string][] = [[document, '#']];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, pointer] = next;
    if (value === null || typeof value !== 'object' || pointers.has(value)) continue;
    pointers.set(value, pointer);
    for (const [name, child] of Object.entries(value)) pending.push([child, childPointer(pointer, name)]);
  }
  return pointers;
}
