import { judgeAnswer } from './judge-answer';
import type { Request } from './make-request';
import { type JsonObject, objectOf } from './open-document';
import { createTally, type Tally } from './row';
import { createSchemaJudge } from './schema-judge';
import { ask, freePort, START_LIMIT, serve } from './served';
import { type Exchange, faultOf, isAllPromised } from './walk';

/**
 * Asks Prism's mock what ours was asked, each operation once, and judges its answers by the same validator.
 *
 * @param program - Prism's command line program
 * @param limit - milliseconds for asking, after its start
 */
export async function askPeer(
  program: string,
  document: JsonObject,
  file: string,
  exchanges: readonly Exchange[],
  limit: number,
): Promise<Tally> {
  const tally = createTally();
  const port = await freePort();
  const command = [process.execPath, program, 'mock', '--host', '127.0.0.1', '--port', String(port), file];
  try {
    const ready = (printed: string): string | undefined => /Prism is listening on (\S+)/.exec(printed)?.[1];
    const served = await serve(command, ready, { limit: START_LIMIT });
    const until = performance.now() + limit;
    try {
      tally.starts = true;
      const judge = createSchemaJudge(document, 'answer');
      const done = new Set<string>();
      for (const { operation, request } of exchanges) {
        const key = `${operation.method} ${operation.path}`;
        if (done.has(key) || performance.now() > until) continue;
        done.add(key);
        const counted = (answered: 0 | 1): void => {
          if (operation.method === 'get') tally.gets += 1;
          if (operation.method === 'get') tally.getsAnswered += answered;
          if (operation.method === 'post') tally.posts += 1;
          if (operation.method === 'post') tally.postsAnswered += answered;
        };
        try {
          const answer = await ask(served.base, withCredentials(document, request), 5_000);
          tally.milliseconds ??= Math.round(performance.now() - served.since);
          if (isAllPromised(operation, answer)) continue;
          counted(answer.status < 400 ? 1 : 0);
          const told =
            answer.status < 400 ? judgeAnswer(document, judge, operation, answer) : answer.text.slice(0, 200);
          if (told === undefined) continue;
          const kind = answer.status >= 500 ? tally.failed : answer.status >= 400 ? tally.refused : tally.invalid;
          kind.push(faultOf(operation, request, answer, told));
        } catch (error) {
          counted(0);
          tally.failed.push({ operation: key, reason: `no answer: ${(error as Error).message}`, example: '' });
        }
      }
      const megabytes = served.megabytes();
      if (megabytes !== undefined) tally.megabytes = megabytes;
    } finally {
      served.stop();
    }
  } catch (error) {
    tally.refusal = (error as Error).message.slice(0, 300);
  }
  return tally;
}

/** Adds made-up credentials of every kind that a document has: Prism asks for some, and takes any. */
function withCredentials(document: JsonObject, request: Request): Request {
  const headers: Record<string, string> = { ...request.headers };
  const query: string[] = [];
  for (const scheme of Object.values(objectOf(objectOf(document.components).securitySchemes))) {
    const { type, name, in: place, scheme: kind } = objectOf(scheme);
    if (type === 'apiKey' && place === 'query') query.push(`${encodeURIComponent(String(name))}=key`);
    else if (type === 'apiKey' && place === 'cookie')
      headers.cookie = [headers.cookie, `${name}=key`].filter(Boolean).join('; ');
    else if (type === 'apiKey') headers[String(name)] = 'key';
    else headers.authorization = /basic/i.test(String(kind)) ? 'Basic dXNlcjpwYXNz' : 'Bearer token';
  }
  const path =
    query.length === 0 ? request.path : `${request.path}${request.path.includes('?') ? '&' : '?'}${query.join('&')}`;
  return { ...request, headers, path };
}
