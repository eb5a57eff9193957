import type { JsonObject } from '../../json-schema/model/json-schema';
import { childPointer } from '../../json-schema/model/pointer';
import { SCHEMA_WORDS, schemaFaults } from '../../json-schema/validate/schema-faults';
import { nearestName } from '../operations/nearest-name';
import type { DocumentFinding } from '../read/document-error';

/**
 * Finds what is wrong with the schemas of a document. A keyword that JSON Schema and OpenAPI do not know says nothing (JSON
 * Schema 2020-12 core, section 4.3.1), so that a slip of the pen goes unseen: it is told once, however often it stands there.
 *
 * @param document - bundled, OpenAPI 3.1
 */
export function checkSchemas(document: JsonObject): DocumentFinding[] {
  const unknown = new Map<string, { readonly pointer: string; count: number }>();
  const faults = schemaFaults(document, (keyword, pointer) => {
    const known = unknown.get(keyword);
    if (known === undefined) unknown.set(keyword, { pointer: childPointer(pointer, keyword), count: 1 });
    else known.count += 1;
  });
  const findings = faults.map(
    ({ reason, ...fault }): DocumentFinding => ({ ...fault, message: `the schema ${reason}` }),
  );
  for (const [keyword, { pointer, count }] of unknown) {
    const nearest = nearestName(
      keyword.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      SCHEMA_WORDS,
    );
    const places = count === 1 ? '' : ` in ${count} schemas`;
    const hint =
      nearest === undefined
        ? 'properties stand below "properties", notes begin with "x-"'
        : `did you mean "${nearest}"?`;
    const message = `the keyword "${keyword}" is unknown, and says nothing${places}; ${hint}`;
    findings.push({ pointer, message, mend: () => undefined });
  }
  return findings;
}
