import type { JsonObject } from '../../json-schema/json-schema';
import { mutations } from '../../json-schema/mutations';
import type { Operation } from '../../openapi/model';
import type { CaseContext } from './context/case';
import { isObject } from './records/record';
import { otherBody } from './requests/other-values';
import { jsonBody } from './requests/valid-request';
import { wrapItem } from './wrap-item';

/** A body that is valid but for its last broken constraint, so that a server that writes as it checks has written most. */
export async function invalidBody(
  context: CaseContext,
  operation: Operation,
  key: string,
): Promise<JsonObject | undefined> {
  const schema = jsonBody(operation)?.schema;
  const item = await otherBody(context, operation, key);
  if (schema === undefined || item === undefined) return undefined;
  const base = wrapItem(context.spec, operation, item);
  const filtered = new Set(
    context.spec.resources.flatMap(({ list }) => (list?.filters ?? []).map(({ property }) => property)),
  );
  const spoiled = mutations(context.spec.schemas, schema, base, 'request')
    .filter(({ path }) => path.length > 0 && !filtered.has(String(path[0])))
    .at(-1)?.value;
  return isObject(spoiled) ? spoiled : undefined;
}
