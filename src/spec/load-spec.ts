import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenAPIV3_1 } from 'openapi-types';
import { createSchemas } from '../schema/create-schemas';
import type { JsonObject } from '../schema/json-schema';
import type { Spec } from './model';
import { readPaths } from './operations';
import { parseYaml } from './parse-yaml';
import { inferResources } from './resources';
import { readSecuritySchemes } from './security';
import { readServers } from './servers';

/** How a document is read that does not come from a file. */
export interface ParseOptions {
  /** The name for messages, for example `inline`. */
  readonly source?: string;
}

/** Loads a document from a file. */
export function loadSpec(file: string): Spec {
  const absolute = path.resolve(file);
  return createSpec(parseYaml(readFileSync(absolute, 'utf8')) as JsonObject, file, [absolute]);
}

/** Loads a document from a text or from plain values. */
export function parseSpec(document: string | object, { source = 'inline document' }: ParseOptions = {}): Spec {
  const content = typeof document === 'string' ? parseYaml(document) : structuredClone(document);
  return createSpec(content as JsonObject, source, []);
}

function createSpec(content: JsonObject, source: string, files: readonly string[]): Spec {
  const document = content as unknown as OpenAPIV3_1.Document;
  const schemas = createSchemas(content);
  const paths = readPaths(document, schemas);
  return {
    document,
    source,
    files,
    schemas,
    paths,
    operations: paths.flatMap((entry) => [...entry.operations.values()]),
    resources: inferResources(paths, schemas),
    servers: readServers(document),
    securitySchemes: readSecuritySchemes(document),
  };
}
