import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { itemsOf, propertiesOf, typesOf } from '../../openapi/model/schema-facts';
import { xmlOf } from '../representations/xml';
import { type OtherBody, typedText } from './form-value';
import { JsonError } from './parse-json';

/** An element: its text, or its children by their names; attributes begin with `@`, `#text` is the text beside them. */
type XmlElement = string | { readonly [name: string]: XmlElement | readonly XmlElement[] };

const ATTRIBUTE = '@';
const TEXT = '#text';

/**
 * Reads an XML document as a value, as the `xml` objects of its schema say (OpenAPI 3.1, section 4.8.26): the reverse of what is
 * answered as XML. Names count without their prefixes, which every client may choose. What the schema does not know is kept, so
 * that the schema judges it. Document type declarations are refused, and with them every entity of a client's own.
 *
 * @throws {@link JsonError} with a sentence for a person, when the text is no well-formed XML
 * @example parseXml(schemas, person, '<person id="1"><name>Ann</name></person>') // { value: { id: 1, name: 'Ann' }, faults: [] }
 */
export function parseXml(schemas: Schemas, schema: LocatedSchema | undefined, text: string): OtherBody {
  const [name, root] = rootOf(text);
  const wanted = schema && xmlOf(schemas, schema).name;
  const value = readElement(schemas, schema, root);
  if (wanted === undefined || wanted === name) return { value, faults: [] };
  const detail = `must be an element called ${wanted}, not ${name}`;
  return { value, faults: [{ path: [], keyword: 'xml', detail, pointer: schema?.pointer ?? '' }] };
}

const MARKUP = /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g;
const BARE_AMPERSAND = /&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/i;

function rootOf(text: string): readonly [name: string, root: XmlElement] {
  const { XMLParser, XMLValidator } = require('fast-xml-parser') as typeof import('fast-xml-parser');
  const plain = text.replace(MARKUP, '');
  if (/<!DOCTYPE/i.test(plain)) throw new JsonError('The body must have no document type declaration.');
  if (BARE_AMPERSAND.test(plain)) throw new JsonError('The body is not valid XML: & must be written as &amp;.');
  const checked = XMLValidator.validate(text.trimStart());
  if (checked !== true) {
    const { msg, line } = checked.err;
    throw new JsonError(`The body is not valid XML: ${msg.replace(/\.$/, '')}, at line ${line}.`);
  }
  const parser = new XMLParser({
    ...{ ignoreAttributes: false, attributeNamePrefix: ATTRIBUTE, textNodeName: TEXT, removeNSPrefix: true },
    ...{ parseTagValue: false, parseAttributeValue: false, ignoreDeclaration: true, ignorePiTags: true },
    ...{ htmlEntities: true, trimValues: false },
  });
  const roots = Object.entries(parsed(() => parser.parse(text.trimStart()) as Record<string, XmlElement>)).filter(
    ([name]) => name !== TEXT,
  );
  const [root, ...others] = roots;
  if (root === undefined || others.length > 0 || Array.isArray(root[1])) {
    throw new JsonError('The body is not valid XML: it must have exactly one root element.');
  }
  return root;
}

/** The parser refuses what is nested too deeply, and names that would be dangerous as names of properties. */
function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new JsonError(`The body cannot be read as XML: ${(error as Error).message}.`);
  }
}

function readElement(schemas: Schemas, schema: LocatedSchema | undefined, element: XmlElement): JsonValue {
  const types = schema === undefined ? new Set<string>() : typesOf(schemas, schema);
  const children = childrenOf(element);
  if (isNil(children)) return null;
  if (types.has('array')) {
    const items = schema && itemsOf(schemas, schema);
    const listed = Object.entries(children).filter(([name]) => !name.startsWith(ATTRIBUTE) && name !== TEXT);
    return listed.flatMap(([, own]) => listOf(own)).map((own) => readElement(schemas, items, own));
  }
  const hasParts = Object.keys(children).some((name) => name !== TEXT);
  if (!types.has('object') && (!hasParts || types.size > 0)) {
    const text = textOf(element);
    return typedText(schemas, schema, types.size === 0 || types.has('string') ? text : text.trim());
  }
  return objectOf(schemas, schema, children);
}

function objectOf(
  schemas: Schemas,
  schema: LocatedSchema | undefined,
  children: Exclude<XmlElement, string>,
): JsonObject {
  const left = new Map(Object.entries(children));
  const members: [string, JsonValue][] = [];
  const take = (name: string): readonly XmlElement[] => {
    const found = left.get(name);
    left.delete(name);
    return found === undefined ? [] : listOf(found);
  };
  for (const [property, own] of schema === undefined ? [] : propertiesOf(schemas, schema)) {
    const { name = property, attribute, nodeType, wrapped } = xmlOf(schemas, own);
    const isList = typesOf(schemas, own).has('array');
    const items = isList ? itemsOf(schemas, own) : undefined;
    const isText = nodeType === 'text' || nodeType === 'cdata';
    if (isList && wrapped !== true && nodeType !== 'element') {
      // Without a wrapper only the name of the items counts.
      const listed = take((items && xmlOf(schemas, items).name) ?? property);
      if (listed.length > 0) members.push([property, listed.map((each) => readElement(schemas, items, each))]);
      continue;
    }
    const isAttribute = attribute === true || nodeType === 'attribute';
    const [found] = take(isAttribute ? ATTRIBUTE + name : isText ? TEXT : name);
    if (found === undefined) continue;
    const value =
      isAttribute && isList
        ? textOf(found)
            .split(/\s+/)
            .map((each) => typedText(schemas, items, each))
        : readElement(schemas, own, found);
    members.push([property, value]);
  }
  for (const [name, found] of left) {
    if (name === TEXT || name.startsWith(ATTRIBUTE)) continue;
    const values = listOf(found).map((each) => readElement(schemas, undefined, each));
    members.push([name, values.length === 1 ? values[0]! : values]);
  }
  return Object.fromEntries(members);
}

function listOf(found: XmlElement | readonly XmlElement[]): readonly XmlElement[] {
  return Array.isArray(found) ? found : [found as XmlElement];
}

function childrenOf(element: XmlElement): Exclude<XmlElement, string> {
  return typeof element === 'string' ? { [TEXT]: element } : element;
}

function textOf(element: XmlElement): string {
  return typeof element === 'string' ? element : String(element[TEXT] ?? '');
}

/** `xsi:nil` says that there is no value (XML Schema 1.1, part 1, section 2.7.2). */
function isNil(children: Exclude<XmlElement, string>): boolean {
  return children[`${ATTRIBUTE}nil`] === 'true';
}
