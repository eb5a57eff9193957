import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { childPointer } from '../../json-schema/model/pointer';
import { eachSubschema } from '../../json-schema/model/walk-schemas';

/** The kinds of objects of an OpenAPI document that hold others or can be referred to (OpenAPI 3.2, section 4). */
export type Kind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'callback'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'mediaType'
  | 'encoding'
  | 'response'
  | 'link'
  | 'example'
  | 'securityScheme'
  | 'schema';

/** A field that holds objects of a kind: one, a list of them, or a map of them by name. */
export type Field = readonly [kind: Kind, holds: 'one' | 'list' | 'map'];

const operations = Object.fromEntries(
  ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'].map((method) => [
    method,
    ['operation', 'one'],
  ]),
) as Record<string, Field>;
const DESCRIBED: Readonly<Record<string, Field>> = {
  schema: ['schema', 'one'],
  content: ['mediaType', 'map'],
  examples: ['example', 'map'],
};

/** The fields of each kind that hold other objects. */
export const fields: Readonly<Record<Kind, Readonly<Record<string, Field>>>> = {
  document: { paths: ['pathItem', 'map'], webhooks: ['pathItem', 'map'], components: ['components', 'one'] },
  components: {
    schemas: ['schema', 'map'],
    responses: ['response', 'map'],
    parameters: ['parameter', 'map'],
    examples: ['example', 'map'],
    requestBodies: ['requestBody', 'map'],
    headers: ['header', 'map'],
    securitySchemes: ['securityScheme', 'map'],
    links: ['link', 'map'],
    callbacks: ['callback', 'map'],
    pathItems: ['pathItem', 'map'],
    mediaTypes: ['mediaType', 'map'],
  },
  pathItem: {
    parameters: ['parameter', 'list'],
    ...operations,
    additionalOperations: ['operation', 'map'],
  },
  operation: {
    parameters: ['parameter', 'list'],
    requestBody: ['requestBody', 'one'],
    responses: ['response', 'map'],
    callbacks: ['callback', 'map'],
  },
  callback: {},
  parameter: DESCRIBED,
  header: DESCRIBED,
  requestBody: { content: ['mediaType', 'map'] },
  mediaType: {
    schema: ['schema', 'one'],
    itemSchema: ['schema', 'one'],
    examples: ['example', 'map'],
    encoding: ['encoding', 'map'],
  },
  encoding: { headers: ['header', 'map'] },
  response: { headers: ['header', 'map'], content: ['mediaType', 'map'], links: ['link', 'map'] },
  link: {},
  example: {},
  securityScheme: {},
  schema: {},
};

/** The fields of a kind that hold a list or a map of objects. */
export function mapFields(kind: Kind): readonly string[] {
  return mapsByKind[kind]!;
}

const mapsByKind = Object.fromEntries(
  Object.entries(fields).map(([kind, own]) => [
    kind,
    kind === 'schema' ? ['properties'] : Object.keys(own).filter((field) => own[field]![1] !== 'one'),
  ]),
) as Readonly<Record<string, readonly string[]>>;

/** The section of the components of a kind, for kinds that have one in every version; media types have one since 3.2. */
export const componentSection: Readonly<Partial<Record<Kind, string>>> = Object.fromEntries(
  Object.entries(fields.components).flatMap(([section, [kind]]) => (kind === 'mediaType' ? [] : [[kind, section]])),
);

/** An object of the document, its kind and its place. */
export interface DocumentPlace {
  readonly kind: Kind;
  readonly pointer: string;
  readonly node: JsonObject;
}

/**
 * Visits the objects of a document from one object down, outer ones first, following no reference. What is no object
 * where one belongs is passed over, as are extensions and example values.
 *
 * @param visit - may change the node; what it holds afterwards is visited, unless it answers `'skip'`
 */
export function walkDocument(start: DocumentPlace, visit: (place: DocumentPlace) => 'skip' | undefined): void {
  // A list of things to do instead of recursion: schemas may be nested deeper than the call stack.
  const pending: DocumentPlace[] = [start];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (visit(place) === 'skip') continue;
    const inner = childrenOf(place);
    for (let index = inner.length - 1; index >= 0; index--) pending.push(inner[index]!);
  }
}

function childrenOf({ kind, pointer, node }: DocumentPlace): DocumentPlace[] {
  const children: DocumentPlace[] = [];
  const add = (childKind: Kind, value: JsonValue | undefined, place: string): void => {
    if (isJsonObject(value)) children.push({ kind: childKind, pointer: place, node: value });
  };
  const addEach = (childKind: Kind, map: JsonValue | undefined, place: string, extensible: boolean): void => {
    if (map === null || typeof map !== 'object') return;
    for (const [name, value] of Object.entries(map)) {
      if (!extensible || !name.startsWith('x-')) add(childKind, value, childPointer(place, name));
    }
  };
  if (kind === 'schema') eachSubschema(node, pointer, (schema, place) => add('schema', schema, place));
  if (kind === 'callback') addEach('pathItem', node, pointer, true);
  for (const [field, [childKind, holds]] of Object.entries(fields[kind])) {
    const place = childPointer(pointer, field);
    if (holds === 'one') add(childKind, node[field], place);
    else addEach(childKind, node[field], place, isExtensible(kind, field));
  }
  return children;
}

// Most maps are of the author's names alone (a header may be called `x-total-count`); these two may have extensions.
export function isExtensible(kind: Kind, field: string): boolean {
  return (kind === 'document' && field === 'paths') || (kind === 'operation' && field === 'responses');
}

/** A file that is a path item may hold further ones under names of its own, which are no part of it: they are taken out. */
export function withoutForeignFields<T extends JsonValue>(kind: Kind, node: T): T {
  if (kind !== 'pathItem' || !isJsonObject(node)) return node;
  for (const name of Object.keys(node)) {
    const isOwn = Object.hasOwn(fields.pathItem, name) || /^(?:\$ref|summary|description|servers|x-.*)$/.test(name);
    if (!isOwn) delete node[name];
  }
  return node;
}
