import type { JsonValue } from '../../json-schema/model/json-schema';
import { jsonValueOf } from '../../json-schema/model/json-value';
import type { Operation, Spec } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { type OutgoingRequest, readOutgoingRequests } from '../../openapi/operations/outgoing-requests';
import type { Model } from '../engine/create-model';
import type { LocatedRequest } from '../engine/engine';
import type { Journal } from '../journal/journal';
import type { MockResponse } from '../messages/message';
import type { Session } from '../sessions/session';
import { CALLBACK_HEADER, type CallbackRequest, callbackRequest } from './callback-request';
import { type CallbackOptions, type CallbackReport, deliver, isAllowedHost, recordAttempt } from './delivery';
import { AddressError, type ExpressionSource, resolveAddress } from './runtime-expression';
import { exchangeSubject, recordSubject, type Subject } from './subject';

/** A request that somebody asks for by hand. */
export interface HandFired {
  readonly url: string;
  /** Members in place of the made-up ones, or a whole body. */
  readonly body?: JsonValue | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Calls clients back as a document promises. */
export interface Callbacks {
  /** Sends the callbacks of an operation that has just been answered, after its answer. */
  follow(model: Model, located: LocatedRequest, response: MockResponse): void;
  /** Sends one callback or webhook at once, and once only. Gives undefined when the document has none of this name. */
  fire(model: Model, session: Session, name: string, asked: HandFired): Promise<CallbackReport | undefined>;
  /** Ends what still waits for another attempt. */
  close(): void;
}

/** The most deliveries at a time; a client that never answers must not fill the memory. */
const MOST_AT_A_TIME = 1000;

/**
 * Creates what calls clients back.
 *
 * @param journalOf - the journal of a session; undefined where there is none
 */
export function createCallbacks(
  options: CallbackOptions,
  journalOf: (session: Session) => Journal | undefined,
): Callbacks {
  const sleepers = new Map<NodeJS.Timeout, (goesOn: boolean) => void>();
  let underWay = 0;
  let isClosed = false;
  const sleep = (ms: number): Promise<boolean> =>
    new Promise((resolve) => {
      if (isClosed) return resolve(false);
      const timer = setTimeout(() => {
        sleepers.delete(timer);
        resolve(true);
      }, ms);
      timer.unref();
      sleepers.set(timer, resolve);
    });

  /** Takes note of a request that is not sent. */
  const refuse = (name: string, request: CallbackRequest, reason: string, journal: Journal | undefined) => {
    const { method, url } = request;
    const note = `callback ${name} not sent: ${reason}`;
    recordAttempt(journal, request, { status: 0, headers: {}, note }, 0);
    const report: CallbackReport = { name, method, url, status: 0, durationMs: 0, note };
    options.report?.(report);
    return report;
  };

  /** Sends a request to an address, if it is one that may be called. */
  const send = async (
    { spec, context }: Model,
    session: Session,
    outgoing: OutgoingRequest,
    address: () => string,
    about: Subject,
    further: { readonly tries?: number; readonly after?: number } & Omit<HandFired, 'url'> = {},
  ): Promise<CallbackReport> => {
    const { name, operation } = outgoing;
    const journal = journalOf(session);
    const method = operation.method.toUpperCase();
    const notSent = (url: string, reason: string): CallbackReport =>
      refuse(name, { method, url, headers: {}, body: undefined }, reason, journal);
    let url: URL;
    try {
      url = readAddress(address(), options.hosts);
    } catch (error) {
      if (!(error instanceof AddressError)) throw error;
      return notSent(outgoing.address ?? '', error.message);
    }
    const made = callbackRequest({ ...context, spec }, outgoing, url, about, further.body);
    const request = { ...made, headers: { ...made.headers, ...further.headers } };
    if (underWay >= MOST_AT_A_TIME) return notSent(url.href, `${MOST_AT_A_TIME} callbacks are under way`);
    underWay++;
    try {
      if (!(await sleep(further.after ?? 0))) return notSent(url.href, 'the mock has stopped');
      return await deliver(name, request, options, journal, sleep, further.tries);
    } finally {
      underWay--;
    }
  };

  return {
    follow(model, { request, session, found, plan }, response) {
      const outgoing = plan === undefined ? undefined : outgoingOf(model.spec).byCaller.get(plan.operation);
      if (outgoing === undefined || response.status < 200 || response.status > 299) return;
      if (request.headers[CALLBACK_HEADER] !== undefined) return;
      const read = plan!.readBody?.(request);
      const path = found?.match.kind === 'found' ? found.match.parameters : new Map<string, string>();
      const source: ExpressionSource = {
        request,
        path,
        body: read === undefined || 'kind' in read || read.opaque !== undefined ? undefined : read.value,
        response,
        answer: answerOf(response),
      };
      const { values } = plan!.decode({ path, query: request.query, headers: request.headers });
      const about = exchangeSubject(source, values.path, plan!.operation);
      for (const each of outgoing) {
        const address = (): string => resolveAddress(each.address!, source);
        send(model, session, each, address, about, { after: response.delay }).catch((error: unknown) =>
          options.report?.(failed(each, error)),
        );
      }
    },
    async fire(model, session, name, { url, ...further }) {
      const outgoing = outgoingOf(model.spec).all.find((each) => each.name === name);
      if (outgoing === undefined) return undefined;
      const about = await recordSubject(model.spec, session, outgoing);
      return send(model, session, outgoing, () => url, about, { ...further, tries: 1 });
    },
    close() {
      isClosed = true;
      for (const [timer, resolve] of sleepers) {
        clearTimeout(timer);
        resolve(false);
      }
      sleepers.clear();
    },
  };
}

function failed({ name, operation, address = '' }: OutgoingRequest, error: unknown): CallbackReport {
  const note = `callback ${name} not sent: ${error instanceof Error ? error.message : String(error)}`;
  return { name, method: operation.method.toUpperCase(), url: address, status: 0, durationMs: 0, note };
}

/** @throws {@link AddressError} when no request may be sent there */
function readAddress(text: string, hosts: CallbackOptions['hosts']): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new AddressError(`${JSON.stringify(text)} is no http or https address`);
  if (url.username !== '' || url.password !== '') throw new AddressError('the address carries a user or a password');
  if (isAllowedHost(url, hosts)) return url;
  throw new AddressError(`${url.hostname} is not this machine; allow it with --callback-host ${url.hostname}`);
}

/** The requests that a document sends, and those of each operation. */
interface Outgoing {
  readonly all: readonly OutgoingRequest[];
  readonly byCaller: ReadonlyMap<Operation, readonly OutgoingRequest[]>;
}

const known = new WeakMap<Spec, Outgoing>();

/** Finds the callbacks and webhooks of a document, read once. */
export function outgoingOf(spec: Spec): Outgoing {
  const before = known.get(spec);
  if (before !== undefined) return before;
  const all = readOutgoingRequests(spec);
  const byCaller = new Map<Operation, OutgoingRequest[]>();
  for (const each of all) {
    if (each.caller !== undefined) byCaller.set(each.caller, [...(byCaller.get(each.caller) ?? []), each]);
  }
  const read = { all, byCaller };
  known.set(spec, read);
  return read;
}

function answerOf({ headers, body }: MockResponse): JsonValue | undefined {
  if (body === undefined || !isJson(headers['content-type'] ?? '')) return undefined;
  return jsonValueOf(body);
}
