import path from 'node:path';
import type { JsonObject, JsonValue } from '../schema/json-schema';
import { childPointer, parsePointer } from '../schema/pointer';
import type { DocumentProblem } from './document-error';
import { componentSection, isObject, type Kind, type Place, walkDocument } from './document-shape';
import { type ReferenceTarget, resolveReference } from './resolve-reference';
import type { SourceFiles } from './source-files';

/** One document with local references only, and where its parts came from. */
export interface Bundle {
  readonly document: JsonObject;
  /** Where a pointer of the document stands in the files. */
  locate(pointer: string): { readonly file: string; readonly pointer: string };
  readonly problems: readonly DocumentProblem[];
}

/**
 * Pulls what a document refers to in other files into its components, over the whole graph of files, so that only local
 * references are left (OpenAPI 3.1, sections 4.6 and 4.8.23). Circles are fine: every target is pulled in once. References
 * to the network are refused, as what a mock promises must not change with the weather.
 *
 * @param main - the file of the document; it is changed in place
 */
export function bundle(files: SourceFiles, main: string): Bundle {
  const document = files.read(main);
  const bundler = new Bundler(files, main, document);
  bundler.run({ kind: 'document', pointer: '#', node: document }, main);
  return { document, locate: (pointer) => bundler.locate(pointer), problems: bundler.problems };
}

interface Origin {
  /** Where the part stands in the bundled document. */
  readonly pointer: string;
  readonly file: string;
  /** Where it stood in that file. */
  readonly source: string;
}

class Bundler {
  readonly problems: DocumentProblem[] = [];
  readonly #origins: Origin[] = [];
  readonly #pulled = new Map<string, string>();
  // Added when the walks are over: a walk must not come across what belongs to another file.
  readonly #additions: { readonly section: string; readonly name: string; readonly node: JsonValue }[] = [];
  readonly #pending: { readonly place: Place; readonly origin: Origin }[] = [];

  constructor(
    readonly files: SourceFiles,
    readonly main: string,
    readonly document: JsonObject,
  ) {}

  run(place: Place, file: string): void {
    this.#pending.push({ place, origin: { pointer: '#', file, source: '#' } });
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
      const { origin } = next;
      if (!leavesDocument(next.place.node) && next.place.node === this.document) continue;
      walkDocument(next.place, (inner) => {
        this.#rewrite(inner, origin);
        return undefined;
      });
    }
    for (const { section, name, node } of this.#additions) {
      objectAt(objectAt(this.document, 'components'), section)[name] = node;
    }
  }

  locate(pointer: string): { readonly file: string; readonly pointer: string } {
    const inside = (origin: Origin) => pointer === origin.pointer || pointer.startsWith(`${origin.pointer}/`);
    const origin = this.#origins.find(inside);
    if (origin === undefined) return { file: this.main, pointer };
    return { file: origin.file, pointer: origin.source + pointer.slice(origin.pointer.length) };
  }

  #rewrite({ kind, node, pointer }: Place, origin: Origin): void {
    const here = { file: origin.file, pointer: origin.source + pointer.slice(origin.pointer.length) };
    if (referable.has(kind) && typeof node.$ref === 'string') {
      node.$ref = this.#localReference(kind, node.$ref, here) ?? node.$ref;
    }
    const mapping = kind === 'schema' && isObject(node.discriminator) ? node.discriminator.mapping : undefined;
    if (!isObject(mapping)) return;
    for (const [value, target] of Object.entries(mapping)) {
      if (typeof target !== 'string' || !/[#/]|\.(?:ya?ml|json)$/.test(target)) continue;
      mapping[value] = this.#localReference('schema', target, here) ?? target;
    }
  }

  #localReference(kind: Kind, ref: string, here: { file: string; pointer: string }): string | undefined {
    const refuse = (reason: string): undefined => {
      const tokens = parsePointer(here.pointer);
      const line = this.files.line(here.file, [...tokens, '$ref']);
      const message = `the $ref "${ref}" ${reason}`;
      this.problems.push({ ...here, message, ...(line !== undefined && { line }) });
      return undefined;
    };
    const target = resolveReference(this.files, this.main, here.file, ref);
    if ('reason' in target) return refuse(target.reason);
    return target.file === this.main ? target.pointer : this.#pull(kind, target);
  }

  #pull(kind: Kind, { file, pointer, value }: ReferenceTarget): string {
    const key = `${kind} ${file}${pointer}`;
    const known = this.#pulled.get(key);
    if (known !== undefined) return known;
    const section = componentSection[kind]!;
    const name = this.#freeName(section, parsePointer(pointer).at(-1) ?? path.parse(file).name);
    const node = structuredClone(value);
    this.#additions.push({ section, name, node });
    const place = childPointer('#', 'components', section, name);
    const origin = { pointer: place, file, source: pointer };
    this.#pulled.set(key, place);
    this.#origins.push(origin);
    if (isObject(node)) this.#pending.push({ place: { kind, pointer: place, node }, origin });
    return place;
  }

  // Names of components are limited to these characters (OpenAPI 3.1, section 4.8.7.1).
  #freeName(section: string, wish: string): string {
    const name = wish.replace(/[^A-Za-z0-9._-]+/g, '_') || 'component';
    const { components } = this.document;
    const known = isObject(components) && isObject(components[section]) ? components[section] : {};
    const taken = (one: string): boolean =>
      Object.hasOwn(known, one) ||
      this.#additions.some((addition) => addition.section === section && addition.name === one);
    let free = name;
    for (let count = 2; taken(free); count++) free = `${name}_${count}`;
    return free;
  }
}

// Most documents are one file, for which this quick look saves the walk. It may take data for a reference; no harm done.
function leavesDocument(document: JsonObject): boolean {
  const pending: JsonValue[] = [document];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value === null || typeof value !== 'object') continue;
    if (!Array.isArray(value)) {
      if (typeof value.$ref === 'string' && !value.$ref.startsWith('#/')) return true;
      if (value.mapping !== undefined) return true;
    }
    for (const child of Object.values(value)) pending.push(child);
  }
  return false;
}

/** The kinds that a reference may stand for. */
const referable: ReadonlySet<Kind> = new Set(Object.keys(componentSection) as Kind[]);

function objectAt(parent: JsonObject, name: string): JsonObject {
  const known = parent[name];
  if (isObject(known)) return known;
  const made: JsonObject = {};
  parent[name] = made;
  return made;
}
