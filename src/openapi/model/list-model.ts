import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { Parameter } from './parameter-model';

/** What the list operation answers and how it is asked. */
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
  /** What the list carries for one item, where that is not the resource's schema (a summary, say). */
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
 * How a list is paged; `nextProperty` is the envelope's property with the next cursor, `nextWithin` the property around
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
}
