import type { LocatedSchema } from '../../json-schema/schemas';
import type { Operation, Resource, Spec } from '../../openapi/model';
import { jsonMediaType } from '../../openapi/success';

/** What drifts are named after: a resource, or an operation that belongs to none. */
export interface Subject {
  /** What its drifts' names begin with: `notes.`, or nothing when the document has only one subject. */
  readonly prefix: string;
  readonly resource?: Resource;
  readonly operations: readonly Operation[];
}

/** The subjects of a document. */
export function subjectsOf(spec: Spec): Subject[] {
  const roles = spec.resources.map((resource) => ({ resource, operations: Object.values(resource.roles) }));
  const known = new Set(roles.flatMap(({ operations }) => operations.map(({ pointer }) => pointer)));
  const others = spec.operations.filter(({ pointer }) => !known.has(pointer));
  const named = roles.length + others.length > 1;
  return [
    ...roles.map((subject) => ({ ...subject, prefix: named ? `${subject.resource.name}.` : '' })),
    ...others.map((operation) => ({ prefix: named ? `${operation.id}.` : '', operations: [operation] })),
  ];
}

/** The schemas of the JSON bodies that a subject's operations take. */
export function bodySchemasOf({ operations }: Subject): LocatedSchema[] {
  return operations.flatMap(({ body }) => jsonMediaType(body?.mediaTypes ?? [])?.schema ?? []);
}

/** Whether a question is about one of a subject's operations. */
export function isAbout({ operations }: Subject, asked: Operation | undefined): boolean {
  return asked !== undefined && operations.some(({ pointer }) => pointer === asked.pointer);
}
