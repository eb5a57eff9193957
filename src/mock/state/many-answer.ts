import type { Operation, Role } from '../../openapi/model/model';
import { isScalar, propertiesOf, requiredOf, typesOf } from '../../openapi/model/schema-facts';
import { successBody } from '../../openapi/operations/responses';
import { findListItems } from '../../openapi/resources/list-shape';
import { looksLike } from '../../openapi/resources/resource-roles';
import type { StoredRecord } from '../../store/interface/store';
import { describeSuccess } from '../handlers/documented-success';
import { createExampleHandler } from '../handlers/example';
import type { ResourceContext, ValidRequest } from '../handlers/handler';
import { createRepresentation } from '../handlers/representation';
import type { MockResponse } from '../messages/message';

/**
 * Creates the writer of an answer about several items: an array of them, in an envelope where the document has one with what else
 * it requires; numbers in the envelope are theirs. Any other answer is an example.
 */
export function createManyAnswer(context: ResourceContext, operation: Operation, role: Role) {
  const { spec, resource, sample } = context;
  const { schemas } = spec;
  const { status, headers, hasBody } = describeSuccess(operation, role, context);
  const schema = successBody(operation);
  const found = schema && findListItems(schemas, operation, resource.name, resource.schema, {});
  const isOurs = found !== undefined && looksLike(schemas, found.schema, resource.schema);
  const items = isOurs && found.within === undefined ? found : undefined;
  const represent = createRepresentation(context, resource, items?.schema);
  const example = createExampleHandler(context, operation);
  const required = schema === undefined ? new Set() : requiredOf(schemas, schema);
  const others =
    schema === undefined ? [] : [...propertiesOf(schemas, schema)].filter(([name]) => name !== items?.property);

  const enveloped = (list: string, count: number): string => {
    if (items?.property === undefined) return list;
    const members = others.flatMap(([name, own]) => {
      const isNumber = isScalar(schemas, own) && typesOf(schemas, own).has('integer');
      if (isNumber) return [`,${JSON.stringify(name)}:${count}`];
      return required.has(name) ? [`,${JSON.stringify(name)}:${JSON.stringify(sample(own))}`] : [];
    });
    return `{${JSON.stringify(items.property)}:${list}${members.join('')}}`;
  };

  return async (request: ValidRequest, records: readonly StoredRecord[]) => {
    if (!hasBody) return { status, headers, note: '' };
    if (items === undefined) return example(request);
    const list = `[${records.map(({ json }) => represent(json)).join(',')}]`;
    return { status, headers, body: enveloped(list, records.length), note: '' } satisfies MockResponse;
  };
}
