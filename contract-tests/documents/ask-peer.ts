import { judgeAnswer } from './judge-answer';
import type { JsonObject } from './open-document';
import { createTally, type Tally } from './row';
import { createSchemaJudge } from './schema-judge';
import { ask, freePort, serve } from './served';
import { type Exchange, faultOf } from './walk';

/**
 * Asks Prism's mock what ours was asked, each operation once, and judges its answers by the same validator.
 *
 * @param program - Prism's command line program
 * @param until - when asking ends, by `performance.now()`
 */
export async function askPeer(
  program: string,
  document: JsonObject,
  file: string,
  exchanges: readonly Exchange[],
  until: number,
): Promise<Tally> {
  const tally = createTally();
  const port = await freePort();
  const command = [process.execPath, program, 'mock', '--host', '127.0.0.1', '--port', String(port), file];
  const limit = Math.max(until - performance.now(), 1_000);
  try {
    const served = await serve(command, (printed) => /Prism is listening on (\S+)/.exec(printed)?.[1], { limit });
    try {
      tally.starts = true;
      const judge = createSchemaJudge(document, 'answer');
      const done = new Set<string>();
      for (const { operation, request } of exchanges) {
        const key = `${operation.method} ${operation.path}`;
        if (done.has(key) || performance.now() > until) continue;
        done.add(key);
        const isGet = operation.method === 'get';
        if (isGet) tally.gets += 1;
        if (operation.method === 'post') tally.posts += 1;
        try {
          const answer = await ask(served.base, request, 5_000);
          tally.milliseconds ??= Math.round(performance.now() - served.since);
          if (answer.status >= 500) tally.failed.push(faultOf(operation, request, answer, answer.text.slice(0, 200)));
          else if (answer.status >= 400)
            tally.refused.push(faultOf(operation, request, answer, answer.text.slice(0, 200)));
          else {
            if (isGet) tally.getsAnswered += 1;
            if (operation.method === 'post') tally.postsAnswered += 1;
            const wrong = judgeAnswer(document, judge, operation, answer);
            if (wrong !== undefined) tally.invalid.push(faultOf(operation, request, answer, wrong));
          }
        } catch (error) {
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
