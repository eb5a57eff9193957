import type { Operation } from '../../spec/model';
import type { CaseContext, CaseKind, PlannedCase } from '../case';
import { headAnswered, headEqualsGet, readsHaveNoEffect } from '../checks/laws';
import type { Exchange } from '../exchange';
import { unknownId } from '../fresh-id';
import { isOnItem, placeOf, sendForOperation } from '../send-for-operation';

/** HEAD answers what GET answers, without the body. */
export const head: CaseKind = {
  name: 'head',
  *plan({ spec, seed }) {
    for (const operation of spec.operations) {
      if (operation.method !== 'get') continue;
      yield headCase(operation);
      const place = placeOf(spec, operation);
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
      const { exchange: get } = await sendForOperation(context, operation, { parts: {}, expectation });
      const seen = await headOf(context, get);
      confirmSame(context, operation, get, seen);
      const { path, headers } = get.request;
      const again = await context.sendRaw(
        { method: 'GET', path, headers },
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
      const { exchange: get } = await sendForOperation(context, operation, { parts: { path }, expectation });
      confirmSame(context, operation, get, await headOf(context, get));
    },
  };
}

function headOf(context: CaseContext, { request: { path, headers } }: Exchange): Promise<Exchange> {
  return context.sendRaw({ method: 'HEAD', path, headers }, { kind: 'open', because: 'HEAD' });
}

function confirmSame(context: CaseContext, operation: Operation, get: Exchange, seen: Exchange): void {
  const refused = seen.response.status === 405 || seen.response.status === 501;
  const problem = refused ? 'refuses HEAD' : difference(get, seen);
  const observation = {
    holds: problem === undefined,
    title: refused ? 'HEAD is refused where GET is answered' : `HEAD does not answer what GET answers: ${problem}`,
    promised: `status ${get.response.status} and the header fields of GET`,
    received: problem ?? '',
    pointer: operation.pointer,
    symptom: refused ? 'refused' : 'different',
  };
  context.confirm(refused ? headAnswered : headEqualsGet, observation, [get, seen]);
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
