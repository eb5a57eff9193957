/** The facts that the inspector's page knows of the document that is served; sent once, as JSON. */
export interface PageModel {
  readonly title: string;
  readonly version: string;
  /** The text before every path of the document; `''` for nothing. */
  readonly basePath: string;
  readonly resources: readonly PageResource[];
  readonly operations: readonly PageOperation[];
  /** True when the mock issues access tokens. */
  readonly hasTokens: boolean;
}

/** An operation that a rule can be for. */
export interface PageOperation {
  /** `operationId`, or `METHOD /path`. */
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  /** The documented statuses that name one: `200`, not `4XX`. */
  readonly statuses: readonly number[];
  /** The names of the documented examples of answers. */
  readonly examples: readonly string[];
}

/** A resource as a table and a form. */
export interface PageResource {
  readonly name: string;
  readonly idProperty: string;
  /** The path parameter that carries the id. */
  readonly idParameter?: string;
  /** The path parameters before it, and the resource that each identifies. */
  readonly parents: readonly PageParent[];
  readonly columns: readonly PageField[];
  readonly list?: PageList;
  readonly read?: PageForm;
  readonly create?: PageForm;
  readonly replace?: PageForm;
  readonly update?: PageForm;
  readonly remove?: PageForm;
}

/** A path parameter that says what a nested collection hangs on. */
export interface PageParent {
  readonly parameter: string;
  /** Its name in the item path, where that is another one. */
  readonly itemParameter?: string;
  readonly resource?: string;
}

/** The request for one operation of a resource. */
export interface PageForm {
  readonly operation: string;
  /** Upper case. */
  readonly method: string;
  /** The path template. */
  readonly path: string;
  /** Undefined when it takes no JSON. */
  readonly body?: { readonly mediaType: string; readonly field: PageField; readonly wrapper?: string };
  /** The property of the answer that holds the item. */
  readonly answer?: string;
}

/** The request for a list, and the places in its answer. */
export interface PageList extends PageForm {
  /** The names on the way to the items; none for a bare array. */
  readonly items: readonly string[];
  /** The names on the way to the number of all items. */
  readonly total?: readonly string[];
  readonly totalHeader?: string;
  readonly paging: PagePaging;
  readonly filters: readonly PageField[];
}

/** The query parameters that page a list. */
export interface PagePaging {
  readonly kind: 'none' | 'offset' | 'page' | 'cursor';
  /** The parameter for the number of items in a page. */
  readonly size?: string;
  /** The largest page that may be asked for. */
  readonly largest?: number;
  /** Offset, page number or cursor. */
  readonly position?: string;
  readonly firstPage?: 0 | 1;
  /** The names on the way to the next cursor. */
  readonly next?: readonly string[];
}

/** The facts that a form or a table knows of one value. */
export interface PageField {
  /** The property or parameter; `''` for a body as a whole and for the items of an array. */
  readonly name: string;
  /** The JSON types that are allowed; none when all are. */
  readonly types: readonly string[];
  readonly required: boolean;
  readonly readOnly?: boolean;
  readonly description?: string;
  readonly format?: string;
  /** The only values that are allowed. */
  readonly values?: readonly unknown[];
  readonly maxLength?: number;
  /** Further limits of the value, in its own keywords: `1..5`, `^[a-z]+$`. */
  readonly limits?: string;
  readonly default?: unknown;
  readonly example?: unknown;
  /** The properties of an object, where it names them and a form can show them. */
  readonly fields?: readonly PageField[];
  /** The items of an array. */
  readonly item?: PageField;
}
