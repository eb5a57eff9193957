import path from 'node:path';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { JsonObject } from '../json-schema/model/json-schema';
import { parsePointer } from '../json-schema/model/pointer';
import { createSchemas } from '../json-schema/validate/create-schemas';
import { checkDocument, checkVersion } from './check/check-document';
import type { Spec } from './model/model';
import { readPaths, readSecuritySchemes, readServers } from './operations/read-operations';
import { type Bundle, bundle } from './read/bundle';
import type { DocumentFinding } from './read/document-error';
import { DocumentError, type DocumentProblem } from './read/document-error';
import { createSourceFiles, type SourceFiles } from './read/source-files';
import { upgrade } from './read/upgrade';
import { inferResources } from './resources/resources';

/** Options for reading a document that does not come from a file. */
export interface ParseOptions {
  /** Its name in messages; `document` when left out. An absolute path lets it refer to files beside that path. */
  readonly source?: string;
}

/**
 * Loads an OpenAPI document, 3.0 or 3.1, YAML or JSON, from a file and the files that it refers to. It is bundled into one
 * document, brought to 3.1 and checked; then its operations are read and its resources inferred. Synchronous.
 *
 * @param file - the path of the document
 * @throws {@link DocumentError} when it cannot be read or interpreted; it says what, where and how to fix it
 * @example loadSpec('openapi.yaml').resources.map(({ name }) => name)
 */
export function loadSpec(file: string): Spec {
  const main = path.resolve(file);
  const files = createSourceFiles();
  return createSpec(files, main, file);
}

/**
 * Loads an OpenAPI document from a text or from plain values, like {@link loadSpec}.
 *
 * @param document - YAML or JSON text, or the document as an object, which is not changed
 * @throws {@link DocumentError} when it cannot be interpreted
 * @example parseSpec({ openapi: '3.1.0', info: { title: 'Notes', version: '1' }, paths: {} })
 */
export function parseSpec(document: string | object, { source = 'document' }: ParseOptions = {}): Spec {
  const content = typeof document === 'string' ? document : copyOf(document, source);
  return createSpec(createSourceFiles(new Map([[source, content]])), source, source);
}

// A copy through text is a tree: what the object shares between places, or what JSON does not know, is not in it.
function copyOf(document: object, source: string): JsonObject {
  try {
    return JSON.parse(JSON.stringify(document)) as JsonObject;
  } catch (error) {
    throw new DocumentError([
      { file: source, message: `cannot be written as JSON: ${(error as Error).message.split('\n')[0]}` },
    ]);
  }
}

function createSpec(files: SourceFiles, main: string, source: string): Spec {
  try {
    return interpret(files, main, source);
  } catch (error) {
    // Thousands of levels overflow the call stack, in one step or another.
    const tooDeep = error instanceof RangeError && error.message.includes('call stack');
    throw tooDeep ? new DocumentError([{ file: source, message: 'is nested too deeply to be read' }]) : error;
  }
}

function interpret(files: SourceFiles, main: string, source: string): Spec {
  const name = (file: string): string => (file === main ? source : file);
  refuse(checkVersion(files.read(main)).map((finding) => ({ ...problemAt(files, main, finding), file: source })));
  const bundled = bundle(files, main);
  refuse(bundled.problems.map((problem) => ({ ...problem, file: name(problem.file) })));
  const version = String(bundled.document.openapi);
  upgrade(bundled.document);
  refuse(
    checkDocument(bundled.document).map((finding) => {
      const problem = problemIn(files, bundled, finding);
      return { ...problem, file: name(problem.file) };
    }),
  );

  const document = bundled.document as unknown as OpenAPIV3_1.Document;
  const schemas = createSchemas(bundled.document);
  const paths = readPaths(document, schemas);
  return {
    document,
    version,
    source,
    files: files.names.filter((file) => path.isAbsolute(file)),
    schemas,
    paths,
    operations: paths.flatMap((entry) => [...entry.operations.values()]),
    resources: inferResources(paths, schemas),
    servers: readServers(document),
    securitySchemes: readSecuritySchemes(document),
    locate: (pointer) => {
      const spot = bundled.locate(pointer);
      const line = files.line(spot.file, parsePointer(spot.pointer));
      const file = spot.file === main ? source : path.relative('', spot.file);
      return { file, line };
    },
  };
}

function problemIn(files: SourceFiles, bundled: Bundle, finding: DocumentFinding): DocumentProblem {
  const { file, pointer } = bundled.locate(finding.pointer);
  return problemAt(files, file, { pointer, message: finding.message });
}

function problemAt(files: SourceFiles, file: string, { pointer, message }: DocumentFinding): DocumentProblem {
  return { file, pointer, message, line: files.line(file, parsePointer(pointer)) };
}

function refuse(problems: readonly DocumentProblem[]): void {
  const [first, ...others] = problems;
  if (first !== undefined) throw new DocumentError([first, ...others]);
}
