import type { Schemas } from '../schema/schemas';
import type { PathEntry, Resource } from './model';

/** Infers the resources of a document. */
export function inferResources(_paths: readonly PathEntry[], _schemas: Schemas): Resource[] {
  return [];
}
