import type { JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../json-schema/model/schemas';

/** Where a parameter travels (OpenAPI 3.1, section 4.8.12). */
export type ParameterLocation = 'query' | 'path' | 'header' | 'cookie';

/** One parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly pointer: string;
  readonly schema: LocatedSchema;
  readonly style: string;
  readonly explode: boolean;
  /** True when the parameter is described by `content` (a JSON text) instead of `schema`. */
  readonly json: boolean;
  readonly default?: JsonValue;
  readonly examples: readonly NamedExample[];
}

/** An example that the document gives, by name (`default` when it has none). */
export interface NamedExample {
  readonly name: string;
  readonly pointer: string;
  readonly value: JsonValue;
}
