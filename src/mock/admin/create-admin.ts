import { loadSpec } from '../../openapi/load-spec';
import type { Operation, Spec } from '../../openapi/model/model';
import { packageFile } from '../../openapi/read/package-file';
import { createEngine } from '../engine/engine';
import { createValueMaker } from '../generation/value-maker';
import type { MockContext } from '../handlers/handler';
import { createShapes } from '../handlers/shape';
import { crossOriginHeaders, headersForOrigin } from '../messages/cross-origin';
import type { MockRequest, MockResponse } from '../messages/message';
import { createProblemResponder } from '../problems/problem-responder';
import { violationRow } from '../problems/problem-words';
import type { Session } from '../sessions/session';
import type { AdminOptions, AdminTarget } from './admin-target';
import { dataHandlers, importText, isLongImport, snapshotHandlers } from './data-handlers';
import { createAdminGuard, isAllowedOrigin } from './guard';
import { journalHandlers } from './journal-handlers';
import { ruleHandlers, settingHandlers } from './rule-handlers';
import { loginHandlers, serverHandlers } from './server-handlers';
import { webhookHandlers } from './webhook-handlers';
import { ADMIN_BODY_LIMIT, ADMIN_PATH } from './with-admin';

/** The document of the admin API; the same place serves the sources and the build. */
const ADMIN_SPEC = packageFile('spec/admin.yaml');

/** The same for all mocks of a process; it never changes. */
let loaded: Spec | undefined;

/**
 * Creates the admin API of a mock. It is an API like any other: its document says what requests must be like, and the same engine
 * checks them and writes its problems.
 */
export function createAdmin(
  target: AdminTarget,
  options: AdminOptions,
): (request: MockRequest, session: Session) => Promise<MockResponse> {
  loaded ??= loadSpec(ADMIN_SPEC);
  const spec = loaded;
  const values = createValueMaker(spec, { locale: 'en' });
  const context: MockContext = {
    spec,
    shapes: createShapes(spec.schemas),
    sample: values.sample,
    values,
    now: () => new Date(),
    // No CORS here but for origins that are allowed by name: see the guard.
    headers: {},
  };
  const handlers = {
    ...serverHandlers(target, spec),
    ...dataHandlers(target),
    ...snapshotHandlers(target),
    ...ruleHandlers(target),
    ...settingHandlers(target),
    ...journalHandlers(target),
    ...loginHandlers(),
    ...webhookHandlers(target),
  };
  const handlerFor = ({ id }: Operation) => {
    const handler = handlers[id];
    if (handler === undefined) throw new Error(`No handler for "${id}".`);
    return handler;
  };
  const engine = createEngine({ context, handlerFor, basePath: ADMIN_PATH, bodyLimit: ADMIN_BODY_LIMIT });
  const respond = createProblemResponder(spec, context.headers, context.sample);
  const refuse = createAdminGuard(options);
  const answer = async (request: MockRequest, session: Session): Promise<MockResponse> => {
    const refusal = refuse(request);
    if (refusal !== undefined) return respond(refusal);
    if (isLongImport(request)) {
      const outcome = await importText(target, session, request.body!);
      return 'kind' in outcome ? respond(outcome) : outcome;
    }
    const usual = usualRequest(request);
    return usual === undefined
      ? engine.handle(request, session)
      : tellViolations(await target.model().engine.handle(usual, session));
  };
  const { token, origins } = options;
  if (token === undefined || origins === undefined || origins.length === 0) return answer;
  const anyOrigin = crossOriginHeaders(spec);
  return async (request, session) => {
    const response = await answer(request, session);
    const { origin } = request.headers;
    if (!isAllowedOrigin(origin, origins)) return response;
    return { ...response, headers: headersForOrigin({ ...anyOrigin, ...response.headers }, origin!) };
  };
}

const USUAL = `${ADMIN_PATH}/usual/`;

/**
 * Finds the request that one below `/__admin/usual/` asks of the document that is kept: the same, without anything that is switched on to
 * disturb apps. A look at the data of a session then neither uses up its rules nor fails by them.
 *
 * @returns undefined for every other request
 * @example usualRequest({ method: 'GET', path: '/__admin/usual/notes', query: '', headers: {} })?.path // '/notes'
 */
export function usualRequest(request: MockRequest): MockRequest | undefined {
  if (!request.path.startsWith(USUAL)) return undefined;
  return { ...request, path: request.path.slice(USUAL.length - 1) };
}

/** The most violations that are told in a header: browsers and proxies limit how long one may be. */
const MOST = 20;

/**
 * Adds the violations in a header, as percent-encoded JSON: the body tells them as the document's errors do, which may be a
 * sentence, and the page has to find its fields.
 */
function tellViolations(response: MockResponse): MockResponse {
  const { violations } = response;
  if (violations === undefined) return response;
  const told = encodeURIComponent(JSON.stringify(violations.slice(0, MOST).map(violationRow)));
  return { ...response, headers: { ...response.headers, 'mock-violations': told } };
}
