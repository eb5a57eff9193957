import type { JsonObject, JsonValue } from '../../../json-schema/json-schema';
import type { MediaTypeSpec, Resource } from '../../../openapi/model';
import { isJsonObject } from '../../json-object';
import type { InterventionParts, Target } from '../../stages/stage';
import { resourceOf } from './fit-body';

/** How many items a made-up list has at most. */
const MOST_ITEMS = 5;

/**
 * Makes a valid body up. Where it is about a resource, its items are as realistic as the seeded ones are, and none of them;
 * elsewhere it is drawn from the schema alone. The same request gets the same body.
 */
export function madeUpBody(
  { schema }: MediaTypeSpec,
  target: Target,
  { spec, sample, makeUp }: InterventionParts['context'],
): JsonValue {
  if (schema === undefined) return '';
  const { method, path, query } = target.request;
  const drawn = sample(schema, 'dynamic', method, path, query);
  const resource = resourceOf(spec, target.plan?.operation);
  if (resource === undefined || makeUp === undefined) return drawn;
  const itemAt = (index: number): JsonObject => makeUp(resource.name, [method, path, query, index]);
  const isItem = schema.pointer === resource.schema.pointer;
  const realistic = isItem ? itemAt(0) : withItems(drawn, resource, itemAt);
  const isValid = spec.schemas.validator(schema, 'response')(realistic).length === 0;
  return isValid ? realistic : drawn;
}

function withItems(drawn: JsonValue, { list }: Resource, itemAt: (index: number) => JsonObject): JsonValue {
  if (list === undefined || list.itemSchema !== undefined) return drawn;
  const filled = (items: JsonValue | undefined): JsonObject[] => {
    const count = Array.isArray(items) && items.length > 0 ? Math.min(items.length, MOST_ITEMS) : 1;
    return Array.from({ length: count }, (_, index) => itemAt(index));
  };
  const { itemsProperty } = list;
  if (itemsProperty === undefined) return Array.isArray(drawn) ? filled(drawn) : drawn;
  return isJsonObject(drawn) ? { ...drawn, [itemsProperty]: filled(drawn[itemsProperty]) } : drawn;
}
