import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { Resource, Spec } from '../../openapi/model/model';
import { propertiesOf, requiredOf } from '../../openapi/model/schema-facts';
import { percentEncode } from '../../openapi/operations/path-template';
import { describeValue } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { answeredSchema, canCarry, isOneSided, promisedPart } from '../exchange/promised-item';
import { memberOf } from '../exchange/read-json';
import { isRespelled } from '../exchange/respelled';
import { sameValue } from '../exchange/same-value';
import type { Check, Fault } from './check';

/** A record as it has to be, and as it was seen. */
export interface Agreement {
  readonly spec: Spec;
  readonly resource: Resource;
  /** The properties that are compared, with the values that they have to have. */
  readonly promised: JsonObject;
  /** The record as it was seen; undefined when nothing was. */
  readonly received: JsonValue | undefined;
  /** Place and time at which it was seen, for a person: `read after the replace`. */
  readonly when: string;
}

/**
 * Makes a check that a record, seen somewhere, has certain values.
 *
 * @param name - the check's name
 * @param claim - what does not hold, with the property to fill in: `does not keep what was sent`
 */
export function agreementCheck(name: string, basis: string, claim: string): Check<Agreement> {
  return {
    name,
    severity: 'error',
    basis,
    judge(agreement, evidence) {
      const { resource, promised, when } = agreement;
      const faults = disagreements(agreement, evidence?.at(-1)).map(
        ({ property, schema, value, seen, isSpelling }): Fault => ({
          severity: isSpelling ? 'warning' : undefined,
          title: `${claim}: ${property} (${when})`,
          promised: `${property}: ${describeValue(value)}`,
          received: `${property}: ${describeValue(seen)}`,
          pointer: schema.pointer,
          symptom: `${resource.name}.${property}`,
        }),
      );
      const [mild, grave] = [true, false].map((isMild) =>
        faults.filter((each) => (each.severity !== undefined) === isMild),
      );
      const title = `${claim}: the record as a whole (${when})`;
      return [...mild!, ...asWhole(grave!, Object.keys(promised).length, title, resource)];
    },
  };
}

/** A property whose value is another one than was promised. */
export interface Disagreement {
  readonly property: string;
  readonly schema: LocatedSchema;
  readonly value: JsonValue;
  readonly seen: JsonValue | undefined;
  /** True where the two are one value in two spellings. */
  readonly isSpelling: boolean;
}

/**
 * Compares a record with what it has to be, as far as the answer that shows it promises the property.
 *
 * @param shownBy - the exchange that shows the record; by the resource's own schema when left out
 */
export function disagreements(
  { spec, resource, promised, received }: Omit<Agreement, 'when'>,
  shownBy: Exchange | undefined,
): readonly Disagreement[] {
  const answered = shownBy === undefined ? resource.schema : answeredSchema(shownBy, resource);
  if (answered === undefined) return [];
  const { schemas } = spec;
  const [known, shown] = [propertiesOf(schemas, resource.schema), propertiesOf(schemas, answered)];
  const required = requiredOf(schemas, answered);
  return Object.entries(promised).flatMap(([property, whole]): Disagreement[] => {
    const [schema, place] = [known.get(property), shown.get(property)];
    // What the document does not speak of may come and go.
    if (schema === undefined || place === undefined) return [];
    // What only the server sets is the server's to change, but for the id.
    if (resource.parents.some((each) => each.property === property) && !isInPath(shownBy, whole)) return [];
    if (property !== resource.idProperty && (isOneSided(schemas, schema) || isOneSided(schemas, place))) return [];
    const value = promisedPart(schemas, place, whole);
    const seen = memberOf(received, property);
    if (!canCarry(schemas, place, value) || sameValue(schemas, place, value, seen, true)) return [];
    // What need not be there says as much as null does.
    const isLeftOut = value === null && seen === undefined && !required.has(property);
    return [{ property, schema, value, seen, isSpelling: isLeftOut || isRespelled(schemas, schema, value, seen) }];
  });
}

// What the path says already, a body cannot say otherwise.
function isInPath(exchange: Exchange | undefined, value: JsonValue): boolean {
  const path = exchange?.request.path.split('?')[0];
  return path === undefined || path.split('/').includes(percentEncode(String(value)));
}

/** From so many properties on, and where most of them differ, it is the record that is another one. */
const SEVERAL = 3;

function asWhole(faults: readonly Fault[], compared: number, title: string, resource: Resource): readonly Fault[] {
  const { name, schema } = resource;
  const symptom = `${name} as a whole`;
  if (faults.length < SEVERAL || faults.length * 2 < compared) return faults;
  const textOf = (side: 'promised' | 'received'): string => faults.map((each) => each[side]).join(', ');
  return [{ title, promised: textOf('promised'), received: textOf('received'), pointer: schema.pointer, symptom }];
}
