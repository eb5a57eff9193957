import path from 'node:path';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { childPointer, parsePointer } from '../../json-schema/model/pointer';
import type { DocumentProblem } from '../model/model';
import {
  componentSection,
  type DocumentPlace,
  type Kind,
  mapFields,
  walkDocument,
  withoutForeignFields,
} from './document-shape';
import { leaveOut } from './leave-out';
import { entryReferences, type ReferenceScope, type ReferenceTarget, resolveReference } from './resolve-reference';
import type { SourceFiles } from './source-files';
import type { SwaggerDocument } from './swagger-document';

/** One document with local references only, and where its parts came from. */
export interface Bundle {
  readonly document: JsonObject;
  /** Finds the place of a pointer of the document in the files. */
  locate(pointer: string): { readonly file: string; readonly pointer: string };
  readonly problems: readonly DocumentProblem[];
}

/**
 * Pulls what a document refers to in other files into its components, over the whole graph of files, so that only local
 * references are left (OpenAPI 3.1, sections 4.6 and 4.8.23). Circles are fine: every target is pulled in once. What cannot
 * be followed is a problem, and is left out. References to the network are none of those that are followed unasked, as what
 * a mock promises must not change with the weather.
 *
 * @param scope - the file of the document, which is changed in place, and how far its references may lead
 * @param swagger - what the document was before, if it was one of Swagger 2.0
 */
export function bundle(files: SourceFiles, scope: ReferenceScope, swagger?: SwaggerDocument): Bundle {
  const { main } = scope;
  const document = files.read(main);
  const bundler = new Bundler(files, scope, document, swagger);
  bundler.run({ kind: 'document', pointer: '#', node: document }, main);
  return { document, locate: (pointer) => bundler.locate(pointer), problems: bundler.problems };
}

interface Origin {
  /** The place of the part in the bundled document. */
  readonly pointer: string;
  readonly file: string;
  /** Its place in that file. */
  readonly source: string;
  /** The number of references that it has been put in place of, one inside the other. */
  readonly depth: number;
}

type Spot = { readonly file: string; readonly pointer: string };

/** Deeper than files are nested in practice; a circle of references that must be put in place has no end. */
const DEEPEST = 20;

class Bundler {
  readonly problems: DocumentProblem[] = [];
  readonly #origins: Origin[] = [];
  readonly #pulled = new Map<string, string>();
  // Added when the walks are over: a walk must not come across what belongs to another file.
  readonly #additions: { readonly section: string; readonly name: string; readonly node: JsonValue }[] = [];
  // Left out when the walks are over, as a place need not be part of the document before.
  readonly #dead: DocumentPlace[] = [];
  readonly #pending: { readonly place: DocumentPlace; readonly origin: Origin }[] = [];

  constructor(
    readonly files: SourceFiles,
    readonly scope: ReferenceScope,
    readonly document: JsonObject,
    readonly swagger: SwaggerDocument | undefined,
  ) {}

  run(place: DocumentPlace, file: string): void {
    this.#pending.push({ place, origin: { pointer: '#', file, source: '#', depth: 0 } });
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
      const { origin } = next;
      if (next.place.node === this.document && !leavesDocument(this.document)) continue;
      walkDocument(next.place, (inner) => this.#rewrite(inner, origin));
    }
    for (const { section, name, node } of this.#additions)
      objectAt(objectAt(this.document, 'components'), section)[name] = node;
    for (const { kind, pointer, node } of this.#dead) {
      if (kind === 'schema') delete node.$ref;
      else leaveOut(this.document, kind, pointer);
    }
  }

  locate(pointer: string): Spot {
    const inside = this.#origins.filter((one) => pointer === one.pointer || pointer.startsWith(`${one.pointer}/`));
    const origin = inside.reduce<Origin | undefined>(
      (best, one) => (best === undefined || one.pointer.length >= best.pointer.length ? one : best),
      undefined,
    );
    if (origin === undefined) return { file: this.scope.main, pointer: this.swagger?.locate(pointer) ?? pointer };
    return { file: origin.file, pointer: origin.source + pointer.slice(origin.pointer.length) };
  }

  #rewrite(place: DocumentPlace, origin: Origin): 'skip' | undefined {
    const { kind, node, pointer } = place;
    const here = { file: origin.file, pointer: origin.source + pointer.slice(origin.pointer.length) };
    this.#spreadMaps(place, here);
    if (typeof node.$ref === 'string') {
      const target = this.#resolve(node.$ref, here);
      if (target === undefined) this.#dead.push(place);
      const known = target === undefined ? undefined : this.#known(kind, target);
      if (known !== undefined) node.$ref = known;
      else if (target !== undefined && standsInPlace(place)) return this.#putInPlace(place, target, origin, here);
      else if (target !== undefined && REFERABLE.has(kind)) node.$ref = this.#pull(kind, target);
    }
    if (kind !== 'schema' || !isJsonObject(node.discriminator)) return undefined;
    const { discriminator } = node;
    if (isJsonObject(discriminator.mapping)) {
      for (const value of Object.keys(discriminator.mapping)) this.#rewriteName(discriminator.mapping, value, here);
    }
    this.#rewriteName(discriminator, 'defaultMapping', here);
    return undefined;
  }

  /** Follows what a discriminator names, if that is more than the name of a schema. */
  #rewriteName(owner: JsonObject, field: string, here: Spot): void {
    const name = owner[field];
    if (typeof name !== 'string' || !/[#/]|\.(?:ya?ml|json)$/.test(name)) return;
    const target = this.#resolve(name, here);
    if (target === undefined) delete owner[field];
    else owner[field] = this.#known('schema', target) ?? this.#pull('schema', target);
  }

  /** The pointer of a target that is in the document already. */
  #known(kind: Kind, { file, pointer }: ReferenceTarget): string | undefined {
    if (file === this.scope.main) return REFERABLE.has(kind) ? pointer : undefined;
    return this.#pulled.get(`${kind} ${file}${pointer}`);
  }

  #resolve(ref: string, here: Spot): ReferenceTarget | undefined {
    const target = resolveReference(this.files, this.scope, here.file, ref, this.swagger?.moved);
    if (!('reason' in target)) return target;
    this.#refuse(here, `the $ref "${ref}" ${target.reason}`);
    return undefined;
  }

  #refuse(here: Spot, message: string): void {
    const { files } = this;
    this.problems.push({
      ...here,
      message,
      // Looked up when it is told.
      get line() {
        return files.line(here.file, [...parsePointer(here.pointer), '$ref']);
      },
    });
  }

  // A whole map may stand in another file (`paths: { $ref: ./paths.yaml }`): each of its entries is referred to instead.
  #spreadMaps({ kind, node }: DocumentPlace, here: Spot): void {
    for (const name of mapFields(kind)) {
      const map = node[name];
      if (!isJsonObject(map) || typeof map.$ref !== 'string') continue;
      const target = this.#resolve(map.$ref, { file: here.file, pointer: childPointer(here.pointer, name) });
      const references = target && entryReferences(target);
      if (references === undefined) delete node[name];
      else node[name] = references;
    }
  }

  #putInPlace(place: DocumentPlace, target: ReferenceTarget, origin: Origin, here: Spot): 'skip' {
    const { kind, node, pointer } = place;
    if (origin.depth >= DEEPEST || !isJsonObject(target.value)) {
      this.#refuse(
        here,
        `the $ref "${node.$ref}" ${isJsonObject(target.value) ? 'leads back to itself' : 'leads to no object'}`,
      );
      this.#dead.push(place);
      return 'skip';
    }
    delete node.$ref;
    Object.assign(node, this.#adapted(kind, target));
    if (REFERABLE.has(kind)) this.#pulled.set(`${kind} ${target.file}${target.pointer}`, pointer);
    const inner = { pointer, file: target.file, source: target.pointer, depth: origin.depth + 1 };
    this.#origins.push(inner);
    this.#pending.push({ place, origin: inner });
    return 'skip';
  }

  #pull(kind: Kind, { file, pointer, value }: ReferenceTarget): string {
    const section = componentSection[kind]!;
    const name = this.#freeName(section, parsePointer(pointer).at(-1) ?? path.parse(file).name);
    const node = this.#adapted(kind, { file, value });
    this.#additions.push({ section, name, node });
    const place = childPointer('#', 'components', section, name);
    const origin = { pointer: place, file, source: pointer, depth: 0 };
    this.#pulled.set(`${kind} ${file}${pointer}`, place);
    this.#origins.push(origin);
    if (isJsonObject(node)) this.#pending.push({ place: { kind, pointer: place, node }, origin });
    return place;
  }

  #adapted(kind: Kind, { file, value }: Pick<ReferenceTarget, 'file' | 'value'>): JsonValue {
    const copy = withoutForeignFields(kind, structuredClone(value));
    if (file !== this.scope.main) this.swagger?.adapt(kind, copy);
    return copy;
  }

  // Names of components are limited to these characters (OpenAPI 3.1, section 4.8.7.1).
  #freeName(section: string, wanted: string): string {
    const name = wanted.replace(/[^A-Za-z0-9._-]+/g, '_') || 'component';
    const { components } = this.document;
    const known = isJsonObject(components) && isJsonObject(components[section]) ? components[section] : {};
    const taken = (one: string): boolean =>
      Object.hasOwn(known, one) ||
      this.#additions.some((addition) => addition.section === section && addition.name === one);
    let free = name;
    for (let count = 2; taken(free); count++) free = `${name}_${count}`;
    return free;
  }
}

// What has no section of components to be pulled into (operations, media types) takes the place of its reference, which the
// specification does not foresee but bundlers do; so does what a component consists of, as it has a name there.
function standsInPlace({ kind, pointer, node }: DocumentPlace): boolean {
  if (!REFERABLE.has(kind)) return true;
  return Object.keys(node).length === 1 && /^#\/components\/[^/]+\/[^/]+$/.test(pointer);
}

/** The kinds that a reference may stand for. */
const REFERABLE: ReadonlySet<Kind> = new Set(Object.keys(componentSection) as Kind[]);

function objectAt(parent: JsonObject, name: string): JsonObject {
  const known = parent[name];
  if (isJsonObject(known)) return known;
  const made: JsonObject = {};
  parent[name] = made;
  return made;
}

/**
 * True when a document may refer to anything but its own parts by JSON Pointer. Most documents are one file, for which this
 * quick look saves a walk; it may take data for a reference, which costs no more than that walk.
 */
function leavesDocument(document: JsonObject): boolean {
  const pending: JsonValue[] = [document];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value === null || typeof value !== 'object') continue;
    if (!Array.isArray(value)) {
      if (typeof value.$ref === 'string' && !value.$ref.startsWith('#/')) return true;
      if (value.mapping !== undefined || value.defaultMapping !== undefined) return true;
    }
    for (const child of Object.values(value)) pending.push(child);
  }
  return false;
}
