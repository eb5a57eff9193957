import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenAPIV3_1 } from 'openapi-types';
import { rememberTexts } from '../json-schema/model/exact-integers';
import { parsePointer } from '../json-schema/model/pointer';
import { createSchemas } from '../json-schema/validate/create-schemas';
import { checkDocument, checkVersion } from './check/check-document';
import type { DocumentProblem, Spec } from './model/model';
import { readPaths, readSecuritySchemes } from './operations/read-operations';
import { readServers } from './operations/servers';
import { bundle } from './read/bundle';
import type { DocumentFinding } from './read/document-error';
import { DocumentError } from './read/document-error';
import { isUrl } from './read/fetch-text';
import type { ReferenceScope } from './read/resolve-reference';
import { createSourceFiles, type SourceFiles } from './read/source-files';
import { convertSwagger } from './read/swagger-document';
import { upgrade } from './read/upgrade';
import { inferResources } from './resources/resources';

/** Options for reading a document. */
export interface LoadOptions {
  /** True to refuse a document with any fault, instead of leaving the faulty places out and listing them in `warnings`. */
  readonly strict?: boolean;
  /** True to follow `$ref`s to the network. */
  readonly allowRemoteRefs?: boolean;
}

/** Options for reading a document that does not come from a file. */
export interface ParseOptions extends LoadOptions {
  /** Its name in messages; `document` when left out. An absolute path lets it refer to files beside that path. */
  readonly source?: string;
}

/**
 * Loads an OpenAPI document, 3.0 to 3.2, or a Swagger 2.0 one, YAML or JSON, from a file and the files that it refers to, or
 * from the network. It is bundled into one document, brought to 3.1 and checked; then its operations are read and its
 * resources inferred. Places that are at fault are left out and listed in `warnings`. Synchronous.
 *
 * @param source - the path of the document, its address (`https://…`), or `-` for what is piped in
 * @throws {@link DocumentError} when it is no document; it says what, where and how to fix it
 * @example loadSpec('openapi.yaml').resources.map(({ name }) => name)
 */
export function loadSpec(source: string, options: LoadOptions = {}): Spec {
  if (source === '-') return parseSpec(readPipe(), { ...options, source: 'stdin' });
  return createSpec(createSourceFiles(), isUrl(source) ? source : path.resolve(source), source, options);
}

/**
 * Loads an OpenAPI document from a text or from plain values, like {@link loadSpec}.
 *
 * @param document - YAML or JSON text, or the document as an object, which is not changed
 * @throws {@link DocumentError} when it is no document
 * @example parseSpec({ openapi: '3.1.0', info: { title: 'Notes', version: '1' }, paths: {} })
 */
export function parseSpec(document: string | object, { source = 'document', ...options }: ParseOptions = {}): Spec {
  const text = typeof document === 'string' ? document : textOf(document, source);
  const given = new Map([[source, { text, hasLines: typeof document === 'string' }]]);
  return createSpec(createSourceFiles(given), source, source, options);
}

// Through text the document is a tree: what the object shares between places, or what JSON does not know, is not in it.
function textOf(document: object, source: string): string {
  try {
    return JSON.stringify(document);
  } catch (error) {
    const reason = error instanceof RangeError ? 'it is nested too deeply' : (error as Error).message.split('\n')[0];
    throw new DocumentError([{ file: source, message: `cannot be written as JSON: ${reason}` }]);
  }
}

function readPipe(): string {
  try {
    return readFileSync(0, 'utf8');
  } catch (error) {
    throw new DocumentError([{ file: 'stdin', message: `cannot be read: ${(error as Error).message}` }]);
  }
}

function createSpec(files: SourceFiles, main: string, source: string, options: LoadOptions): Spec {
  try {
    return interpret(files, { main, remote: options.allowRemoteRefs === true }, source, options.strict === true);
  } catch (error) {
    // Thousands of levels overflow the call stack, in one step or another.
    const tooDeep = error instanceof RangeError && error.message.includes('call stack');
    throw tooDeep ? new DocumentError([{ file: source, message: 'is nested too deeply to be read' }]) : error;
  }
}

function interpret(files: SourceFiles, scope: ReferenceScope, source: string, strict: boolean): Spec {
  const { main } = scope;
  const name = (file: string): string => (file === main ? source : file);
  const content = files.read(main);
  const unknown = checkVersion(content);
  if (unknown !== undefined) throw new DocumentError([{ ...problemAt(files, main, unknown), file: source }]);
  const version = String(content.openapi ?? content.swagger);
  const swagger = content.openapi === undefined ? convertSwagger(content) : undefined;
  const bundled = bundle(files, scope, swagger);
  upgrade(bundled.document);
  const findings = checkDocument(bundled.document, version);
  const warnings = [
    ...[...files.faults, ...bundled.problems].map((problem) => renamed(problem, name(problem.file))),
    ...findings.map((finding) => {
      const { file, pointer } = bundled.locate(finding.pointer);
      return renamed(problemAt(files, file, { pointer, message: finding.message }), name(file));
    }),
  ];
  const [first, ...others] = warnings;
  if (strict && first !== undefined) throw new DocumentError([first, ...others]);

  const document = bundled.document as unknown as OpenAPIV3_1.Document;
  const schemas = createSchemas(bundled.document);
  rememberTexts(bundled.document, () => [...files.texts.values()].map(({ text }) => text));
  const paths = readPaths(document, schemas);
  return {
    document,
    version,
    warnings,
    written: () => {
      const again = createSourceFiles(files.texts);
      // A Swagger document of several files can only be put together as what it has become.
      const converted = swagger !== undefined && files.names.length > 1 ? convertSwagger(again.read(main)) : undefined;
      return swagger !== undefined && converted === undefined
        ? again.read(main)
        : bundle(again, scope, converted).document;
    },
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
      const file = spot.file === main || isUrl(spot.file) ? name(spot.file) : path.relative('', spot.file);
      return { file, line };
    },
  };
}

// The line is looked up when it is asked for: in a large document that takes as long as all the rest.
function problemAt(
  files: SourceFiles,
  file: string,
  { pointer, message }: Pick<DocumentFinding, 'pointer' | 'message'>,
): DocumentProblem {
  return {
    file,
    pointer,
    message,
    get line() {
      return files.line(file, parsePointer(pointer));
    },
  };
}

function renamed(problem: DocumentProblem, file: string): DocumentProblem {
  return {
    file,
    pointer: problem.pointer,
    message: problem.message,
    get line() {
      return problem.line;
    },
  };
}
