import type { JsonValue } from '../../../json-schema/model/json-schema';
import type { Operation, Resource, Spec } from '../../../openapi/model/model';
import { propertiesOf, requiredOf } from '../../../openapi/model/schema-facts';
import { isPatchList, objectBody } from '../../../openapi/resources/resource-roles';
import { jsonBody } from '../../exchange/build-request';
import { isOneSided } from '../../exchange/promised-item';
import { validValue } from './valid-request';

/**
 * Makes a JSON Patch (RFC 6902) that fits every record of a resource: it replaces a property that all of them have, as the schema of
 * patches does not say which paths there are.
 *
 * @returns undefined for an operation that takes no list of patch operations, and where no property can be replaced for sure
 */
export function fittingPatch(
  spec: Spec,
  operation: Operation,
  resource: Resource,
  seed: number,
): JsonValue | undefined {
  const { schemas } = spec;
  const taken = jsonBody(operation)?.schema;
  const { create, replace } = resource.roles;
  const made = create ?? replace;
  const body = made && objectBody(schemas, made);
  if (taken === undefined || body === undefined || !isPatchList(schemas, taken)) return undefined;
  const required = requiredOf(schemas, body);
  const found = [...propertiesOf(schemas, body)].find(
    ([name, schema]) => required.has(name) && name !== resource.idProperty && !isOneSided(schemas, schema),
  );
  if (found === undefined) return undefined;
  const [name, schema] = found;
  const path = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return [{ op: 'replace', path, value: validValue(spec, schema, seed, `${operation.id} patch`) }];
}
