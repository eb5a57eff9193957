import { quote } from '../../contract/exchange/curl';
import { isSecretName } from '../../contract/exchange/secrets';
import type { Spec } from '../../openapi/model/model';
import { PROGRAM } from '../command-line/help';
import { type VerifyInvocation, verifyCommand } from './verify-command';

/** Options that say which cases are run, how long, and what becomes of the result: one case alone needs none of them. */
const OMITTED = new Set(
  'only skip case baseline update-baseline report min-coverage bail max-time quiet wait-for concurrency'.split(' '),
);

/**
 * Writes the command line that runs a case of this run again, once `--case ID` is added. Secrets become shell variables, so that
 * the line can be shared.
 *
 * @param url - the base URL that was judged
 * @param typed - words that start the program
 * @example repeatCommand(invocation, url, spec) // contact-points verify http://localhost:4010 --token "$CONTACT_POINTS_TOKEN"
 */
export function repeatCommand(
  { texts }: VerifyInvocation,
  url: string,
  spec: Spec,
  typed: readonly string[] = [PROGRAM],
): string {
  const words = [...typed, verifyCommand.name, url].map(word);
  for (const [name, { argument, env, secret }] of Object.entries(verifyCommand.options)) {
    if (OMITTED.has(name)) continue;
    for (const text of texts.get(name) ?? []) {
      words.push(`--${name}`);
      if (secret === true) words.push(`"$${env ?? `CONTACT_POINTS_${variable(name)}`}"`);
      else if (argument !== undefined) words.push(name === 'header' ? headerWord(text, spec) : word(text));
    }
  }
  return words.join(' ');
}

function headerWord(line: string, spec: Spec): string {
  const [name = ''] = line.split(':');
  return isSecretName(name.toLowerCase(), spec) ? `"${name}: $${variable(name)}"` : word(line);
}

function variable(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

function word(text: string): string {
  return /^[\w./:=-]+$/.test(text) ? text : quote(text);
}
