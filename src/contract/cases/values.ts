import { isJsonObject } from '../../json-schema/model/json-value';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import { boundaryValues } from '../../json-schema/mutate/boundaries';
import type { LabelledValue } from '../../json-schema/mutate/value-rules';
import type { Operation, Parameter, Spec } from '../../openapi/model/model';
import { propertiesOf, schemaParts } from '../../openapi/model/schema-facts';
import { encodeParameter } from '../../openapi/parameters/encode-parameter';
import { roleOf } from '../../openapi/resources/role-of';
import { jsonBody, type RequestParts } from '../exchange/build-request';
import { valueAtPath } from '../exchange/read-json';
import { saysSpelling } from '../exchange/respelled';
import { insteadForLength, isContested } from '../exchange/tolerances';
import type { CaseKind, PlannedCase } from '../steps/context/case';
import { planKept } from '../steps/records/kept-as-sent';
import { planBody, sendForOperation } from '../steps/records/send-for-operation';
import { canBeShown, mergesInto, showableBody } from '../steps/requests/other-values';
import { validRequest, validValue } from '../steps/requests/valid-request';

/** Valid values at and around every boundary are accepted, answered as they were sent, and kept. */
export const values: CaseKind = {
  name: 'values',
  *plan({ spec, seed }) {
    for (const operation of spec.operations) {
      const schema = jsonBody(operation)?.schema;
      for (const value of schema === undefined ? [] : boundaryValues(spec.schemas, schema, 'request')) {
        if (schema === undefined || isContested(spec.schemas, schema, value.value)) continue;
        if (!mergesInto(spec, operation, value.value) || !canBeShown(spec, operation, value.value)) continue;
        const { path: subject, value: json, pointer } = value;
        const because = `${formatPropertyPath(subject) || 'the body'}: ${value.label}`;
        const severity = isTrimmed(spec, schema, value) ? 'warning' : undefined;
        yield planKept(operation, { because, pointer, json, subject, severity });
      }
      yield* undeclaredCase(spec, operation, seed);
      yield* writtenCase(spec, operation, seed);
      for (const parameter of operation.parameters) {
        if (parameter.in !== 'query' || isCursor(spec, operation, parameter)) continue;
        for (const value of boundaryValues(spec.schemas, parameter.schema, 'request')) {
          // A query has no agreed way to write null (OpenAPI 3.1, section 4.8.12.3).
          if (value.value === '' || value.value === null) continue;
          if (isContested(spec.schemas, parameter.schema, value.value)) continue;
          const or = insteadForLength(encodeParameter(parameter, value.value).map(([, text]) => text));
          if (or !== undefined) yield queryCase(operation, parameter, value, or);
        }
      }
    }
  },
};

// Only the target knows which cursors there are.
function isCursor(spec: Spec, operation: Operation, parameter: Parameter): boolean {
  const paging = roleOf(spec, operation)?.resource.list?.paging;
  return paging?.kind === 'cursor' && paging.cursor.name === parameter.name;
}

// Schemas are open unless they say otherwise (JSON Schema 2020-12, section 10.3.2.3); few authors mean it where they say nothing.
function* undeclaredCase(spec: Spec, operation: Operation, seed: number): Iterable<PlannedCase> {
  const schema = jsonBody(operation)?.schema;
  const valid = schema === undefined ? undefined : validValue(spec, schema, seed, 'undeclared');
  const shown = valid === undefined ? undefined : showableBody(spec, operation, valid, seed);
  if (schema === undefined || !isJsonObject(shown)) return;
  const json = { ...shown, undeclared_member: 'text' };
  if (spec.schemas.validator(schema, 'request')(json).length > 0 || isContested(spec.schemas, schema, json)) return;
  const isSaid = schemaParts(spec.schemas, schema).some((part) => part.schema.additionalProperties === true);
  const because = 'a member that the schema leaves open';
  yield acceptedCase(operation, because, schema.pointer, { json }, isSaid ? undefined : 'warning');
}

// Forms and lines say what they are made of, as JSON does; what a file has to be like, no schema says.
function* writtenCase(spec: Spec, operation: Operation, seed: number): Iterable<PlannedCase> {
  const written = operation.body?.mediaTypes.find(({ name }) => /urlencoded$|jsonl$|ndjson$|json-?lines$/.test(name));
  if (jsonBody(operation) !== undefined || written?.schema === undefined) return;
  const { bytes, contentType } = validRequest(spec, operation, seed, 'written');
  if (bytes === undefined || contentType !== written.name) return;
  yield acceptedCase(operation, `a valid body of ${contentType}`, written.pointer, { bytes, contentType });
}

function acceptedCase(
  operation: Operation,
  because: string,
  pointer: string,
  parts: RequestParts,
  severity?: 'warning',
): PlannedCase {
  const expectation = { kind: 'success', because, pointer, severity } as const;
  return { ...planBody(operation, `${because} is accepted`, () => parts, expectation), pointer };
}

// Where prose says that white space is not kept, of a blank text nothing remains.
function isTrimmed({ schemas }: Spec, body: LocatedSchema, { path, value }: LabelledValue): boolean {
  const [name] = path;
  const property = path.length === 1 ? propertiesOf(schemas, body).get(String(name)) : undefined;
  const text = valueAtPath(value, path);
  return property !== undefined && typeof text === 'string' && text.trim() === '' && saysSpelling(schemas, property);
}

function queryCase(
  operation: Operation,
  parameter: Parameter,
  { label, path, value, pointer }: LabelledValue,
  or: readonly number[],
): PlannedCase {
  const because = `${formatPropertyPath([parameter.name, ...path])}: ${label}`;
  return {
    title: `${because} is accepted`,
    operation,
    pointer,
    exercises: { in: 'query', path: [parameter.name, ...path] },
    writes: false,
    exclusive: false,
    run: async (context) => {
      await sendForOperation(context, operation, {
        parts: { query: encodeParameter(parameter, value) },
        expectation: { kind: 'success', because, pointer, or },
        subject: [parameter.name],
      });
    },
  };
}
