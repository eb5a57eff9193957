import type { Operation, Resource, Spec } from '../../openapi/model';
import type { ReferenceGuard } from '../engine/reference-guard';
import type { RecordCodec } from '../records/record-codec';
import { createReferenceGuards } from './create-guards';
import { findAllReferences, referringProperties } from './find-all-references';
import type { ReferenceMode } from './reference-mode';

/** What it takes to judge references. */
export interface ReferenceParts {
  /** The properties by which the records of a resource have to be found. */
  keysOf(resource: Resource): string[];
  /** The judges of requests, given codecs that know these properties. */
  guards(codecs: ReadonlyMap<string, RecordCodec>): (operation: Operation) => ReferenceGuard | undefined;
}

/** Prepares the judging of references for a document. */
export function createReferences(mode: Exclude<ReferenceMode, 'off'>, spec: Spec): ReferenceParts {
  const all = findAllReferences(spec);
  return {
    keysOf: ({ name }) => referringProperties(all, name),
    guards: (codecs) => createReferenceGuards(mode, spec, all, codecs),
  };
}
