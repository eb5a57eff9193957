import type { JsonObject } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import type { Resource, Spec } from '../../../openapi/model/model';
import { normalizeName, singulars } from '../../../openapi/model/names';
import { propertiesOf, typesOf } from '../../../openapi/model/schema-facts';
import { jsonBody } from '../../exchange/build-request';
import { type ExistingIds, firstIdFor } from './existing-ids';

/** A property that carries the id of a record of another resource. */
export interface ReferredResource {
  readonly property: string;
  readonly target: Resource;
  readonly isNumber: boolean;
}

/**
 * Lists the resources that the body of a create refers to: by the `links` of the operations that make them, else by name, so that
 * `author_id` and `authorId` refer to `authors`.
 *
 * @param ids - ids that are given; what they name is not made
 */
export function referredResources(spec: Spec, resource: Resource, ids: ExistingIds | undefined): ReferredResource[] {
  const makers = spec.resources.filter(({ name, roles }) => name !== resource.name && roles.create !== undefined);
  return [...itemProperties(spec, resource)].flatMap(([property, schema]) => {
    if (ids !== undefined && firstIdFor(ids, property) !== undefined) return [];
    const types = typesOf(spec.schemas, schema);
    const isNumber = types.has('integer') || types.has('number');
    if (!isNumber && !types.has('string')) return [];
    const linked = makers.find((maker) => linksOf(spec, maker, resource).includes(property));
    const target = linked ?? bestNamed(makers, property);
    return target === undefined ? [] : [{ property, target, isNumber }];
  });
}

/** The documented example of a create's item; undefined when there is none that is valid. */
export function exampleBody(spec: Spec, { roles, wrappers }: Resource): JsonObject | undefined {
  const media = roles.create === undefined ? undefined : jsonBody(roles.create);
  const schema = media?.schema;
  if (schema === undefined) return undefined;
  const candidates = [...(media?.examples ?? []).map(({ value }) => value), ...(schema.schema.examples ?? [])];
  const example = candidates.find((value) => spec.schemas.validator(schema, 'request')(value).length === 0);
  const wrapper = wrappers.create?.body;
  const item = wrapper === undefined || !isJsonObject(example) ? example : example[wrapper];
  return isJsonObject(item) ? (example as JsonObject) : undefined;
}

function itemProperties(spec: Spec, { roles, wrappers }: Resource): ReadonlyMap<string, LocatedSchema> {
  const body = roles.create === undefined ? undefined : jsonBody(roles.create)?.schema;
  if (body === undefined) return new Map();
  const properties = propertiesOf(spec.schemas, body);
  const wrapped = wrappers.create?.body === undefined ? undefined : properties.get(wrappers.create.body);
  return wrapped === undefined ? properties : propertiesOf(spec.schemas, wrapped);
}

// The longest name wins: `purchase_order_id` is one of `purchaseOrders` before one of `orders`.
function bestNamed(makers: readonly Resource[], property: string): Resource | undefined {
  const spelled = normalizeName(property).replace(/(?:id|uuid|ref)$/, '');
  const isReference = spelled !== normalizeName(property);
  const nameOf = (maker: Resource): string[] => singulars(normalizeName(maker.name.split(/[./]/).at(-1) ?? maker.name));
  const exact = makers.find((maker) => nameOf(maker).includes(spelled));
  if (exact !== undefined) return exact;
  const ending = makers.flatMap((maker) =>
    nameOf(maker).flatMap((name) => (isReference && spelled.endsWith(name) ? [{ maker, length: name.length }] : [])),
  );
  return ending.sort((a, b) => b.length - a.length)[0]?.maker;
}

// OpenAPI 3.1, section 4.8.20: `requestBody: { "author_id": "$response.body#/id" }` of a link to the create.
function linksOf({ document }: Spec, maker: Resource, resource: Resource): readonly string[] {
  const { create } = resource.roles;
  const path = maker.roles.create?.template.source ?? '';
  const responses = Object.values(document.paths?.[path]?.post?.responses ?? {});
  return responses.flatMap((response) => {
    const links = 'links' in response ? Object.values(response.links ?? {}) : [];
    return links.flatMap((link) => {
      if (!('operationId' in link) || link.operationId !== create?.id || !isJsonObject(link.requestBody)) return [];
      return Object.entries(link.requestBody).flatMap(([name, value]) =>
        /^\$response\.body#\//.test(String(value)) ? [name] : [],
      );
    });
  });
}
