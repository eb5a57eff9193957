import type { MockResponse } from '../messages/message';
import type { InterventionParts, Target, UsualAnswers } from '../stages/stage';
import { forcedAnswer } from './forced-answer';
import { type Demand, decidesAnswer } from './override';

/**
 * Makes the answer that is demanded: decides what it is, drifts it, adds header fields, and lets it go wrong.
 */
export async function meetDemand(
  demand: Demand,
  target: Target,
  usual: UsualAnswers,
  context: InterventionParts['context'],
): Promise<MockResponse> {
  const { fail, headers, because } = demand;
  // Nobody receives the answer, so what was asked for is not done, either.
  if (fail === 'hang' || fail === 'reset')
    return { status: 0, headers: {}, transport: fail, note: `${because}: ${fail}` };
  const answer = await answerOf(demand, target, usual, context);
  const note = [because, answer.note].filter((word, index, words) => word !== '' && words.indexOf(word) === index);
  const changed = { ...answer, note: note.join(', '), headers: withHeaders(answer.headers, headers) };
  if (fail === 'truncate') return { ...changed, transport: 'truncate' };
  if (fail === 'malformed' && changed.onward !== undefined)
    return { ...changed, onward: { ...changed.onward, isMalformed: true }, note: `${changed.note}: malformed` };
  return fail === 'malformed' ? malformed(changed) : changed;
}

async function answerOf(
  demand: Demand,
  target: Target,
  usual: UsualAnswers,
  context: InterventionParts['context'],
): Promise<MockResponse> {
  const isForeign = usual.isElsewhere === true && target.plan === undefined;
  if (demand.drift !== undefined && demand.body === undefined && !isForeign) {
    return target.session.drifts.handle(demand.drift, { ...target.request, headers: withoutDrift(demand, target) });
  }
  return decidesAnswer(demand) ? forcedAnswer(demand, target, usual, context) : usual.proceed(target);
}

/** What a drifting mock is asked for: the same, with what else is demanded. */
function withoutDrift({ status, example, dynamic }: Demand, { request }: Target): Target['request']['headers'] {
  const wishes = [
    ...(status === undefined ? [] : [`code=${status}`]),
    ...(example === undefined ? [] : [`example=${JSON.stringify(example)}`]),
    ...(dynamic ? ['dynamic=true'] : []),
  ];
  const { prefer: _, ...others } = request.headers;
  return wishes.length === 0 ? others : { ...others, prefer: wishes.join(', ') };
}

function withHeaders(headers: MockResponse['headers'], more: Demand['headers']): Record<string, string> {
  const lower = Object.entries(more ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...headers, ...Object.fromEntries(lower) };
}

/** JSON that ends too early, in an answer that is complete. */
function malformed(response: MockResponse): MockResponse {
  const { body, headers, note } = response;
  const text = body === undefined ? '' : Buffer.from(body).toString('utf8');
  const cut = text.length < 2 ? '{"' : `${text.slice(0, -1)},`;
  const type = headers['content-type'] ?? 'application/json';
  return { ...response, headers: { ...headers, 'content-type': type }, body: cut, note: `${note}: malformed` };
}
