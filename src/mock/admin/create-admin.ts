import { loadSpec } from '../../openapi/load-spec';
import type { Operation, Spec } from '../../openapi/model';
import { packageFile } from '../../openapi/package-file';
import { createEngine } from '../engine/engine';
import type { MockContext } from '../engine/resource-context';
import { createSampleValue } from '../generation/sample-value';
import { createShapes } from '../handlers/shape';
import { createPrism } from '../generation/prism';
import { createProblemResponder } from '../problems/problem-responder';
import type { AnswerIn } from '../sessions/session-handler';
import type { AdminOptions, AdminTarget } from './admin-target';
import { dataHandlers } from './data-handlers';
import { createAdminGuard } from './guard';
import { journalHandlers } from './journal-handlers';
import { loginHandlers } from './login-handlers';
import { ruleHandlers } from './rule-handlers';
import { serverHandlers } from './server-handlers';
import { settingHandlers } from './setting-handlers';
import { snapshotHandlers } from './snapshot-handlers';
import { tellViolations, usualRequest } from './usual-request';
import { ADMIN_BODY_LIMIT, ADMIN_PATH } from './with-admin';

/** The document of the admin API; the same place serves the sources and the build. */
export const ADMIN_SPEC = packageFile('spec/admin.yaml');

/** The same for all mocks of a process; it never changes. */
let loaded: Spec | undefined;

/**
 * Creates the admin API of a mock. It is an API like any other: its document says what requests must be like, and the same engine
 * checks them and writes its problems.
 */
export function createAdmin(target: AdminTarget, options: AdminOptions): AnswerIn {
  loaded ??= loadSpec(ADMIN_SPEC);
  const spec = loaded;
  const context: MockContext = {
    spec,
    shapes: createShapes(spec.schemas),
    sample: createSampleValue(spec.schemas, 1),
    prism: createPrism(spec.schemas.document),
    now: () => new Date(),
    // No CORS here: see the guard.
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
  };
  const handlerFor = ({ id }: Operation) => {
    const handler = handlers[id];
    if (handler === undefined) throw new Error(`No handler for "${id}".`);
    return handler;
  };
  const engine = createEngine({ context, handlerFor, basePath: ADMIN_PATH, bodyLimit: ADMIN_BODY_LIMIT });
  const respond = createProblemResponder(spec, context.headers, context.sample);
  const refuse = createAdminGuard(options);
  return async (request, session) => {
    const refusal = refuse(request);
    if (refusal !== undefined) return respond(refusal);
    const usual = usualRequest(request);
    return usual === undefined
      ? engine.handle(request, session)
      : tellViolations(await target.model().engine.handle(usual, session));
  };
}
