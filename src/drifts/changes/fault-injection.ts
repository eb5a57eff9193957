import type { Schemas } from '../../json-schema/model/schemas';
import type { MockRequest, MockResponse } from '../../mock/messages/message';
import { cutSession } from '../../mock/sessions/session-name';
import type { Method, Operation, Resource, Role, Spec } from '../../openapi/model/model';
import { createBasedRouter } from '../../openapi/operations/router';
import { roleOf } from '../../openapi/resources/role-of';
import type { Store } from '../../store/interface/store';

/** Answers a request, as a mock does. */
export type Respond = (request: MockRequest) => Promise<MockResponse>;

/**
 * Wrappers around the parts of a mock, by which a drift injects its fault; a part without a wrapper stays healthy. A wrapper
 * may keep state of its own: it is made anew for every mock.
 */
export interface FaultInjection {
  /** Wraps the validation of request bodies. */
  readonly schemas?: (schemas: Schemas) => Schemas;
  /** Wraps the store. */
  readonly store?: (store: Store) => Store;
  /** Wraps the answering: changes requests on the way in, or answers on the way out. */
  readonly handle?: (next: Respond, match: MatchRequest) => Respond;
}

/** A request with the operation, resource and role that the document gives it. */
export interface MatchedRequest {
  readonly request: MockRequest;
  /** Undefined for paths and methods that the document does not have. HEAD asks what GET asks. */
  readonly operation?: Operation;
  readonly resource?: Resource;
  readonly role?: Role;
  /** Tells whether the document has the path. */
  readonly known: boolean;
}

/** Matches a request with the document. */
export type MatchRequest = (request: MockRequest) => MatchedRequest;

/**
 * Creates the function that matches requests with a document.
 *
 * @param basePath - the only base path, where there is only one
 */
export function createRequestMatcher(spec: Spec, basePath?: string): MatchRequest {
  const route = createBasedRouter(spec, basePath);
  return (request) => {
    const entry = route(cutSession(request.path)?.rest ?? request.path)?.match.entry;
    const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase();
    const operation = entry?.operations.get(method as Method);
    if (operation === undefined) return { request, known: entry !== undefined };
    return { request, known: true, operation, ...roleOf(spec, operation) };
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
