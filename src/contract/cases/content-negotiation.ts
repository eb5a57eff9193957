import type { Operation } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { acceptHonoured, refusesAccept } from '../checks/laws';
import type { CaseKind, PlannedCase } from '../steps/context/case';
import { sendForOperation } from '../steps/records/send-for-operation';

/** Values of `Accept` that JSON satisfies (RFC 9110, section 12.5.1). */
const SATISFIED = ['application/json', '*/*', 'application/*', 'text/html, application/json;q=0.5', 'APPLICATION/JSON'];

/** Values of `Accept` that exclude JSON. */
const EXCLUDING = ['application/xml', 'application/json;q=0'];

/** JSON is served to clients that accept it; the others get a 406, where the document names one. */
export const contentNegotiation: CaseKind = {
  name: 'content-negotiation',
  *plan({ spec }) {
    for (const operation of spec.operations) {
      const success = operation.responses.find(({ status }) => status.startsWith('2'));
      if (operation.method !== 'get' || !success?.mediaTypes.some(({ name }) => isJson(name))) continue;
      for (const accept of SATISFIED) {
        if (success.mediaTypes.some(({ name }) => name === 'application/json')) yield acceptCase(operation, accept);
      }
      const documented = operation.responses.find(({ status }) => status === '406');
      for (const accept of documented === undefined ? [] : EXCLUDING) {
        yield refusedCase(operation, accept, documented?.pointer ?? operation.pointer);
      }
    }
  },
};

function acceptCase(operation: Operation, accept: string): PlannedCase {
  const because = `Accept: ${accept} takes JSON`;
  return {
    title: `Accept: ${accept} is served`,
    operation,
    pointer: operation.pointer,
    writes: false,
    exclusive: false,
    run: async (context) => {
      const expectation = { kind: 'success', because, pointer: operation.pointer } as const;
      await sendForOperation(context, operation, { parts: { headers: { accept } }, expectation });
    },
  };
}

function refusedCase(operation: Operation, accept: string, pointer: string): PlannedCase {
  return {
    title: `Accept: ${accept} is refused`,
    operation,
    pointer,
    writes: false,
    exclusive: false,
    run: async (context) => {
      const because = `Accept: ${accept} excludes JSON`;
      const { exchange } = await sendForOperation(context, operation, {
        parts: { headers: { accept } },
        expectation: { kind: 'open', because },
      });
      const { status } = exchange.response;
      const observation = {
        holds: status === 406 || status >= 500,
        title: `answers status ${status} although Accept excludes JSON`,
        promised: `status 406: ${because}`,
        received: `status ${status}`,
        pointer,
        symptom: `status ${status}`,
      };
      // A server may disregard Accept altogether (RFC 9110, section 12.4.1), but it must not refuse for another reason.
      const check = status < 300 ? acceptHonoured : refusesAccept;
      context.confirm(check, observation, [exchange]);
    },
  };
}
