import type { Severities } from '../../contract/findings/severities';
import type { OperationSettingsById } from '../../contract/plan/operation-settings';
import { isLoopback, proxiesOf } from '../../contract/target/target-url';
import type { Client } from '../../mock/login/auth-settings';
import { type CommandIo, UsageError } from '../command-line/command';
import { reportFiles } from './report-files';
import type { VerifyInvocation } from './verify-command';

/** The settings of `verify`, complete but for what only the document can tell. */
export type VerifySettings = ReturnType<typeof verifySettings>;

/**
 * Puts together what the options of `verify` say, and refuses what does not go together.
 *
 * @param env - the environment; an empty variable counts as absent
 * @throws {@link UsageError} for options that cannot be used together, and for writes to another machine that are not allowed
 */
export function verifySettings(invocation: VerifyInvocation, env: CommandIo['env']) {
  const { given, options, positionals, settings } = invocation;
  const [url = ''] = positionals;
  const { 'read-only': readOnly, 'min-coverage': minCoverage, 'wait-for': waitFor } = options;
  if (!readOnly && !options['allow-writes'] && !isLoopback(url)) {
    throw new UsageError(
      `${url} is another machine, and verifying creates, changes and removes records there.\n` +
        'Give --allow-writes when that is wanted, or --read-only to send safe methods only.',
    );
  }
  return {
    ...{ ...options, url, readOnly, waitFor },
    minCoverage: options.case.length > 0 && !given('min-coverage') ? undefined : minCoverage,
    ...loginOf(invocation),
    headers: Object.fromEntries(options.header),
    apiKeys: options['api-key'],
    tokenUrl: options['token-url'],
    maxBody: options['max-body'],
    maxTime: options['max-time'] * 1_000,
    // A case that is run again writes over no report of the whole run.
    reports: options.case.length > 0 && !given('report') ? [] : reportFiles(options.report),
    operations: (settings.operations ?? {}) as OperationSettingsById,
    checks: (settings.checks ?? {}) as Severities,
    proxies: proxiesOf(env),
  };
}

/** A token or a client, not both; a name on the command line comes before one in the environment. */
function loginOf({ options, given }: VerifyInvocation): {
  readonly token: string | undefined;
  readonly client: Client | undefined;
} {
  const { 'client-id': id, 'client-secret': secret } = options;
  if (given('client-id') && given('token')) throw new UsageError('Give either --token or --client-id, not both.');
  if ((id === undefined) !== (secret === undefined)) {
    const missing = id === undefined ? 'client-id' : 'client-secret';
    throw new UsageError(
      `--${missing} is missing: a client needs both, from the command line or from ` +
        'CONTACT_POINTS_CLIENT_ID and CONTACT_POINTS_CLIENT_SECRET.',
    );
  }
  const token = given('client-id') ? undefined : options.token;
  return {
    token,
    client: token !== undefined || id === undefined || secret === undefined ? undefined : { id, secret },
  };
}
