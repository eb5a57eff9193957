import type { OpenAPIV3_1 } from 'openapi-types';
import { followEach } from '../model/locate';
import type { SecurityRequirement } from '../model/model';

type Requirements = readonly Readonly<Record<string, readonly string[]>>[];

/**
 * The requirements that hold for an operation: its own, else the document's (OpenAPI 3.1, section 4.8.10.1). An empty
 * list of its own switches them off; an empty requirement (`{}`) among others makes credentials optional.
 */
export function readSecurity(
  own: Requirements | undefined,
  general: Requirements | undefined,
): readonly SecurityRequirement[] {
  return own ?? general ?? [];
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
