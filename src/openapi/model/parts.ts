import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { Operation, PathEntry, Resource, Role } from './model';

/** The part an operation plays on a singleton: one object at one path, such as `/me` or `/things/{id}/status`. */
export type SingletonRole =
  | 'singletonRead'
  | 'singletonCreate'
  | 'singletonReplace'
  | 'singletonUpdate'
  | 'singletonRemove';

/** The part of an operation that is none of the above; docs/extensions.md describes each. */
export type FurtherRole =
  | 'action'
  | 'search'
  | 'count'
  | 'pick'
  | 'content'
  | 'attach'
  | 'bulkCreate'
  | 'bodyReplace'
  | 'bodyUpdate'
  | 'collectionReplace'
  | 'collectionUpdate'
  | 'collectionRemove';

/** One object that is read or changed at a path of its own; inferred from the document. */
export interface Singleton {
  /** Unique among singletons; named like resources are. */
  readonly name: string;
  readonly entry: PathEntry;
  readonly roles: Readonly<Partial<Record<SingletonRole, Operation>>>;
  /** The schema of the object in a response, else in a request; undefined where the document has neither. */
  readonly schema?: LocatedSchema;
  /** The resource below whose items it stands, one for each of them. */
  readonly owner?: Resource;
  /** The property of those items that it is; undefined when it is remembered beside them. */
  readonly property?: OwnedProperty;
  /** The resource whose first record it is: `/me` is one of the users. */
  readonly among?: Resource;
}

/** The property of the item above that stands at a path of its own: `/orders/{id}/status`, `/posts/{id}/tags/{tag}`. */
export interface OwnedProperty {
  readonly name: string;
  readonly schema: LocatedSchema;
  /** The path parameter that names one of several values. */
  readonly key?: string;
}

/** The inferred part of an operation. */
export interface OperationPart {
  readonly operation: Operation;
  readonly role?: Role | SingletonRole | FurtherRole;
  /** The resource that it plays its role on, or for further roles the one that it concerns. */
  readonly resource?: Resource;
  readonly singleton?: Singleton;
  /** The property of the item above that it shows or changes. */
  readonly property?: OwnedProperty;
  /** Why it has no role, or keeps no state in spite of one; a clause for a person. */
  readonly reason?: string;
}
