import type { Method, Operation, PathEntry, Spec } from '../../openapi/model/model';
import { createRouter } from '../../openapi/operations/router';
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
      const other = operationBeside(context.spec, entry, method, path);
      // A server that looks at templates by method finds the other operation, and whatever that one answers.
      const because = `the document has ${allowed.join(', ')} on ${entry.template.source}, and no ${method}`;
      const promised = other === undefined ? [405] : [405, ...statusesOf(other), 400, 404];
      const says405 = [...entry.operations.values()].some(({ responses }) =>
        responses.some(({ status }) => status === '405'),
      );
      await context.sendRaw(
        { method, path, allowed },
        {
          kind: 'status',
          check: 'method-not-allowed',
          statuses: promised,
          // No MUST speaks for 405 where a server knows nothing of the method there (RFC 9110, section 15.5.6).
          warned: says405 ? [] : [404],
          because,
          pointer: entry.pointer,
        },
      );
    },
  };
}

/** The operation that another template has for a method and a path: `DELETE /items/{id}` for `DELETE /items/count`. */
function operationBeside({ paths }: Spec, entry: PathEntry, method: string, path: string): Operation | undefined {
  const name = method.toLowerCase() as Method;
  const others = paths.filter((each) => each !== entry && each.operations.has(name));
  const match = createRouter({ paths: others }).match(path);
  return match?.kind === 'found' ? match.entry.operations.get(name) : undefined;
}

function statusesOf({ responses }: Operation): readonly number[] {
  return responses.map(({ status }) => Number(status)).filter((status) => status < 500);
}
