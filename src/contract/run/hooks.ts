import type { Spec } from '../../openapi/model/model';
import { nearestName } from '../../openapi/operations/nearest-name';
import { allChecks } from '../checks/all-checks';
import { describeResponse } from '../exchange/describe-value';
import type { Exchange, Target, WireRequest, WireResponse } from '../exchange/exchange';
import type { Check, Fault, Severity } from '../findings/check';
import { type AccessToken, createRenewingTarget } from '../target/client-credentials';
import { credentialsOf } from '../target/credentials';
import type { Leftover } from './created-records';

/** Code of one's own around the requests of a run, for what no option says. Every part may be left out. */
export interface ContractHooks {
  /**
   * Called before each request is sent: signs it, adds what the server wants to see.
   *
   * @returns the request that is sent; nothing where it stays as it is
   */
  beforeRequest?(request: WireRequest, about: RequestInfo): Given<WireRequest | undefined>;
  /**
   * Called with each answer, before it is judged.
   *
   * @returns the answer that is judged; nothing where it stays as it is
   */
  afterResponse?(
    response: WireResponse,
    about: RequestInfo & { readonly request: WireRequest },
  ): Given<WireResponse | undefined>;
  /** Gives the bearer token of the run; asked again shortly before it ends, and when the target answers 401. */
  token?(): Given<string | AccessToken>;
  /** Called at the end of the run, once what it made is removed: takes away what the API cannot. */
  cleanUp?(): Given<unknown>;
  /** Judges every exchange, beside the checks of the suite. */
  readonly checks?: readonly OwnCheck[];
}

type Given<Value> = Value | Promise<Value>;

/** The request that a hook is called for. */
export interface RequestInfo {
  /** Id of the operation; undefined for what the document does not have. */
  readonly operation: string | undefined;
  /** Id of the case; undefined when records are removed. */
  readonly caseId: string | undefined;
}

/** A check of one's own. */
export interface OwnCheck {
  /** Kebab case; the name of `--only`, `--skip` and reports, which no check of the suite has. */
  readonly name: string;
  /** `error` by default. */
  readonly severity?: Severity;
  /** The rule that it stands on, for people. */
  readonly basis?: string;
  /** Lists what does not hold; empty when all is well. */
  judge(exchange: Exchange): readonly OwnFault[];
}

/** One thing that does not hold; what is left out is taken from the exchange. */
export interface OwnFault extends Pick<Fault, 'title'>, Partial<Omit<Fault, 'title'>> {}

/** Hooks that cannot be used, or that have thrown. */
export class HookError extends Error {
  override readonly name = 'HookError';
}

/**
 * Gives hooks their types where they are written.
 *
 * @example
 * export default defineHooks({
 *   beforeRequest: (request) => ({ ...request, headers: { ...request.headers, 'x-signature': sign(request) } }),
 * });
 */
export function defineHooks(hooks: ContractHooks): ContractHooks {
  return hooks;
}

const NAMES = ['beforeRequest', 'afterResponse', 'token', 'cleanUp', 'checks'] as const;

/**
 * Takes hooks from a module: its default export, else its named ones.
 *
 * @param source - the module's name, for messages
 * @throws {@link HookError} for a name that is no hook, and for checks that cannot be used
 */
export function readHooks(module: unknown, source: string): ContractHooks {
  const exported = (module as { readonly default?: unknown }).default ?? module;
  if (typeof exported !== 'object' || exported === null) throw new HookError(`${source} exports no hooks`);
  for (const [name, value] of Object.entries(exported)) {
    if (name === '__esModule' || name === 'module.exports') continue;
    const known = NAMES.find((each) => each === name);
    const guess = nearestName(name, NAMES);
    if (known === undefined) {
      const hint = guess === undefined ? `There are ${NAMES.join(', ')}` : `Did you mean ${guess}?`;
      throw new HookError(`${source}: there is no hook ${name}. ${hint}`);
    }
    const isRight = known === 'checks' ? Array.isArray(value) : typeof value === 'function';
    if (!isRight) throw new HookError(`${source}: ${name} must be ${known === 'checks' ? 'a list' : 'a function'}`);
  }
  const hooks = exported as ContractHooks;
  const taken = new Set(allChecks.map(({ name }) => name));
  for (const { name, judge } of hooks.checks ?? []) {
    if (typeof name !== 'string' || !/^[a-z\d]+(-[a-z\d]+)*$/.test(name) || typeof judge !== 'function') {
      throw new HookError(`${source}: each of checks needs a name in kebab case and a function judge(exchange)`);
    }
    if (taken.has(name)) throw new HookError(`${source}: there is a check ${name} already; give yours another name`);
    taken.add(name);
  }
  return hooks;
}

/** The checks of hooks as the suite runs them. */
export function checksOf({ checks = [] }: ContractHooks): readonly Check<Exchange>[] {
  return checks.map(({ name, severity = 'error', basis = 'a check of one’s own', judge }) => ({
    ...{ name, severity, basis },
    judge: (exchange) =>
      guardedSync(`the check ${name}`, () =>
        judge(exchange).map((fault) => ({
          promised: 'what the check asks for',
          received: describeResponse(exchange),
          pointer: exchange.operation?.pointer ?? '#/paths',
          symptom: name,
          ...fault,
        })),
      ),
  }));
}

/** The request as `beforeRequest` wants it. */
export async function hookedRequest(
  { beforeRequest }: ContractHooks,
  request: WireRequest,
  about: RequestInfo,
): Promise<WireRequest> {
  if (beforeRequest === undefined) return request;
  return (await guarded('beforeRequest', () => beforeRequest(request, about))) ?? request;
}

/** The answer as `afterResponse` wants it. */
export async function hookedResponse(
  { afterResponse }: ContractHooks,
  response: WireResponse,
  request: WireRequest,
  about: RequestInfo,
): Promise<WireResponse> {
  if (afterResponse === undefined) return response;
  return (await guarded('afterResponse', () => afterResponse(response, { ...about, request }))) ?? response;
}

/** Runs `cleanUp`; what it throws is told like a record that is left. */
export async function runCleanUp({ cleanUp }: ContractHooks): Promise<readonly Leftover[]> {
  if (cleanUp === undefined) return [];
  try {
    await guarded('cleanUp', cleanUp);
    return [];
  } catch (error) {
    return [{ resource: 'hooks', id: 'cleanUp', reason: (error as Error).message }];
  }
}

/** A target that renews its token, and the headers of the run that carry it. */
export interface TokenTarget {
  readonly target: Target;
  /** Names in lower case, `?name` for query parameters. */
  readonly credentials: Readonly<Record<string, string>>;
}

/**
 * Wraps a target so that requests carry the token of the hooks.
 *
 * @param headers - of every request, names in lower case
 * @throws {@link HookError} when `token` throws, or gives none
 */
export async function withToken(
  target: Target,
  spec: Spec,
  headers: Readonly<Record<string, string>>,
  { token }: ContractHooks,
): Promise<TokenTarget> {
  if (token === undefined) return { target, credentials: headers };
  const ask = async (): Promise<AccessToken> => {
    const given = await guarded('token', token);
    const access = typeof given === 'string' ? { token: given } : given;
    if (typeof access?.token === 'string' && /^[\x21-\x7e]+$/.test(access.token)) return access;
    throw new HookError('token() gave no token: it must be a text without spaces, or { token, expiresIn }');
  };
  const first = await ask();
  return {
    target: createRenewingTarget(target, first, ask),
    credentials: credentialsOf(spec, { headers, token: first.token }),
  };
}

async function guarded<Value>(name: string, run: () => Given<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    throw thrown(name, error);
  }
}

function guardedSync<Value>(name: string, run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    throw thrown(name, error);
  }
}

function thrown(name: string, error: unknown): HookError {
  if (error instanceof HookError) return error;
  return new HookError(`${name} threw: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
}
