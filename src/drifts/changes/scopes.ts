import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { Operation, Resource, Spec } from '../../openapi/model/model';
import { jsonMediaType } from '../../openapi/operations/responses';

/** A part of a document that drifts are named after: a resource, or an operation that belongs to none. */
export interface DriftScope {
  /** The beginning of its drifts' names: `notes.`, or nothing when the document has only one scope. */
  readonly prefix: string;
  readonly resource?: Resource;
  readonly operations: readonly Operation[];
}

/** The scopes of a document. */
export function scopesOf(spec: Spec): DriftScope[] {
  const roles = spec.resources.map((resource) => ({ resource, operations: Object.values(resource.roles) }));
  const known = new Set(roles.flatMap(({ operations }) => operations.map(({ pointer }) => pointer)));
  const others = spec.operations.filter(({ pointer }) => !known.has(pointer));
  const named = roles.length + others.length > 1;
  return [
    ...roles.map((scope) => ({ ...scope, prefix: named ? `${scope.resource.name}.` : '' })),
    ...others.map((operation) => ({ prefix: named ? `${operation.id}.` : '', operations: [operation] })),
  ];
}

/** The schemas of the JSON bodies that a scope's operations take. */
export function bodySchemasOf({ operations }: DriftScope): LocatedSchema[] {
  return operations.flatMap(({ body }) => jsonMediaType(body?.mediaTypes ?? [])?.schema ?? []);
}

/** Tells whether a request is about one of a scope's operations. */
export function covers({ operations }: DriftScope, asked: Operation | undefined): boolean {
  return asked !== undefined && operations.some(({ pointer }) => pointer === asked.pointer);
}
