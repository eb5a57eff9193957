import type { Operation } from '../../spec/model';
import type { CaseKind, PlannedCase } from '../case';
import { headAnswered, headEqualsGet } from '../checks/laws';
import type { Exchange } from '../exchange';
import { sendForOperation } from '../send-for-operation';

/** HEAD answers what GET answers, without the body. */
export const head: CaseKind = {
  name: 'head',
  *plan({ spec }) {
    for (const operation of spec.operations) if (operation.method === 'get') yield headCase(operation);
  },
};

function headCase(operation: Operation): PlannedCase {
  return {
    title: 'HEAD equals GET without the body',
    operation,
    pointer: operation.pointer,
    writes: false,
    exclusive: true,
    run: async (context) => {
      const because = 'nothing is asked for';
      const { exchange: get } = await sendForOperation(context, operation, {
        parts: {},
        expectation: { kind: 'success', because, pointer: operation.pointer },
      });
      const { path, headers } = get.request;
      const seen = await context.sendRaw({ method: 'HEAD', path, headers }, { kind: 'open', because: 'HEAD' });
      const refused = seen.response.status === 405 || seen.response.status === 501;
      const problem = refused ? 'refuses HEAD' : difference(get, seen);
      context.confirm(
        refused ? headAnswered : headEqualsGet,
        {
          holds: problem === undefined,
          title: `HEAD ${refused ? 'is refused where GET is answered' : `does not answer what GET answers: ${problem}`}`,
          promised: `status ${get.response.status} and the header fields of GET`,
          received: problem ?? '',
          pointer: operation.pointer,
          symptom: refused ? 'refused' : 'different',
        },
        [get, seen],
      );
    },
  };
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
