import { isForeign } from '../../json-schema/effective/effective-children';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { itemsOf, propertiesOf } from '../../openapi/model/schema-facts';
import type { Exchange } from '../exchange/exchange';
import type { Check, Fault } from '../findings/check';

/** A property that only requests carry, such as a password, comes in no answer, at any depth. */
export const writeOnlyHidden: Check<Exchange> = {
  name: 'write-only-hidden',
  severity: 'error',
  basis: 'OpenAPI 3.1, section 4.8.24; JSON Schema Validation 2020-12, section 9.4 (writeOnly)',
  judge({ describedBy, json, spec }) {
    if (json.kind !== 'json' || describedBy?.schema === undefined) return [];
    const shown = new Map<string, string>();
    collect(spec.schemas, describedBy.schema, json.value, [], shown);
    return [...shown].map(
      ([pointer, name]): Fault => ({
        title: `answers ${name}, which is writeOnly`,
        promised: `no ${name}, as only requests carry it`,
        // The value may be a secret.
        received: `a value of ${name}`,
        pointer,
        symptom: 'shown',
      }),
    );
  },
};

/** Items looked at in each array; what they show is the same. */
const ENOUGH_ITEMS = 20;

function collect(
  schemas: Schemas,
  schema: LocatedSchema,
  value: JsonValue,
  path: readonly string[],
  shown: Map<string, string>,
): void {
  if (Array.isArray(value)) {
    const items = itemsOf(schemas, schema);
    if (items === undefined) return;
    for (const item of value.slice(0, ENOUGH_ITEMS)) collect(schemas, items, item, path, shown);
  }
  if (!isJsonObject(value)) return;
  const properties = propertiesOf(schemas, schema);
  for (const [name, child] of Object.entries(value)) {
    const described = properties.get(name);
    if (described === undefined) continue;
    const at = [...path, name];
    if (isForeign([described], schemas, 'response')) shown.set(described.pointer, formatPropertyPath(at));
    else collect(schemas, described, child, at, shown);
  }
}
