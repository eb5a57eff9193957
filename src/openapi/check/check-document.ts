import type { OpenAPIV3_1 } from 'openapi-types';
import type { JsonObject } from '../../json-schema/model/json-schema';
import { schemaFaults } from '../../json-schema/validate/schema-faults';
import type { Finding } from '../read/finding';
import { checkExtensions } from './check-extensions';
import { checkPaths } from './check-paths';
import { checkStructure } from './check-structure';

/**
 * Finds everything that keeps a document from being interpreted: fail at load, not at a request. Structure comes first; as
 * long as it is broken nothing else is looked at, as one cause would show up as many findings.
 *
 * @param document - bundled, OpenAPI 3.1
 * @returns empty when the document is sound
 */
export function checkDocument(document: JsonObject): Finding[] {
  const structure = checkStructure(document);
  if (structure.length > 0) return structure;
  const schemas = schemaFaults(document).map(({ pointer, reason }) => ({ pointer, message: `the schema ${reason}` }));
  return [...checkPaths(document as unknown as OpenAPIV3_1.Document), ...schemas, ...checkExtensions(document)];
}
