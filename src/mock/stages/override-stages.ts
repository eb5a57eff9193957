import { isProblem } from '../handlers/handler';
import { checkLogin, ownCredentials } from '../login/check-login';
import { answerTokenRequest, refusedToken } from '../login/token-endpoint';
import { type TokenPath, tokenPaths } from '../login/token-paths';
import { isPreflight } from '../messages/cross-origin';
import type { MockRequest, MockResponse } from '../messages/message';
import { meetDemand } from '../overrides/meet-demand';
import { type Demand, decidesAnswer } from '../overrides/override';
import { readWishes, type Wishes } from '../overrides/read-preferences';
import { createRuleSubject } from '../overrides/rule-book';
import type { Problem } from '../problems/problems';
import type { Session } from '../sessions/session';
import type { InterventionParts, Target, UsualAnswers } from './stage';

/** The code behind {@link ./interventions.Interventions}, loaded when it first has something to do. */
export interface Intervene {
  answer(target: Target, usual: UsualAnswers): Promise<MockResponse>;
  tokens(session: Session, request: MockRequest): MockResponse | undefined;
}

/**
 * Creates the interventions. A request passes them in this order: chaos may hold it back; its login is checked; then the answer is
 * the one that the client asks for by `Prefer`, else that of the first rule that matches, else a failure drawn by chaos, else the
 * usual one. A preflight passes untouched, since a browser would hide what went wrong with it.
 */
export function createIntervene({ context, auth, basePath }: InterventionParts): Intervene {
  const { spec, headers } = context;
  const endpoints = new Map<string, TokenPath>(tokenPaths(spec, basePath).map((endpoint) => [endpoint.path, endpoint]));

  const tokens = (session: Session, request: MockRequest): MockResponse | undefined => {
    const endpoint = endpoints.get(request.path);
    return endpoint && answerTokenRequest(request, endpoint, auth, session.tokens, headers);
  };

  /** Why the request gets no further: its login, or a wish that cannot be met. */
  const refusalOf = (target: Target, wishes: Wishes | Problem | undefined): Problem | undefined => {
    const operation = target.plan?.operation;
    const asked = auth.mode !== 'off' && operation !== undefined;
    const login = asked ? checkLogin(spec, operation, target.request, auth, target.session.tokens) : undefined;
    return login ?? (wishes !== undefined && isProblem(wishes) ? wishes : undefined);
  };

  /** Stands for the answer of somebody else. */
  const onwards = ({ request, session }: Target, wish: Wishes | undefined): MockResponse => {
    const prefer = wish === undefined ? request.headers.prefer : wish.rest || undefined;
    const withheld = ownCredentials(spec, request, session.tokens);
    return { status: 0, headers: {}, note: '', onward: { prefer, withheld } };
  };

  return {
    tokens,
    async answer(target, usual) {
      const { request, plan, session } = target;
      if (isPreflight(request)) return usual.proceed(target);
      const fate = session.chaos?.next();
      const held = (response: MockResponse, delay: number | undefined): MockResponse => {
        const wait = delay ?? fate?.delay ?? 0;
        return wait === 0 ? response : { ...response, delay: wait };
      };
      // A document that describes its token endpoint answers examples there, which nobody could log in with.
      const isHere = usual.isElsewhere === undefined;
      const isTokens = isHere && endpoints.has(request.path) && (auth.mode !== 'off' || target.found === undefined);
      const token = isTokens && target.found !== undefined ? tokens(session, request) : undefined;
      const { prefer } = request.headers;
      const wishes =
        prefer === undefined ? undefined : readWishes(prefer, plan?.operation, () => session.drifts.names());
      const refused = token === undefined ? refusalOf(target, wishes) : undefined;
      if (refused !== undefined) return held(usual.respond(refused, plan?.operation), undefined);

      const wish = wishes as Wishes | undefined;
      const demand = demandOf(wish, target, fate?.status);
      const local = isTokens ? atTokenEndpoint(usual, token, headers) : usual;
      const rest = isHere ? local : { ...usual, proceed: async () => onwards(target, wish) };
      if (demand === undefined) return held(await rest.proceed(target), undefined);
      const response = await meetDemand(demand, target, rest, context);
      return held(wish === undefined ? response : withApplied(response, wish.applied), demand.delay);
    },
  };
}

/** At a token endpoint errors are those of RFC 6749, also those that somebody asks for. */
function atTokenEndpoint(
  usual: UsualAnswers,
  token: MockResponse | undefined,
  headers: MockResponse['headers'],
): UsualAnswers {
  return {
    respond: (problem, operation) => refusedToken(problem.status, headers) ?? usual.respond(problem, operation),
    proceed: async (target) => token ?? usual.proceed(target),
    check: () => undefined,
  };
}

/** Wishes for an answer leave rules alone; a wish for a delay only joins what they demand. */
function demandOf(wishes: Wishes | undefined, target: Target, failure: number | undefined): Demand | undefined {
  const { session } = target;
  const wish = wishes?.demand;
  if (wish !== undefined && (decidesAnswer(wish) || wish.drift !== undefined)) return wish;
  const ruled = session.hasRules ? session.rules.match(createRuleSubject(target), session.seed) : undefined;
  const demand = ruled ?? (failure === undefined ? undefined : { status: failure, because: `chaos ${failure}` });
  if (wish?.delay === undefined) return demand ?? wish;
  return demand === undefined ? wish : { ...demand, delay: wish.delay };
}

/** Tells which preferences were met (RFC 7240, section 3), and that another client may get another answer (section 2). */
function withApplied(response: MockResponse, applied: string): MockResponse {
  const { vary } = response.headers;
  return {
    ...response,
    headers: {
      ...response.headers,
      'preference-applied': applied,
      vary: vary === undefined ? 'Prefer' : `${vary}, Prefer`,
    },
  };
}
