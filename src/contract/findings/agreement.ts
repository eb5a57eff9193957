import { isForeign } from '../../json-schema/effective/effective-children';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { Resource, Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { describeValue } from '../exchange/describe-value';
import { memberOf } from '../exchange/read-json';
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
    judge({ spec, resource, promised, received, when }) {
      const properties = propertiesOf(spec.schemas, resource.schema);
      const faults: Fault[] = [];
      for (const [property, value] of Object.entries(promised)) {
        const schema = properties.get(property);
        // What the document does not speak of may come and go.
        if (schema === undefined || isForeign([schema], spec.schemas, 'response')) continue;
        // A request may take what no answer can carry: a milestone by its number, which is answered as an object.
        const violations = spec.schemas.validator(schema, 'response')(value);
        if (violations.some(({ keyword, path }) => keyword === 'type' && path.length === 0)) continue;
        const seen = memberOf(received, property);
        if (sameValue(spec.schemas, schema, value, seen, true)) continue;
        faults.push({
          title: `${claim}: ${property} (${when})`,
          promised: `${property}: ${describeValue(value)}`,
          received: `${property}: ${describeValue(seen)}`,
          pointer: schema.pointer,
          symptom: `${resource.name}.${property}`,
        });
      }
      return asWhole(faults, Object.keys(promised).length, `${claim}: the record as a whole (${when})`, resource);
    },
  };
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
