import type { PropertyPath, SchemaViolation } from '../../json-schema/model/schemas';
import type { ParameterLocation } from '../../openapi/model/model';

/** The part of a request that breaks a constraint. A cookie travels in a header. */
export type RequestPart = 'body' | 'query' | 'path' | 'header';

/** One broken constraint of a request. */
export interface RequestViolation {
  readonly in: RequestPart;
  /** The offending property; its first step is the parameter's name when it is not in the body. */
  readonly path: PropertyPath;
  /** The broken JSON Schema keyword. */
  readonly keyword: string;
  /** A sentence without its subject: `must be at most 255 characters`. */
  readonly reason: string;
  /** The subject of the sentence; `Value` by default. */
  readonly subject?: string;
}

/** The violations of a request's body. */
export function bodyViolations(violations: readonly SchemaViolation[]): RequestViolation[] {
  return violations.map(({ path, keyword, detail }) => ({ in: 'body', path, keyword, reason: detail }));
}

/** The part of a request in which a parameter travels. */
export function partOf(location: ParameterLocation): RequestPart {
  return location === 'cookie' ? 'header' : location;
}
