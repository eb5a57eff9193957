import type { PathEntry } from '../../openapi/model/model';
import type { CaseKind, PlannedCase } from '../steps/context/case';
import { pathFor } from '../steps/records/send-for-operation';

/** Methods that are asked of every path, where the document does not have them. */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** A method that the document does not have on a path is answered with 405. */
export const unsupportedMethods: CaseKind = {
  name: 'unsupported-methods',
  *plan({ spec }) {
    for (const entry of spec.paths) {
      const allowed = [...entry.operations.keys()].map((method) => method.toUpperCase());
      if (allowed.length === 0) continue;
      for (const method of METHODS) if (!allowed.includes(method)) yield methodCase(entry, method, allowed);
    }
  },
};

function methodCase(entry: PathEntry, method: string, allowed: readonly string[]): PlannedCase {
  return {
    title: `${method} ${entry.template.source} is not allowed`,
    pointer: entry.pointer,
    // Nothing is written on a target that refuses the method, but one that does not must not be tried out read-only.
    writes: method !== 'GET',
    exclusive: false,
    run: async (context) => {
      const path = await pathFor(context, entry);
      await context.sendRaw(
        { method, path, allowed },
        {
          kind: 'status',
          check: 'method-not-allowed',
          statuses: [405],
          because: `the document has ${allowed.join(', ')} on ${entry.template.source}, and no ${method}`,
          pointer: entry.pointer,
        },
      );
    },
  };
}
