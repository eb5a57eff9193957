import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { childPointer, formatPointer, PointerError, parsePointer, valueAt } from '../../json-schema/model/pointer';
import { decodePercent } from '../model/url-encoding';
import { isUrl } from './fetch-text';
import type { SourceFiles } from './source-files';

/** The target of a `$ref`. */
export interface ReferenceTarget {
  readonly file: string;
  /** Its place in that file. */
  readonly pointer: string;
  readonly value: JsonValue;
}

/** A document's own file, and how far its references may lead. */
export interface ReferenceScope {
  /** The file or URL of the document; a name that is neither when it has none. */
  readonly main: string;
  /** True when references may lead to the network. */
  readonly remote: boolean;
}

/**
 * Follows one `$ref` to a file and a place in it (RFC 3986, section 5; RFC 6901, section 6; `#name` of a `$anchor`). Only files
 * below the document's folder or the working directory are read: a document from elsewhere must not get at others.
 *
 * @param from - the file in which the `$ref` stands
 * @param ref - for example `../schemas/note.yaml#/Note`
 * @param moved - tells where a place of the document's own file has gone to
 * @returns why it cannot be followed, a clause about the `$ref`, where it cannot
 */
export function resolveReference(
  files: SourceFiles,
  scope: ReferenceScope,
  from: string,
  ref: string,
  moved: (pointer: string) => string = (pointer) => pointer,
): ReferenceTarget | { readonly reason: string } {
  const [name = '', fragment = ''] = ref.split(/#(.*)/s);
  const file = name === '' ? from : isSelf(files.read(scope.main), name) ? scope.main : fileOf(scope, from, name);
  if (typeof file !== 'string') return file;
  const unreadable = files.problemOf(file);
  if (unreadable !== undefined) {
    const place = unreadable.line === undefined ? unreadable.file : `${unreadable.file}:${unreadable.line}`;
    return { reason: `cannot be followed: ${place}: ${unreadable.message}` };
  }
  const content = files.read(file);
  const written = pointerTo(content, fragment);
  const pointer = written !== undefined && file === scope.main ? moved(written) : written;
  const value = pointer === undefined ? undefined : lookUp(content, pointer);
  if (pointer !== undefined && value !== undefined) return { file, pointer, value };
  return { reason: `names nothing in ${name === '' ? 'this document' : name}` };
}

/** True for the address that a document gives itself (`$self`, OpenAPI 3.2, section 4.1). */
function isSelf({ $self }: JsonObject, name: string): boolean {
  return (
    typeof $self === 'string' && URL.canParse(name, $self) && new URL(name, $self).href === $self.replace(/#.*$/, '')
  );
}

/** The file or URL that a `$ref` from a file names, without its fragment. */
function fileOf({ main, remote }: ReferenceScope, from: string, name: string): string | { readonly reason: string } {
  const base = isUrl(from) ? from : undefined;
  if (base !== undefined || /^(?:[a-z][a-z0-9+.-]+:|\/\/)/i.test(name)) {
    const url = URL.canParse(name, base) ? new URL(name, base).href : '';
    if (remote && isUrl(url)) return url;
    return {
      reason: `leads to the network; save what it refers to beside the document and refer to that file${
        remote ? '' : ', or allow it ("--allow-remote-refs")'
      }`,
    };
  }
  if (!path.isAbsolute(main)) {
    return { reason: 'leads to a file, but this document was not read from one; load it from its file' };
  }
  const file = path.resolve(path.dirname(from), decodePercent(name) ?? name);
  if (isBelow(file, path.dirname(main)) || isBelow(file, process.cwd())) return file;
  return {
    reason: `leads out of the folder of the document, ${path.dirname(main)}; start from a folder that holds both files, or copy it there`,
  };
}

// Links are followed first: one in the folder may lead out of it.
function isBelow(file: string, folder: string): boolean {
  const way = path.relative(realPath(folder), realPath(file));
  return way !== '' && !path.isAbsolute(way) && way.split(path.sep)[0] !== '..';
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    const folder = path.dirname(file);
    return folder === file ? file : path.join(realPath(folder), path.basename(file));
  }
}

/**
 * The `$ref`s to each entry of a target that is a map or a list, which can be followed from any file.
 *
 * @returns undefined when the target is neither
 */
export function entryReferences({ file, pointer, value }: ReferenceTarget): JsonValue | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  const from = file.replace(/[%#?]/g, encodeURIComponent);
  const refs = Object.keys(value).map((key) => [key, { $ref: from + childPointer(pointer, key) }] as const);
  return Array.isArray(value) ? refs.map(([, ref]) => ref) : Object.fromEntries(refs);
}

function pointerTo(content: JsonObject, fragment: string): string | undefined {
  if (fragment !== '' && !fragment.startsWith('/')) return findAnchor(content, decodePercent(fragment) ?? fragment);
  try {
    return formatPointer(parsePointer(`#${fragment}`));
  } catch (error) {
    if (error instanceof PointerError) return undefined;
    throw error;
  }
}

function lookUp(content: JsonObject, pointer: string): JsonValue | undefined {
  try {
    return valueAt(content, pointer);
  } catch (error) {
    if (error instanceof PointerError) return undefined;
    throw error;
  }
}

/** The pointer of the schema with a `$anchor` (JSON Schema 2020-12 core, section 8.2.2). */
function findAnchor(document: JsonObject, name: string): string | undefined {
  const pending: [JsonValue, string][] = [[document, '#']];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, pointer] = next;
    if (value === null || typeof value !== 'object') continue;
    if (!Array.isArray(value) && value.$anchor === name) return pointer;
    for (const [key, child] of Object.entries(value)) pending.push([child, childPointer(pointer, key)]);
  }
  return undefined;
}
