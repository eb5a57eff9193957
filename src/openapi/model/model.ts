import type { OpenAPIV3_1 } from 'openapi-types';
import type { JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';

/**
 * An HTTP method: one of the path item object's own fields, in lower case (OpenAPI 3.2, section 4.9), or another one as its
 * `additionalOperations` spell it.
 */
export type Method =
  | ('get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace' | 'query')
  | (string & Record<never, never>);

/** The loaded document: everything that it promises, ready to be interpreted. Immutable. */
export interface Spec {
  /** The document as it is interpreted: one file, OpenAPI 3.1, local `$ref`s only, without what is at fault. */
  readonly document: OpenAPIV3_1.Document;
  /** The version in which the document was written: `2.0`, or one such as `3.1.0`. */
  readonly version: string;
  /** Makes the document as it was written, in its own version, as one file. */
  written(): object;
  /** Faults of the document with their places, each left out or taken as any value. */
  readonly warnings: readonly DocumentProblem[];
  /** The file or name that the document came from, for messages. */
  readonly source: string;
  /** Every file the document was read from (absolute paths), the main one first. */
  readonly files: readonly string[];
  readonly schemas: Schemas;
  readonly paths: readonly PathEntry[];
  readonly operations: readonly Operation[];
  readonly resources: readonly Resource[];
  readonly servers: readonly Server[];
  readonly securitySchemes: Readonly<Record<string, OpenAPIV3_1.SecuritySchemeObject>>;
  /** Finds the place of a pointer of the document in the files that it was read from. */
  locate(pointer: string): SourceLocation;
}

/** One thing that is wrong with a document. */
export interface DocumentProblem {
  /** One sentence: the fault and how to put it right. */
  readonly message: string;
  /** The file in which it is wrong. */
  readonly file: string;
  /** The place in that file: JSON Pointer with a leading `#` (RFC 6901, section 6); undefined when the file as a whole is meant. */
  readonly pointer?: string;
  /** The line in that file, from 1; undefined when it is not known. */
  readonly line?: number;
}

/** A place in a file. */
export interface SourceLocation {
  /** The main file as the caller named it, another file relative to the working directory. */
  readonly file: string;
  /** From 1; undefined when it is not known. */
  readonly line?: number;
}

/** One entry of `servers`, or one of the base paths that its variables make. */
export interface Server {
  readonly url: string;
  /** The path of the URL without a trailing slash; `''` when the URL has none. */
  readonly basePath: string;
}

/** One entry of `paths` with its operations. */
export interface PathEntry {
  readonly template: PathTemplate;
  readonly pointer: string;
  readonly operations: ReadonlyMap<Method, Operation>;
  /** All entries whose templates match the same paths, this one included, where there are several. */
  readonly twins?: readonly PathEntry[];
}

/** A path template such as `/customers/{id}/notes`, cut at its slashes. */
export interface PathTemplate {
  readonly source: string;
  readonly segments: readonly PathSegment[];
  readonly parameterNames: readonly string[];
  /** A query in the key of `paths`, by which variants of an operation are told apart; none by the standard. */
  readonly query?: string;
}

/** A segment is a literal, one parameter (`{id}`, `{name}.json`), or several of them (`{base}...{head}`). */
export type PathSegment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly prefix: string; readonly suffix: string }
  /** `literals` stand before, between and after the names: one more than there are names. */
  | { readonly kind: 'compound'; readonly names: readonly string[]; readonly literals: readonly string[] };

/** One operation of the document. */
export interface Operation {
  /** `operationId`, or `METHOD /path` where the document gives none. */
  readonly id: string;
  readonly method: Method;
  readonly template: PathTemplate;
  readonly pointer: string;
  /** The operation's parameters and those it inherits from its path item. */
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  readonly responses: readonly ResponseSpec[];
  /** Alternatives of required schemes (OR of ANDs); an empty list means that no credentials are asked for. */
  readonly security: readonly SecurityRequirement[];
  readonly deprecated: boolean;
  /** Names that group it with others (OpenAPI 3.1, section 4.8.10). */
  readonly tags: readonly string[];
  /** The servers of its own or of its path, which stand in place of the document's (OpenAPI 3.1, section 4.8.10). */
  readonly servers?: readonly Server[];
}

/** Names of security schemes that must all be satisfied, with their scopes. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/** The request body of an operation. */
export interface RequestBody {
  readonly required: boolean;
  readonly pointer: string;
  readonly mediaTypes: readonly MediaTypeSpec[];
}

/** One media type of a request body or a response. */
export interface MediaTypeSpec {
  /** The name in lower case and without parameters, for example `application/json` or `application/*`. */
  readonly name: string;
  readonly pointer: string;
  readonly schema?: LocatedSchema;
  /** The schema of each item of a sequential media type, such as `text/event-stream` (OpenAPI 3.2, section 4.14.1). */
  readonly itemSchema?: LocatedSchema;
  /** The writing of a form's properties, by their names. */
  readonly encoding?: Readonly<Record<string, Encoding>>;
  readonly examples: readonly NamedExample[];
}

/** The way in which one property of a form is written (OpenAPI 3.1, section 4.8.15). */
export interface Encoding {
  /** One or more media types or ranges, separated by commas. */
  readonly contentType?: string;
  readonly style?: string;
  readonly explode?: boolean;
}

/** One documented response of an operation. */
export interface ResponseSpec {
  /** `200`, a range such as `4XX`, or `default`. */
  readonly status: string;
  readonly pointer: string;
  readonly description: string;
  readonly mediaTypes: readonly MediaTypeSpec[];
  readonly headers: readonly HeaderSpec[];
}

/** One documented response header. */
export interface HeaderSpec {
  readonly name: string;
  readonly required: boolean;
  readonly pointer: string;
  readonly schema?: LocatedSchema;
  readonly examples: readonly NamedExample[];
  readonly explode: boolean;
  /** True when the header is described by `content` (a JSON text) instead of `schema`. */
  readonly json: boolean;
}

/** The part an operation plays on a resource. `replace` is PUT; `update` is PATCH, or POST on an item path without either. */
export type Role = 'list' | 'read' | 'create' | 'replace' | 'update' | 'remove';

/** A collection path and its item path seen as one thing with state; inferred from the document. */
export interface Resource {
  /** Unique within the spec; the last literal segment of its path, prefixed by its parent's where two would collide. */
  readonly name: string;
  readonly collection?: PathEntry;
  readonly item?: PathEntry;
  readonly roles: Readonly<Partial<Record<Role, Operation>>>;
  /** The schema of one item in a response. */
  readonly schema: LocatedSchema;
  /** The property that identifies an item. */
  readonly idProperty: string;
  /** The path parameter of the item path that carries the id; undefined when there is no item path. */
  readonly idParameter?: string;
  /** The place of the item in the bodies of operations, for those whose bodies are not the item itself. */
  readonly wrappers: Readonly<Partial<Record<Role, ItemWrapper>>>;
  readonly list?: ListShape;
  /** The path parameters before the id (nested collections), outermost first. */
  readonly parents: readonly ParentLink[];
  /** The name of the resource whose records it shows: `notes` for `/customers/{id}/notes`; undefined when they are its own. */
  readonly recordsOf?: string;
  /** The property whose value the path may have as well as the id: the name for `{projectNameOrId}`. */
  readonly alsoFoundBy?: string;
  /** The property whose value the path has instead of the id; of one that shows another one's records. */
  readonly foundBy?: string;
}

/** The property of a body that holds the item: `data` of `{ "data": { "id": 7 } }`. */
export interface ItemWrapper {
  /** In what the operation answers. */
  readonly answer?: string;
  /** In what the operation takes. */
  readonly body?: string;
}

/** The link from a nested collection to the collection around it. */
export interface ParentLink {
  /** The path parameter, for example `customerId`. */
  readonly parameter: string;
  /** Its name in the item path, where the document spells it differently there. */
  readonly itemParameter?: string;
  /** The item's property that holds the same value, where it has one. */
  readonly property?: string;
  /** The name of the resource that the parameter identifies, where the document has it. */
  readonly resource?: string;
  /** The name under which records of another resource remember it; without it that is the parameter's. */
  readonly key?: string;
  /** The name of the resource whose path has it, where records are seen through that of another one, too. */
  readonly view?: string;
}

/** The answer of a list operation and its query parameters. */
export interface ListShape {
  /** Undefined when the list is a bare array; else the property of the envelope that holds the items. */
  readonly itemsProperty?: string;
  /** The property around it, where the items stand one level deeper: `data` of `{ "data": { "items": [] } }`. */
  readonly itemsWithin?: string;
  /** The envelope's property with the number of matching items. */
  readonly totalProperty?: string;
  /** The property around it, where it stands one level deeper: `meta` of `{ "meta": { "total": 7 } }`. */
  readonly totalWithin?: string;
  /** The envelope's property that repeats the applied query. */
  readonly queryProperty?: string;
  /** The response header with the number of matching items, for example `X-Total-Count`. */
  readonly totalHeader?: string;
  /** The schema of one item in the list, where that is not the resource's schema (a summary, say). */
  readonly itemSchema?: LocatedSchema;
  /** Further properties of the envelope that repeat a parameter as it was applied: `page`, `per_page`. */
  readonly echoes?: readonly { readonly property: string; readonly parameter: Parameter }[];
  /** The envelope's property with the number of pages. */
  readonly pageCountProperty?: string;
  /** The envelope's boolean property that says whether there is more after this page. */
  readonly moreProperty?: string;
  readonly paging: Paging;
  readonly filters: readonly Filter[];
}

/**
 * The paging of a list; `nextProperty` is the envelope's property with the next cursor, `nextWithin` the property around
 * it, where it stands one level deeper.
 */
export type Paging =
  | { readonly kind: 'none' }
  | { readonly kind: 'offset'; readonly limit: Parameter; readonly offset?: Parameter }
  | { readonly kind: 'page'; readonly page: Parameter; readonly size?: Parameter; readonly firstPage: 0 | 1 }
  | {
      readonly kind: 'cursor';
      readonly cursor: Parameter;
      readonly size?: Parameter;
      readonly nextProperty?: string;
      readonly nextWithin?: string;
    };

/** A query parameter that selects items whose property equals its value. */
export interface Filter {
  readonly parameter: Parameter;
  readonly property: string;
  /** The value that selects every item, as `all` of `all`, `open` and `closed`, where there is one. */
  readonly everything?: string;
}

/** The part of a request that holds a parameter (OpenAPI 3.1, section 4.8.12). */
export type ParameterLocation = 'query' | 'path' | 'header' | 'cookie';

/** One parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly pointer: string;
  readonly schema: LocatedSchema;
  /** One of OpenAPI, or `querystring` for a parameter that is the whole query (OpenAPI 3.2, section 4.12). */
  readonly style: string;
  readonly explode: boolean;
  /** True when the parameter is described by `content` (a JSON text) instead of `schema`. */
  readonly json: boolean;
  /** True when a query parameter may be given without a value (`?archived` or `?archived=`), whatever its schema. */
  readonly allowEmptyValue: boolean;
  readonly default?: JsonValue;
  readonly examples: readonly NamedExample[];
}

/** An example that the document gives, by name (`default` when it has none). */
export interface NamedExample {
  readonly name: string;
  readonly pointer: string;
  readonly value: JsonValue;
}
