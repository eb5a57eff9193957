import type { Operation } from '../../openapi/model/model';
import { roleOf } from '../../openapi/resources/role-of';
import { headAnswered, headEqualsGet, readsHaveNoEffect } from '../checks/laws';
import type { Exchange } from '../exchange/exchange';
import type { Observation } from '../findings/check';
import type { CaseContext, CaseKind, PlannedCase } from '../steps/context/case';
import { settle } from '../steps/context/settle';
import { sendForOperation } from '../steps/records/send-for-operation';
import { unknownId } from '../steps/requests/fresh-id';
import { isOnItem } from '../steps/requests/item-in-body';

/** HEAD answers what GET answers, without the body. */
export const head: CaseKind = {
  name: 'head',
  *plan({ spec, seed }) {
    for (const operation of spec.operations) {
      if (operation.method !== 'get') continue;
      yield headCase(operation);
      const place = roleOf(spec, operation);
      const id = place && isOnItem(place) ? unknownId(spec, place.resource, operation, seed, 'HEAD') : undefined;
      if (id !== undefined) yield unknownCase(operation, { [place?.resource.idParameter ?? '']: id });
    }
  },
};

function headCase(operation: Operation): PlannedCase {
  return {
    title: 'HEAD equals GET without the body, and changes nothing',
    operation,
    pointer: operation.pointer,
    writes: false,
    exclusive: true,
    run: async (context) => {
      const expectation = { kind: 'success', because: 'nothing is asked for', pointer: operation.pointer } as const;
      const { get, seen } = await compare(context, operation, { parts: {}, expectation });
      const { path, headers, body } = get.request;
      const again = await context.sendRaw(
        { method: 'GET', path, headers, body },
        { kind: 'open', because: 'it was there before' },
      );
      const observation = {
        holds: again.response.status === get.response.status,
        title: 'HEAD changes what GET answers',
        promised: `status ${get.response.status}, as before`,
        received: `status ${again.response.status}`,
        pointer: operation.pointer,
        symptom: 'HEAD',
      };
      context.confirm(readsHaveNoEffect, observation, [get, seen, again]);
    },
  };
}

function unknownCase(operation: Operation, path: Readonly<Record<string, string>>): PlannedCase {
  return {
    title: 'HEAD of an unknown id equals GET',
    operation,
    pointer: operation.pointer,
    writes: false,
    exclusive: false,
    run: async (context) => {
      const expectation = { kind: 'open', because: 'there is no such id' } as const;
      await compare(context, operation, { parts: { path }, expectation });
    },
  };
}

function headOf(context: CaseContext, { request: { path, headers, body } }: Exchange): Promise<Exchange> {
  return context.sendRaw({ method: 'HEAD', path, headers, body }, { kind: 'open', because: 'HEAD' });
}

/** Asks by GET and by HEAD, several times where the answers differ: others may write to a list between the two. */
async function compare(
  context: CaseContext,
  operation: Operation,
  asked: Parameters<typeof sendForOperation>[2],
): Promise<Pair> {
  const ask = async (): Promise<Pair> => {
    const { exchange: get } = await sendForOperation(context, operation, asked);
    return { get, seen: await headOf(context, get) };
  };
  let pair = await ask();
  if (isRefused(pair)) {
    context.confirm(headAnswered, refusal(operation, pair), [pair.get, pair.seen]);
    return pair;
  }
  let looks = 0;
  await settle(context, headEqualsGet, async () => {
    if (looks++ > 0) pair = await ask();
    return { observation: sameness(operation, pair), evidence: [pair.get, pair.seen] };
  });
  return pair;
}

/** The answers to a GET and to a HEAD of the same target. */
interface Pair {
  readonly get: Exchange;
  readonly seen: Exchange;
}

function isRefused({ get, seen: { response } }: Pair): boolean {
  return response.status === 405 || response.status === 501 || (response.status === 404 && get.response.status < 300);
}

function refusal(operation: Operation, { get, seen }: Pair): Observation {
  return {
    holds: false,
    title: 'HEAD is refused where GET is answered',
    promised: promiseOf(get),
    received: `status ${seen.response.status}`,
    pointer: operation.pointer,
    symptom: 'refused',
  };
}

function sameness(operation: Operation, { get, seen }: Pair): Observation {
  const problem = difference(get, seen);
  // Fields may be left out, but a length that is told must not be wrong (RFC 9110, sections 8.6 and 9.3.2).
  const severity = problem?.startsWith('content-length') === true ? 'error' : 'warning';
  return {
    severity,
    holds: problem === undefined,
    title: `HEAD does not answer what GET answers: ${problem}`,
    promised: promiseOf(get),
    received: problem ?? '',
    pointer: operation.pointer,
    symptom: 'different',
  };
}

function promiseOf({ response: { status } }: Exchange): string {
  return `status ${status} and the header fields of GET`;
}

function difference({ response: get }: Exchange, { response: head }: Exchange): string | undefined {
  if (head.status >= 500) return undefined;
  if (head.status !== get.status) return `status ${head.status} instead of ${get.status}`;
  for (const name of ['content-type', 'location', 'allow']) {
    const [one, other] = [get.headers[name], head.headers[name]];
    if (one !== other) return `${name}: ${other ?? 'none'} instead of ${one ?? 'none'}`;
  }
  // HEAD may leave the length out (RFC 9110, section 8.6), but not tell a wrong one.
  const [length, announced] = [get.headers['content-length'], head.headers['content-length']];
  if (length === undefined || announced === undefined || length === announced) return undefined;
  return `content-length: ${announced} instead of ${length}`;
}
