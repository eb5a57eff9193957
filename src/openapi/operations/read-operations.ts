import type { OpenAPIV3_1 } from 'openapi-types';
import { childPointer } from '../../json-schema/model/pointer';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { readExamples } from '../model/examples';
import { follow, followEach, type Located } from '../model/locate';
import type {
  HeaderSpec,
  MediaTypeSpec,
  Method,
  NamedExample,
  Operation,
  PathEntry,
  PathTemplate,
  RequestBody,
  ResponseSpec,
} from '../model/model';
import { readParameters } from '../parameters/parameters';
import { isJson, mediaTypeName } from './media-types';
import { isReachable, parsePathTemplate, templateShape, withLeadingSlash } from './path-template';
import { readOwnServers } from './servers';

/** The methods that a path item has fields for (OpenAPI 3.2, section 4.9), in the order of the specification. */
const methods: readonly Method[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/**
 * Reads every path of a document with its operations, in the document's order. A path with a fragment, which no
 * request can reach, is left out.
 *
 * @param document - checked, with local references only
 * @param schemas - the schemas of that document
 */
export function readPaths(document: OpenAPIV3_1.Document, schemas: Schemas): PathEntry[] {
  const entries: PathEntry[] = [];
  const byShape = new Map<string, PathEntry>();
  for (const [path, node] of Object.entries(document.paths ?? {})) {
    if (node === undefined || !isReachable(path)) continue;
    const start = { pointer: childPointer('#', 'paths', path), node };
    const pathItem = follow<OpenAPIV3_1.PathItemObject>(document, start);
    const template = parsePathTemplate(withLeadingSlash(path));
    const entry = readPathEntry(document, schemas, template, pathItem);
    const shape = templateShape(template);
    const first = byShape.get(shape);
    if (first === undefined) byShape.set(shape, entry);
    entries.push(first === undefined ? entry : joinTwin(first, entry));
  }
  return entries;
}

/** Joins an entry to the first one of its shape, which keeps the methods that both have: requests could not tell them apart. */
function joinTwin(first: PathEntry, entry: PathEntry): PathEntry {
  const alike = (first.twins ?? [first]).filter(({ template }) => template.query === entry.template.query);
  const taken = new Set(alike.flatMap(({ operations }) => [...operations.keys()]));
  const operations = new Map([...entry.operations].filter(([method]) => !taken.has(method)));
  const twin: PathEntry = { ...entry, operations };
  const family = [...(first.twins ?? [first]), twin];
  for (const member of family) Object.assign(member, { twins: family });
  return twin;
}

/** An operation of a path item, its method and its place. */
interface PlacedOperation extends Located<OpenAPIV3_1.OperationObject> {
  readonly method: Method;
}

/** The operations of a path item, in the order of the specification; those of further methods last. */
export function operationsOf({ pointer, node }: Located<OpenAPIV3_1.PathItemObject>): PlacedOperation[] {
  const own = node as Partial<Record<string, OpenAPIV3_1.OperationObject>>;
  const { additionalOperations = {} } = node as { additionalOperations?: typeof own };
  const found = methods.flatMap((method): PlacedOperation[] => {
    const operation = own[method];
    return operation === undefined ? [] : [{ method, pointer: childPointer(pointer, method), node: operation }];
  });
  for (const [name, operation] of Object.entries(additionalOperations)) {
    if (operation === undefined || methods.includes(name.toLowerCase())) continue;
    const place = childPointer(pointer, 'additionalOperations', name);
    found.push({ method: name, pointer: place, node: operation });
  }
  return found;
}

/** Reads the operations of a path item. */
export function readPathEntry(
  document: OpenAPIV3_1.Document,
  schemas: Schemas,
  template: PathTemplate,
  pathItem: Located<OpenAPIV3_1.PathItemObject>,
): PathEntry {
  const operations = new Map<Method, Operation>();
  for (const operation of operationsOf(pathItem)) {
    const { method, node } = operation;
    operations.set(method, {
      id: node.operationId ?? `${method.toUpperCase()} ${template.source}${template.query ? `?${template.query}` : ''}`,
      method,
      template,
      pointer: operation.pointer,
      parameters: readParameters(schemas, pathItem as Located<object>, operation as Located<object>),
      body: readBody(schemas, operation),
      responses: readResponses(schemas, operation),
      // An empty list of its own switches the document's off; `{}` among others makes credentials optional (section 4.8.10.1).
      security: node.security ?? document.security ?? [],
      deprecated: node.deprecated === true,
      tags: Array.isArray(node.tags) ? node.tags.filter((tag) => typeof tag === 'string') : [],
      servers: readOwnServers(pathItem.node, node),
    });
  }
  return { template, pointer: pathItem.pointer, operations };
}

function readBody(schemas: Schemas, { pointer, node }: Located<OpenAPIV3_1.OperationObject>): RequestBody | undefined {
  if (node.requestBody === undefined) return undefined;
  const body = follow<OpenAPIV3_1.RequestBodyObject>(schemas.document, {
    pointer: childPointer(pointer, 'requestBody'),
    node: node.requestBody,
  });
  return {
    required: body.node.required === true,
    pointer: body.pointer,
    mediaTypes: readContent(schemas, body.pointer, body.node.content),
  };
}

type Content = Readonly<Record<string, OpenAPIV3_1.MediaTypeObject>>;

/**
 * Reads a `content` map: the media types of a request body or a response (OpenAPI 3.1, section 4.8.14), in the
 * document's order.
 *
 * @param parent - pointer to the object that has `content`
 */
function readContent(schemas: Schemas, parent: string, content: Content | undefined): MediaTypeSpec[] {
  return followEach<OpenAPIV3_1.MediaTypeObject>(schemas.document, parent, 'content', content).map((mediaType) => ({
    name: mediaTypeName(mediaType.name),
    pointer: mediaType.pointer,
    schema: mediaType.node.schema === undefined ? undefined : schemas.at(childPointer(mediaType.pointer, 'schema')),
    itemSchema: itemSchemaOf(schemas, mediaType),
    ...(mediaType.node.encoding && { encoding: mediaType.node.encoding }),
    examples: readExamples(schemas.document, mediaType, isJson(mediaType.name)),
  }));
}

function itemSchemaOf(schemas: Schemas, { pointer, node }: Located<object>): LocatedSchema | undefined {
  return 'itemSchema' in node ? schemas.at(childPointer(pointer, 'itemSchema')) : undefined;
}

/**
 * Reads the responses of an operation (OpenAPI 3.1, section 4.8.16), in the document's order.
 *
 * @param operation - the operation object and where it stands
 */
function readResponses(schemas: Schemas, operation: Located<OpenAPIV3_1.OperationObject>): ResponseSpec[] {
  const { pointer, node } = operation;
  const responses = followEach<OpenAPIV3_1.ResponseObject>(schemas.document, pointer, 'responses', node.responses);
  // An operation that documents no answer may give any.
  if (responses.length === 0) return [{ status: 'default', pointer, description: '', mediaTypes: [], headers: [] }];
  return responses.map((response) => ({
    status: response.name.toUpperCase() === 'DEFAULT' ? 'default' : response.name.toUpperCase(),
    pointer: response.pointer,
    description: response.node.description ?? '',
    mediaTypes: readContent(schemas, response.pointer, response.node.content),
    headers: readHeaders(schemas, response),
  }));
}

// A header named Content-Type is described by the media type and must be ignored here (section 4.8.17.1).
function readHeaders(schemas: Schemas, response: Located<OpenAPIV3_1.ResponseObject>): HeaderSpec[] {
  const { pointer, node } = response;
  return followEach<OpenAPIV3_1.HeaderObject>(schemas.document, pointer, 'headers', node.headers)
    .filter((header) => header.name.toLowerCase() !== 'content-type')
    .map((header) => ({
      name: header.name,
      required: header.node.required === true,
      pointer: header.pointer,
      schema: headerSchema(schemas, header),
      examples: headerExamples(schemas, header),
      explode: header.node.explode === true,
      json: header.node.schema === undefined && header.node.content !== undefined,
    }));
}

type Header = Located<OpenAPIV3_1.HeaderObject>;

// A header may be described by `content` with one media type instead (section 4.8.21).
function headerContent(schemas: Schemas, { pointer, node }: Header): MediaTypeSpec | undefined {
  return readContent(schemas, pointer, node.content)[0];
}

function headerSchema(schemas: Schemas, header: Header): LocatedSchema | undefined {
  if (header.node.schema !== undefined) return schemas.at(childPointer(header.pointer, 'schema'));
  return headerContent(schemas, header)?.schema;
}

function headerExamples(schemas: Schemas, header: Header): readonly NamedExample[] {
  const own = readExamples(schemas.document, header as Located<object>);
  return own.length > 0 ? own : (headerContent(schemas, header)?.examples ?? []);
}

/** The security schemes of a document by name, references followed (OpenAPI 3.1, section 4.8.27). */
export function readSecuritySchemes(
  document: OpenAPIV3_1.Document,
): Readonly<Record<string, OpenAPIV3_1.SecuritySchemeObject>> {
  const schemes = followEach<OpenAPIV3_1.SecuritySchemeObject>(
    document,
    '#/components',
    'securitySchemes',
    document.components?.securitySchemes,
  );
  return Object.fromEntries(schemes.map(({ name, node }) => [name, node]));
}
