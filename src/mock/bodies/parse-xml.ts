import type { QualifiedTag, SAXOptions } from 'sax';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { itemsOf, propertiesOf, typesOf } from '../../openapi/model/schema-facts';
import { xmlOf } from '../representations/xml';
import { type OtherBody, typedText } from './form-value';
import { JsonError, MAX_DEPTH } from './parse-json';

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

/** An element that is being read, or has been. */
interface OpenElement {
  readonly name: string;
  /** Attributes and children, in their order. */
  readonly parts: [name: string, value: XmlElement][];
  text: string;
}

/** Reads the root element. Its names are those without prefixes; `xmlns` declarations are left out. */
function rootOf(text: string): readonly [name: string, root: XmlElement] {
  const { parser } = require('sax') as typeof import('sax');
  const sax = parser(true, { xmlns: true, strictEntities: true } as SAXOptions);
  const open: OpenElement[] = [{ name: '', parts: [], text: '' }];
  const top = (): OpenElement => open.at(-1)!;
  sax.onerror = ({ message }) => {
    throw invalid(`${message.split('\n')[0]!.replace(/\.$/, '')}, at line ${sax.line + 1}`);
  };
  sax.ondoctype = () => {
    throw new JsonError('The body must have no document type declaration.');
  };
  const named = new Set<string>();
  sax.onopentagstart = () => named.clear();
  sax.onattribute = ({ name }) => {
    if (named.has(name)) sax.onerror(new Error(`Attribute ${name} twice`));
    named.add(name);
  };
  sax.onopentag = (tag) => {
    const { local, attributes } = tag as QualifiedTag;
    const own = Object.values(attributes).filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns');
    const parts = own.map((each): OpenElement['parts'][0] => [ATTRIBUTE + each.local, each.value]);
    if (open.length > MAX_DEPTH) throw new JsonError(`The body is nested deeper than ${MAX_DEPTH} levels.`);
    open.push({ name: local, parts, text: '' });
  };
  sax.ontext = sax.oncdata = (own) => {
    top().text += own;
  };
  sax.onclosetag = () => {
    const { name, parts, text: own } = open.pop()!;
    top().parts.push([
      name,
      parts.length === 0 ? own : { ...grouped(parts), ...(own.trim() !== '' && { [TEXT]: own }) },
    ]);
  };
  sax.write(text.trimStart()).close();
  const [root, ...others] = top().parts;
  if (root === undefined || others.length > 0) throw invalid('it must have exactly one root element');
  return root;
}

function invalid(reason: string): JsonError {
  return new JsonError(`The body is not valid XML: ${reason}.`);
}

/** Children of one name are a list. */
function grouped(parts: OpenElement['parts']): Exclude<XmlElement, string> {
  const byName = new Map<string, XmlElement[]>();
  for (const [name, value] of parts) {
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [value]);
    else known.push(value);
  }
  return Object.fromEntries([...byName].map(([name, all]) => [name, all.length === 1 ? all[0]! : all]));
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
