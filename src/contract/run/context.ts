import type { Operation, Spec } from '../../openapi/model/model';
import { roleOf } from '../../openapi/resources/role-of';
import { followsFromStatus, judgesStatus } from '../checks/all-checks';
import { completeResponse } from '../checks/complete-response';
import { idsUnique } from '../checks/laws';
import { rateLimited } from '../checks/rate-limited';
import { buildRawRequest, buildRequest, type RequestParts } from '../exchange/build-request';
import { createExchange, keptExchange, type RequestMeaning } from '../exchange/create-exchange';
import { curlLine } from '../exchange/curl';
import { type Exchange, TransportError, type WireRequest, type WireResponse } from '../exchange/exchange';
import type { Expectation } from '../exchange/expectation';
import { isSecretName } from '../exchange/secrets';
import { type Check, cite, type Fault, faultKey, type Severity } from '../findings/check';
import type { RawFinding } from '../findings/finding';
import type { CaseContext, ContractCase, CreatedRecord, Rehearsal } from '../steps/context/case';
import { Blocked, Inconclusive } from '../steps/context/case';
import { awaitAccepted, isPending } from '../steps/records/accepted';
import { firstIdFor } from '../steps/records/existing-ids';
import { bodyUnder } from '../steps/requests/item-in-body';
import { withRequired } from '../steps/requests/valid-request';
import { credentialsFor } from '../target/credentials';
import { hookedRequest, hookedResponse } from './hooks';
import { expectedOn, withCondition } from './preconditions';
import type { RunState } from './run-state';
import { countAnswer, incompleteReason, noteFailure } from './state-of-target';

/** Bytes of an answer from which on cases are run one at a time. */
const heavy = 4 * 1_024 * 1_024;

/**
 * Creates the context of one run of one case.
 *
 * @param report - is called with everything that does not hold
 * @param watch - sees every exchange
 */
export function createContext(
  state: RunState,
  contractCase: ContractCase,
  report: (rawFinding: RawFinding) => void,
  watch: (exchange: Exchange) => void = () => {},
): CaseContext {
  const { spec, target, credentials, headersOf, hooks } = state;
  const { masked } = state;

  const reportFault = (
    check: Check<never>,
    fault: Fault,
    evidence: readonly Exchange[],
    request?: WireRequest,
  ): void => {
    const operation = evidence.at(-1)?.operation ?? contractCase.operation;
    const repeated = request ?? evidence.at(-1)?.request;
    report({
      key: faultKey(check.name, fault.pointer, fault.symptom),
      check: check.name,
      severity: fault.severity ?? check.severity,
      basis: cite(spec, fault.basis ?? check.basis),
      title: masked(fault.title),
      caseId: contractCase.id,
      caseTitle: contractCase.title,
      pointer: fault.pointer,
      promised: masked(fault.promised),
      received: masked(fault.received),
      exchanges: evidence.map(keptExchange),
      curl: repeated === undefined ? '' : masked(curlLine(target.url, repeated, { spec })),
      unstable: false,
      causedBy: fault.causedBy ?? [],
      operation: operation?.id,
    });
  };

  const transmit = async (request: WireRequest, meaning: RequestMeaning): Promise<WireResponse> => {
    const { operation, expectation } = meaning;
    const blocked = incompleteReason(state, operation);
    if (blocked !== undefined) throw new Blocked(blocked);
    state.exchanges += 1;
    try {
      const response = await hookedResponse(hooks, await target.send(request), request, aboutOf(operation));
      state.failuresInARow = 0;
      state.incomplete.delete(operation?.id ?? '');
      return response;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      const mayHangUp = expectation.kind === 'open' && expectation.mayHangUp === true;
      const killer = await noteFailure(state, error, { request, operation, expectation }, mayHangUp);
      if (mayHangUp && killer === undefined) throw new Inconclusive(error.message);
      const failure = { message: error.message, unreachable: error.unreachable, operation, killer: killer?.request };
      for (const fault of completeResponse.judge(failure))
        reportFault(completeResponse, fault, [], killer?.request ?? request);
      throw new Blocked(`no response: ${error.message}`);
    }
  };

  // A value that another record has already may be refused: a 409 says it, and a value that was taken once is no wrong one.
  const mayBeTaken = async (
    { status }: WireResponse,
    request: WireRequest,
    { operation, expectation }: RequestMeaning,
  ): Promise<string | undefined> => {
    if (operation === undefined || expectation.kind !== 'success' || request.body === undefined) return undefined;
    if (status === 409 && operation.responses.some((each) => each.status === '409')) return 'the document has a 409';
    if (![400, 409, 422].includes(status)) return undefined;
    const place = roleOf(spec, operation);
    const names = place === undefined ? [] : await state.uniqueValues.repeated(operation, request);
    for (const name of names) {
      if (await state.factory.isUnique(context, place!.resource, name)) return `another record has the same ${name}`;
    }
    return undefined;
  };

  const aboutOf = (operation: Operation | undefined) => ({ operation: operation?.id, caseId: contractCase.id });

  const exchange = async (built: WireRequest, meaning: RequestMeaning): Promise<Exchange> => {
    const { operation, expectation } = meaning;
    const request = hooks.beforeRequest === undefined ? built : await hookedRequest(hooks, built, aboutOf(operation));
    const started = performance.now();
    const answer = transmit(request, meaning);
    const isWrite = operation !== undefined && request.body !== undefined;
    if (isWrite)
      state.uniqueValues.sent(
        operation,
        request,
        answer.then(isTaken, () => false),
      );
    const response = await answer;
    const tolerated = await mayBeTaken(response, request, meaning);
    const done = createExchange(spec, request, response, {
      ...meaning,
      expectation: tolerated === undefined ? expectation : { kind: 'open', because: tolerated },
    });
    if (response.body.byteLength > heavy) state.isHeavy = true;
    state.ownership.note(done, started);
    state.onExchange?.(done, contractCase);
    countAnswer(state, done);
    watch(done);
    for (const fault of rateLimited.judge(done)) {
      reportFault(rateLimited, fault, [done]);
      throw new Blocked('the target limits the number of requests');
    }
    const causes: string[] = [];
    for (const check of state.checks) {
      for (const fault of check.judge(done)) {
        const causedBy = followsFromStatus(check) ? [...(fault.causedBy ?? []), ...causes] : (fault.causedBy ?? []);
        reportFault(check, { ...fault, causedBy, severity: severityOf(check, fault, done) }, [done]);
        if (judgesStatus(check)) causes.push(faultKey(check.name, fault.pointer, fault.symptom));
      }
    }
    return done;
  };

  const context: CaseContext = {
    spec,
    seed: state.seed,
    url: target.url,
    readOnly: state.readOnly,
    eventually: state.eventually ?? 0,
    async send(operation, parts, expectation) {
      // Without credentials it carries the other headers of the run all the same.
      const headers = parts.anonymous === true ? plainHeaders(spec, headersOf(operation)) : headersOf(operation);
      const conditional = await withCondition(
        target,
        operation,
        underParents(spec, operation, parts, expectation),
        headers,
      );
      const whole = withRequired(spec, operation, conditional, expectation, state.seed);
      const about = { operation, expectation: expectedOn(whole, expectation), allowed: allowedOn(spec, operation) };
      const done = await exchange(buildRequest(operation, { ...whole, anonymous: false }, headers), about);
      await awaitAccepted(context, done, state.stalled);
      return done;
    },
    sendRaw: (raw, expectation) =>
      exchange(buildRawRequest(raw, credentials), {
        expectation,
        allowed: raw.allowed,
      }),
    record: (resource, options) => state.factory.record(context, resource, options),
    parents: (resource) => state.factory.parents(context, resource),
    givenId: (parameter) => (state.ids === undefined ? undefined : firstIdFor(state.ids, parameter)),
    checksReferences: (resource) => state.factory.checksReferences(context, resource),
    isUnique: (resource, property) => state.factory.isUnique(context, resource, property),
    keep: (record) => keepOwn(state, record, context),
    givesIdsAgain: ({ name }) => state.reused.has(name),
    forget: (record) => state.created.remove(record),
    adapt: (operation, parts, subject) => state.factory.adapt(operation, parts, subject),
    credentials: (operation) => credentialsFor(spec, operation, headersOf(operation)),
    pathOf: (location, from) => pathOf(target.url, location, from),
    confirm(check, input, evidence) {
      // Nothing follows yet from what is only accepted.
      if (evidence.some(isPending)) return true;
      const faults = check.judge(input, evidence);
      for (const fault of faults) reportFault(check, fault, evidence);
      return faults.length === 0;
    },
    isKnown: (key) => state.known.has(key),
    isFaulty: (operations) => operations.some((id) => state.faulty.has(id)),
    rehearse: (steps) => rehearse(state, contractCase, steps),
    report,
  };
  return context;
}

// A value that the path has already may not be another one in the body, unless that is what is to be refused.
function underParents(spec: Spec, operation: Operation, parts: RequestParts, { kind }: Expectation): RequestParts {
  const place = parts.json === undefined || kind === 'rejection' ? undefined : roleOf(spec, operation);
  return place === undefined ? parts : { ...parts, json: bodyUnder(place, parts.json!, parts.path) };
}

// What the document says of other paths is no promise of a path that it does not have.
function severityOf({ basis, severity }: Check<Exchange>, fault: Fault, { isBorrowed }: Exchange): Severity {
  const isWeaker = isBorrowed === true && severity === 'error' && basis.startsWith('OpenAPI');
  return fault.severity ?? (isWeaker ? 'warning' : severity);
}

function plainHeaders(spec: Spec, headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !isSecretName(name, spec)));
}

function isTaken({ status }: WireResponse): boolean {
  return status >= 200 && status < 300;
}

function keepOwn(state: RunState, record: CreatedRecord, context: CaseContext): boolean {
  const reason = state.ownership.whyForeign(record);
  if (reason === undefined) {
    state.created.add(record);
    return true;
  }
  const pointer = record.exchange.operation?.pointer ?? '#/paths';
  // An undocumented status is told by another check.
  if (/answered a record/.test(reason) && !state.foreign.has(pointer)) {
    const promised = 'a new record, with an id of its own';
    context.confirm(
      idsUnique,
      {
        holds: false,
        title: 'a create answers another record',
        promised,
        received: reason,
        pointer,
        symptom: 'foreign',
      },
      [record.exchange],
    );
  }
  state.foreign.add(pointer);
  return false;
}

async function rehearse(
  state: RunState,
  contractCase: ContractCase,
  steps: (context: CaseContext) => Promise<void>,
): Promise<Rehearsal> {
  const rawFindings: RawFinding[] = [];
  const exchanges: Exchange[] = [];
  const context = createContext(
    state,
    contractCase,
    (rawFinding) => rawFindings.push(rawFinding),
    (done) => exchanges.push(done),
  );
  try {
    await steps(context);
    return { rawFindings, exchanges };
  } catch (error) {
    if (error instanceof Inconclusive) return { rawFindings, exchanges };
    if (error instanceof Blocked) return { rawFindings, exchanges, blocked: error };
    throw error;
  }
}

// The origin does not count: behind a proxy a server may not know its own.
function pathOf(base: string, location: string, from: WireRequest): string | undefined {
  if (!URL.canParse(location, base + from.path)) return undefined;
  const { pathname, search } = new URL(location, base + from.path);
  const prefix = new URL(base).pathname.replace(/\/$/, '');
  return (pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname) + search;
}

function allowedOn(spec: Spec, operation: Operation): readonly string[] | undefined {
  const entry = spec.paths.find(({ template }) => template.source === operation.template.source);
  return entry && [...entry.operations.keys()].map((method) => method.toUpperCase());
}
