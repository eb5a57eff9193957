import { digest } from '../../json-schema/model/digest';
import type { Operation } from '../../openapi/model/model';
import { createsMissing, successResponse } from '../../openapi/operations/responses';
import { type Eventual, whenThere } from '../../store/interface/store';
import { offeredMediaTypes } from '../handlers/documented-success';
import type { Handler, ValidRequest } from '../handlers/handler';
import { createNegotiator } from '../messages/accept';
import type { MockResponse } from '../messages/message';
import { createProblem, isProblem, type Problem } from '../problems/problems';
import type { Session } from '../sessions/session';

/**
 * The entity tag of a representation: strong, another one as soon as a byte of it changes, and another one for each media type
 * (RFC 9110, section 8.8.3).
 *
 * @param variant - the media type, where it is not the usual one
 * @example etagOf('{}', 'text/csv') // '"v8SSQ43zyKoNEgR8mqsi.text/csv"'
 */
function etagOf(body: MockResponse['body'], variant = ''): string {
  return `"${digest(body ?? '', 'sha1').slice(0, 20)}${variant === '' ? '' : `.${variant}`}"`;
}

type VariantOf = (request: ValidRequest) => string;

/** Finds which media type a request gets; empty for the usual one. */
function createVariants(operation: Operation): VariantOf {
  const offered = offeredMediaTypes(operation);
  if (offered.length < 2) return () => '';
  const negotiate = createNegotiator(offered);
  return ({ message }) => {
    const wanted = negotiate(message.headers.accept);
    return wanted === undefined || wanted === offered[0] ? '' : wanted;
  };
}

/**
 * Lets an operation answer conditional requests (RFC 9110, section 13) as far as it documents them: a documented `ETag` is
 * that of the representation, `If-None-Match` gives a documented 304, and `If-Match` a documented 412, which prevents lost
 * updates: writes of one path with a condition wait for each other.
 *
 * @param handler - answers the operation's valid requests
 * @param reader - gives the handler of GET on the same path
 * @returns the handler itself where nothing of this is documented
 */
export function withConditions(handler: Handler, operation: Operation, reader: () => Handler | undefined): Handler {
  const has = (status: string): boolean => operation.responses.some((response) => response.status === status);
  const isRead = operation.method === 'get' || operation.method === 'head';
  const tags = successResponse(operation)?.headers.some(({ name }) => name.toLowerCase() === 'etag') === true;
  const variantOf = createVariants(operation);
  if (isRead) return tags || has('304') ? readWithConditions(handler, tags, has('304'), variantOf) : handler;
  if (!tags && !has('412')) return handler;
  return writeWithConditions(handler, {
    tags,
    refuses: has('412'),
    creates: createsMissing(operation),
    variantOf,
    reader,
  });
}

function readWithConditions(handler: Handler, tags: boolean, spares: boolean, variantOf: VariantOf): Handler {
  return (request) =>
    whenThere(handler(request), (answer) => {
      if (isProblem(answer) || answer.status >= 300) return answer;
      const etag = etagOf(answer.body, variantOf(request));
      const headers = tags ? { ...answer.headers, etag } : answer.headers;
      const known = request.message.headers['if-none-match'];
      if (!spares || known === undefined || !names(known, etag)) return { ...answer, headers };
      const { 'content-type': _, ...kept } = headers;
      return { status: 304, headers: kept, note: 'not modified' };
    });
}

interface ConditionalWrite {
  readonly tags: boolean;
  readonly refuses: boolean;
  /** True when the operation makes what is not there. */
  readonly creates: boolean;
  readonly variantOf: VariantOf;
  readonly reader: () => Handler | undefined;
}

function writeWithConditions(handler: Handler, write: ConditionalWrite): Handler {
  const { tags, refuses, creates, variantOf, reader } = write;
  const inTurn = createTurns();

  /** The current entity tag of what the path names; undefined when there is nothing, or nothing to read it by. */
  const currentTag = (request: ValidRequest): Eventual<string | undefined> => {
    const { body: _, ...message } = request.message;
    // The whole representation, on no condition.
    const headers = { ...message.headers, accept: undefined, 'if-none-match': undefined };
    const read = reader()?.({ ...request, message: { ...message, method: 'GET', headers }, body: undefined });
    return whenThere(read, (answer) =>
      answer === undefined || isProblem(answer) || answer.status >= 300 ? undefined : etagOf(answer.body),
    );
  };

  const writeTagged = (request: ValidRequest): Eventual<MockResponse | Problem> => {
    const answered = handler(request);
    if (!tags) return answered;
    return whenThere(answered, (answer) => {
      if (isProblem(answer) || answer.status >= 300) return answer;
      return whenThere(currentTag(request), (current) => {
        const etag = withVariant(current ?? etagOf(answer.body), variantOf(request));
        return { ...answer, headers: { ...answer.headers, etag } };
      });
    });
  };

  return (request) => {
    const { 'if-match': wanted, 'if-none-match': unwanted } = request.message.headers;
    if (!refuses || (wanted === undefined && unwanted === undefined) || reader() === undefined) {
      return writeTagged(request);
    }
    return inTurn(request.session, request.message.path, async () => {
      const current = await currentTag(request);
      // Of what is not there the operation itself says so, unless it would make it.
      // Whoever has read any representation of it knows its state.
      const isMissed = wanted !== undefined && (current === undefined ? creates : !names(plain(wanted), current, true));
      const isThere = unwanted !== undefined && current !== undefined && names(plain(unwanted), current);
      return isMissed || isThere ? createProblem('precondition-failed') : writeTagged(request);
    });
  };
}

/**
 * Tells whether a list of entity tags has one.
 *
 * @param isStrong - whether a weak tag is none (RFC 9110, section 8.8.3.2)
 */
function names(list: string, etag: string, isStrong = false): boolean {
  if (list.trim() === '*') return true;
  // Clients that store a tag without its quotes mean the same.
  const tags = list.split(',').map((tag) => tag.trim());
  return tags.some((tag) => (isStrong ? tag : tag.replace(/^W\//, '')) === etag || `"${tag}"` === etag);
}

function withVariant(etag: string, variant: string): string {
  return variant === '' ? etag : etag.replace(/"$/, `.${variant}"`);
}

/** A list of entity tags without their media types. */
function plain(list: string): string {
  return list.replace(/(?<=[\w-])\.[\w.+-]+\/[\w.+-]+(?=")/g, '');
}

/** Runs one after another what is done to the same path in the same session. */
function createTurns() {
  const sessions = new WeakMap<Session, Map<string, Promise<unknown>>>();
  return <T>(session: Session, path: string, run: () => Promise<T>): Promise<T> => {
    const paths = sessions.get(session) ?? new Map<string, Promise<unknown>>();
    sessions.set(session, paths);
    const turn = (paths.get(path) ?? Promise.resolve()).then(run, run);
    paths.set(path, turn);
    const end = (): void => {
      if (paths.get(path) === turn) paths.delete(path);
    };
    turn.then(end, end);
    return turn;
  };
}
