import { createBasedRouter } from '../mock/engine/engine';
import type { MockRequest } from '../mock/messages/message';
import { cutSession } from '../mock/sessions/session-name';
import type { Method, Operation, Resource, Role, Spec } from '../openapi/model';

/** A request, and what the document says that it asks. */
export interface Question {
  readonly request: MockRequest;
  /** Undefined for paths and methods that the document does not have. HEAD asks what GET asks. */
  readonly operation?: Operation;
  readonly resource?: Resource;
  readonly role?: Role;
  /** Whether the document has the path. */
  readonly known: boolean;
}

/** Finds out what a request asks. */
export type FindQuestion = (request: MockRequest) => Question;

/**
 * Creates the function that finds out what requests ask.
 *
 * @param basePath - the only base path, where there is only one
 */
export function createFindQuestion(spec: Spec, basePath?: string): FindQuestion {
  const route = createBasedRouter(spec, basePath);
  const places = new Map<string, { resource: Resource; role: Role }>();
  for (const resource of spec.resources) {
    for (const [role, operation] of Object.entries(resource.roles)) {
      places.set(operation.pointer, { resource, role: role as Role });
    }
  }
  return (request) => {
    const entry = route(cutSession(request.path)?.rest ?? request.path)?.match.entry;
    const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase();
    const operation = entry?.operations.get(method as Method);
    if (operation === undefined) return { request, known: entry !== undefined };
    return { request, known: true, operation, ...places.get(operation.pointer) };
  };
}

/** The path of the collection that an item's path belongs to. */
export function collectionPathOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** The id in an item's path, as it is spelled there. */
export function idInPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
