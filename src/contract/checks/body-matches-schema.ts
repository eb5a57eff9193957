import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { SchemaViolation } from '../../json-schema/model/schemas';
import { isLarge } from '../exchange/create-exchange';
import { describeValue } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { valueAtPath } from '../exchange/read-json';
import { uncontested } from '../exchange/tolerances';
import type { Check, Fault } from '../findings/check';

/** The body of a success matches its schema, formats included. */
export const bodyMatchesSchema: Check<Exchange> = {
  name: 'body-matches-schema',
  severity: 'error',
  basis: 'OpenAPI 3.1, section 4.8.24; JSON Schema 2020-12',
  judge: (exchange) => (exchange.response.status < 400 ? schemaFaults(exchange) : []),
};

/** The body of an error matches its schema, formats included. */
export const problemMatchesSchema: Check<Exchange> = {
  name: 'problem-matches-schema',
  severity: 'error',
  basis: 'OpenAPI 3.1, section 4.8.24; RFC 9457, section 3',
  judge: (exchange) => (exchange.response.status >= 400 ? schemaFaults(exchange) : []),
};

function schemaFaults({ json, describedBy, response, spec }: Exchange): readonly Fault[] {
  if (json.kind !== 'json' || describedBy?.schema === undefined) return [];
  const value = isLarge(response) ? excerptOf(json.value) : json.value;
  const violations = spec.schemas.validator(describedBy.schema, 'response')(value);
  return uncontested(spec.schemas, violations, value).map((violation) => faultOf(violation, value, response.status));
}

/** Items of an array that are judged where there are very many: each of them may be wrong in several ways. */
const enough = 1_000;

function excerptOf(value: JsonValue, depth = 0): JsonValue {
  if (depth > 20) return value;
  if (Array.isArray(value)) return value.slice(0, enough).map((each) => excerptOf(each, depth + 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, excerptOf(each, depth + 1)]));
}

function faultOf({ path, keyword, detail, pointer }: SchemaViolation, body: JsonValue, status: number): Fault {
  const name = formatPropertyPath(path);
  return {
    title: `answers a body in which ${name === '' ? 'the whole' : name} ${detail} (status ${status})`,
    promised: `${name === '' ? 'the body' : name} ${detail}`,
    received: describeValue(valueAtPath(body, path)),
    pointer,
    // Indexes are left out: the same property of every item of a list is one fault.
    symptom: `${keyword} ${formatPropertyPath(path.filter((step) => typeof step === 'string').slice(-1))}`,
  };
}
