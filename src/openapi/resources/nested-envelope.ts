import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { ListShape, Operation, Paging } from '../model/model';
import { isObjectSchema, propertiesOf } from '../model/schema-facts';
import { type Envelope, inferEnvelope } from './envelope';
import type { ResourceOverride } from './extensions';

/**
 * Recognises a list's envelope like {@link inferEnvelope}, and where it lacks the total or the next cursor, those that stand
 * one level deeper: `meta: { total }`, `pagination: { next_cursor }`.
 *
 * @param envelope - the schema of the list's answer, an object
 * @param paging - how the list is paged
 */
export function inferNestedEnvelope(
  schemas: Schemas,
  operation: Operation,
  envelope: LocatedSchema,
  paging: Paging,
  override: ResourceOverride,
): Envelope & Pick<ListShape, 'totalWithin'> {
  const outer = inferEnvelope(schemas, operation, envelope, paging, override);
  const inner = [...propertiesOf(schemas, envelope)].flatMap(([within, schema]) =>
    isObjectSchema(schemas, schema) ? [{ within, ...inferEnvelope(schemas, operation, schema, paging, override) }] : [],
  );
  const total = outer.totalProperty === undefined ? inner.find((one) => one.totalProperty !== undefined) : undefined;
  const next = nextOf(outer.paging) === undefined ? inner.find((one) => nextOf(one.paging) !== undefined) : undefined;
  return {
    ...outer,
    ...(total?.totalProperty !== undefined && { totalProperty: total.totalProperty, totalWithin: total.within }),
    ...(next?.paging.kind === 'cursor' && { paging: { ...next.paging, nextWithin: next.within } }),
  };
}

function nextOf(paging: Paging): string | undefined {
  return paging.kind === 'cursor' ? paging.nextProperty : undefined;
}
