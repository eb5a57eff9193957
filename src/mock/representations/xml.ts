import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { parsePointer } from '../../json-schema/model/pointer';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { itemsOf, propertiesOf, schemaParts } from '../../openapi/model/schema-facts';

/** The `xml` object of a schema (OpenAPI 3.1, section 4.8.26; `nodeType` is of 3.2). */
export interface XmlFacts {
  readonly name?: string;
  readonly namespace?: string;
  readonly prefix?: string;
  readonly attribute?: boolean;
  readonly wrapped?: boolean;
  readonly nodeType?: 'element' | 'attribute' | 'text' | 'cdata' | 'none';
}

/** Elements by name: attributes begin with `@`, and `#text` is the text of the element itself. */
type XmlNode = { [name: string]: XmlContent };
type XmlContent = string | XmlNode | XmlContent[];

const ATTRIBUTE = '@';
const TEXT = '#text';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/**
 * Writes a JSON value as an XML document, as the `xml` objects of its schema say: names, attributes, wrapped lists, prefixes and
 * namespaces. A list without a wrapper repeats its element. The root is named after the schema of the components.
 *
 * @param schema - undefined where the document gives none
 * @example toXml(schemas, person, { id: 1, name: 'Ann' }) // '<?xml …?>\n<person id="1"><name>Ann</name></person>'
 */
export function toXml(schemas: Schemas, schema: LocatedSchema | undefined, value: JsonValue): string {
  const xml = xmlOf(schemas, schema);
  const root = qualified(xml.name ?? componentName(schema) ?? 'root', xml);
  const content = Array.isArray(value)
    ? listContent(schemas, schema, value, xml.name)
    : contentOf(schemas, schema, value);
  return DECLARATION + build(root, withNamespace(content, xml));
}

/** Writes an element, and all those of its name that a list holds. */
function build(name: string, content: XmlContent): string {
  if (Array.isArray(content)) return content.map((each) => build(name, each)).join('');
  if (typeof content === 'string') return content === '' ? `<${name}/>` : `<${name}>${escaped(content)}</${name}>`;
  let start = name;
  let inside = '';
  for (const [part, own] of Object.entries(content)) {
    if (part.startsWith(ATTRIBUTE)) start += ` ${part.slice(1)}="${escaped(own as string)}"`;
    else inside += part === TEXT ? escaped(own as string) : build(part, own);
  }
  return inside === '' ? `<${start}/>` : `<${start}>${inside}</${name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Characters that XML cannot hold at all are left out (XML 1.0, section 2.2). */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"\r]/g, (character) => ESCAPES[character]!);
}

function contentOf(schemas: Schemas, schema: LocatedSchema | undefined, value: JsonValue): XmlContent {
  if (Array.isArray(value)) return listContent(schemas, schema, value, undefined);
  if (!isJsonObject(value)) return value === null ? '' : String(value);
  const properties = schema === undefined ? new Map<string, LocatedSchema>() : propertiesOf(schemas, schema);
  const node: XmlNode = {};
  for (const [name, member] of Object.entries(value)) addMember(schemas, node, name, member, properties.get(name));
  return node;
}

function addMember(
  schemas: Schemas,
  node: XmlNode,
  property: string,
  value: JsonValue,
  schema: LocatedSchema | undefined,
): void {
  const xml = xmlOf(schemas, schema);
  const isList = Array.isArray(value);
  if (isTextOf(xml) && !isList && !isJsonObject(value)) {
    node[TEXT] = value === null ? '' : String(value);
    return;
  }
  const name = qualified(xml.name ?? property, xml);
  if ((xml.attribute === true || xml.nodeType === 'attribute') && !isJsonObject(value)) {
    node[ATTRIBUTE + name] = isList ? value.map(String).join(' ') : value === null ? '' : String(value);
  } else if (!isList) node[name] = withNamespace(contentOf(schemas, schema, value), xml);
  else if (xml.wrapped === true || xml.nodeType === 'element') {
    node[name] = withNamespace(listContent(schemas, schema, value, xml.name ?? property), xml);
  } else {
    // Without a wrapper only the name of the items counts (section 4.8.26.2.7).
    const items = itemSchema(schemas, schema);
    const itemXml = xmlOf(schemas, items);
    const itemName = qualified(itemXml.name ?? property, itemXml);
    node[itemName] = value.map((item) => withNamespace(contentOf(schemas, items, item), itemXml));
  }
}

/** The items of a list below their wrapper. */
function listContent(
  schemas: Schemas,
  schema: LocatedSchema | undefined,
  value: readonly JsonValue[],
  wrapper: string | undefined,
): XmlNode {
  const items = itemSchema(schemas, schema);
  const xml = xmlOf(schemas, items);
  const name = qualified(xml.name ?? wrapper ?? componentName(items) ?? 'item', xml);
  return { [name]: value.map((item) => withNamespace(contentOf(schemas, items, item), xml)) };
}

function itemSchema(schemas: Schemas, schema: LocatedSchema | undefined): LocatedSchema | undefined {
  return schema && itemsOf(schemas, schema);
}

/** The `xml` object of a schema. */
export function xmlOf(schemas: Schemas, schema: LocatedSchema | undefined): XmlFacts {
  if (schema === undefined) return {};
  const part = schemaParts(schemas, schema).find((candidate) => isJsonObject(candidate.schema.xml));
  return (part?.schema.xml ?? {}) as XmlFacts;
}

function isTextOf({ nodeType }: XmlFacts): boolean {
  return nodeType === 'text' || nodeType === 'cdata';
}

function withNamespace(content: XmlContent, { namespace, prefix }: XmlFacts): XmlContent {
  if (namespace === undefined) return content;
  const attribute = { [`${ATTRIBUTE}xmlns${prefix === undefined ? '' : `:${prefix}`}`]: namespace };
  return typeof content === 'string' ? { ...attribute, [TEXT]: content } : { ...attribute, ...(content as XmlNode) };
}

function qualified(name: string, { prefix }: XmlFacts): string {
  return prefix === undefined ? xmlName(name) : `${xmlName(prefix)}:${xmlName(name)}`;
}

/** JSON allows names that XML does not. */
function xmlName(name: string): string {
  const clean = name.replace(/[^\p{L}\p{N}_.:-]/gu, '_');
  return /^[\p{L}_]/u.test(clean) ? clean : `_${clean}`;
}

function componentName(schema: LocatedSchema | undefined): string | undefined {
  const [components, schemas, name, ...rest] = schema === undefined ? [] : parsePointer(schema.pointer);
  return components === 'components' && schemas === 'schemas' && rest.length === 0 ? name : undefined;
}
