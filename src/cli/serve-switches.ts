import { type AuthSettings, authModes, type Client, completeAuth } from '../mock/login/auth-settings';
import type { ChaosOptions } from '../mock/overrides/chaos';
import { LONGEST_DELAY, parseDelay } from '../mock/overrides/delay-range';
import { type ReferenceMode, referenceModes } from '../mock/references/reference-mode';
import { type CommandIo, type Invocation, UsageError } from './command';
import { oneOf } from './option-values';

/** What an app that uses the mock has to bear. */
export interface ServeSwitches {
  /** Undefined when the mock is as reliable as it can be. */
  readonly chaos: ChaosOptions | undefined;
  readonly auth: AuthSettings;
  /** Whether nobody named any credentials, so that those for development are known. */
  readonly hasDevelopmentCredentials: boolean;
  readonly references: ReferenceMode;
}

/**
 * Reads the switches of `serve`.
 *
 * @param env - the environment; an empty variable counts as absent
 * @throws {@link UsageError} for a value that cannot be used
 */
export function serveSwitches({ value, values }: Invocation, env: CommandIo['env']): ServeSwitches {
  const given = (name: string, variable: string): readonly string[] => {
    const own = values(name);
    return own.length > 0 || !env[variable] ? own : [env[variable]];
  };
  const clients = given('client', 'CONTACT_POINTS_CLIENT').map(clientValue);
  const apiKeys = given('api-key', 'CONTACT_POINTS_API_KEY').map(keyValue);
  return {
    chaos: chaosValue(value('delay'), value('fail-rate'), value('fail-with')),
    auth: completeAuth({ mode: oneOf('--auth', value('auth') ?? 'off', authModes), clients, apiKeys }),
    hasDevelopmentCredentials: clients.length === 0 || apiKeys.length === 0,
    references: oneOf('--references', value('references') ?? 'off', referenceModes),
  };
}

function chaosValue(
  delay: string | undefined,
  rate: string | undefined,
  statuses: string | undefined,
): ChaosOptions | undefined {
  if (statuses !== undefined && rate === undefined) {
    throw new UsageError(
      '--fail-with says how requests fail, and --fail-rate how many. Write --fail-rate 0.02 as well.',
    );
  }
  const range = delay === undefined ? undefined : parseDelay(delay);
  if (delay !== undefined && range === undefined) {
    const limits = `up to ${LONGEST_DELAY}, or a range of them such as 50..300`;
    throw new UsageError(`--delay must be milliseconds ${limits}, not "${delay}".`);
  }
  const failRate = rate === undefined ? 0 : shareValue(rate);
  const failWith = (statuses ?? '503').split(',').map(statusValue);
  if (range === undefined && failRate === 0) return undefined;
  return { ...(range && { delay: range }), failRate, failWith };
}

function shareValue(text: string): number {
  const share = /^(\d+(\.\d+)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (share <= 1) return share;
  throw new UsageError(`--fail-rate must be a share from 0 to 1, such as 0.02, not "${text}".`);
}

function statusValue(text: string): number {
  if (/^[45]\d\d$/.test(text.trim())) return Number(text);
  throw new UsageError(`--fail-with must be statuses from 400 to 599 with commas between, not "${text}".`);
}

/** What is wrong is not repeated: it may be half a secret. */
function clientValue(text: string): Client {
  const colon = text.indexOf(':');
  if (colon > 0 && colon < text.length - 1) return { id: text.slice(0, colon), secret: text.slice(colon + 1) };
  throw new UsageError('--client must be an id and a secret with a colon between, such as mock-client:mock-secret.');
}

function keyValue(text: string): string {
  if (text.trim() !== '') return text.trim();
  throw new UsageError('--api-key needs a key.');
}
