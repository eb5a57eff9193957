import type { JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { errorBodyOf } from '../../openapi/resources/error-body';
import { jsonBody } from '../exchange/build-request';
import type { Exchange } from '../exchange/exchange';
import { memberOf, readJson } from '../exchange/read-json';
import { readViolations } from '../exchange/received-violations';
import { faultKey } from './check';

/** A property or parameter that a rejection is about. */
export interface Blamed {
  readonly in: string;
  /** Dotted name, as a person would write it. */
  readonly name: string;
  /** Its schema in the document. */
  readonly schema: LocatedSchema;
  /** Value that was sent there; undefined for none. */
  readonly value: JsonValue | undefined;
}

/** The properties that the violations of a rejection name, as far as the operation has them. */
export function blamedProperties(exchange: Exchange): readonly Blamed[] {
  const { describedBy, json, spec } = exchange;
  if (json.kind !== 'json' || describedBy?.schema === undefined) return [];
  const errorBody = errorBodyOf(spec.schemas, describedBy.schema);
  const violations = errorBody === undefined ? undefined : readViolations(errorBody, json.value);
  return (violations ?? []).flatMap(({ path, in: place }) => blamedAt(exchange, path ?? '', place) ?? []);
}

/** Looks up what a violation is about; undefined when the operation has no such property. */
export function blamedAt(exchange: Exchange, path: string, place = 'body'): Blamed | undefined {
  const { operation, spec, request } = exchange;
  const names = path
    .replace(/^[#/]+/, '')
    .replace(/\[\d+\]/g, '')
    .split(/[./]/)
    .filter((name) => name !== '');
  const [first] = names;
  if (operation === undefined || first === undefined) return undefined;
  if (place !== 'body') {
    const schema = operation.parameters.find((each) => each.in === place && each.name === first)?.schema;
    const value = new URLSearchParams(request.path.split('?')[1]).get(first) ?? undefined;
    return schema && { in: place, name: first, schema, value };
  }
  let schema = jsonBody(operation)?.schema;
  const body = readJson(request.body ?? new Uint8Array());
  let value = body.kind === 'json' ? body.value : undefined;
  for (const name of names) {
    schema = schema === undefined ? undefined : propertiesOf(spec.schemas, schema).get(name);
    value = memberOf(value, name);
  }
  return schema && { in: place, name: names.join('.'), schema, value };
}

/** The key of the fault that a target refuses right values of a property, whatever the rest of the request is like. */
export function refusedKey({ in: place, name, schema }: Blamed): string {
  return faultKey('accepts-valid', schema.pointer, refusedSymptom(place, name));
}

/** See {@link refusedKey}. */
export function refusedSymptom(place: string, name: string): string {
  return `refuses right values of ${name} in the ${place}`;
}
