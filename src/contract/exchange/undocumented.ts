import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { itemsOf, propertiesOf, schemaParts } from '../../openapi/model/schema-facts';
import type { Exchange } from './exchange';

/** Part of a response that the document does not name. */
export interface UndocumentedPart {
  readonly kind: 'status' | 'header' | 'property';
  readonly name: string;
}

/** Header fields that say something about the message or the connection, and that no API needs to document. */
const STANDARD = new Set(
  (
    'accept accept-patch accept-post accept-ranges age allow alt-svc cache-control connection content-encoding content-language content-length ' +
    'content-location content-range content-security-policy content-type cross-origin-embedder-policy ' +
    'cross-origin-opener-policy cross-origin-resource-policy date deprecation etag expires keep-alive last-modified link ' +
    'location nel origin-agent-cluster permissions-policy pragma proxy-authenticate referrer-policy report-to ' +
    'reporting-endpoints retry-after server server-timing set-cookie strict-transport-security sunset trailer ' +
    'transfer-encoding upgrade vary via warning www-authenticate x-content-type-options x-dns-prefetch-control ' +
    'x-download-options x-frame-options x-permitted-cross-domain-policies x-powered-by x-xss-protection'
  ).split(' '),
);

/** Families of header fields that servers and proxies add to every answer, whatever it is about. */
const COMMON =
  /^(access-control-|(x-)?rate-?limit|x-(request|correlation|trace|amzn?|cache|served|envoy|forwarded|b3)|cf-|(traceparent|tracestate|request-id|correlation-id|x-runtime|x-response-time|priority|content-digest)$)/;

/** Lists the status, the headers and the properties of a response that the document does not name. */
export function undocumentedIn(exchange: Exchange): UndocumentedPart[] {
  if (exchange.documented === undefined) return [{ kind: 'status', name: String(exchange.response.status) }];
  const headers = undocumentedHeaders(exchange).map((name): UndocumentedPart => ({ kind: 'header', name }));
  const properties = undocumentedProperties(exchange).map((name): UndocumentedPart => ({ kind: 'property', name }));
  return [...headers, ...properties];
}

/** The header fields that neither the document nor a standard names, in lower case. */
export function undocumentedHeaders({ documented, response }: Exchange): string[] {
  if (documented === undefined) return [];
  const named = new Set(documented.headers.map(({ name }) => name.toLowerCase()));
  return Object.keys(response.headers).filter((name) => !named.has(name) && !STANDARD.has(name) && !COMMON.test(name));
}

/** The properties of a body that its schema does not name, `*` standing for every item of an array. */
export function undocumentedProperties({ describedBy, json, spec }: Exchange): string[] {
  if (json.kind !== 'json' || describedBy?.schema === undefined) return [];
  const names = new Set<string>();
  surplus(spec.schemas, describedBy.schema, json.value, [], names);
  return [...names];
}

/** Items looked at in each array; what they show is the same. */
const ENOUGH_ITEMS = 20;

function surplus(
  schemas: Schemas,
  schema: LocatedSchema,
  value: JsonValue,
  path: readonly string[],
  found: Set<string>,
): void {
  if (Array.isArray(value)) {
    const items = itemsOf(schemas, schema);
    if (items === undefined) return;
    for (const item of value.slice(0, ENOUGH_ITEMS)) surplus(schemas, items, item, [...path, '*'], found);
  }
  if (!isJsonObject(value)) return;
  const properties = propertiesOf(schemas, schema);
  // An object of which nothing is named, and a map, may hold anything.
  if (properties.size === 0 || isMap(schemas, schema)) return;
  for (const [name, child] of Object.entries(value)) {
    const described = properties.get(name);
    if (described === undefined) found.add(formatPropertyPath([...path, name]));
    else surplus(schemas, described, child, [...path, name], found);
  }
}

function isMap(schemas: Schemas, schema: LocatedSchema): boolean {
  return schemaParts(schemas, schema).some(
    (part) => typeof part.schema.additionalProperties === 'object' || part.schema.patternProperties !== undefined,
  );
}
