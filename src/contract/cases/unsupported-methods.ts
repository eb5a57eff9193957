import type { Method, Operation, PathEntry, Spec } from '../../openapi/model/model';
import { createRouter } from '../../openapi/operations/router';
import type { CaseKind, PlannedCase } from '../steps/context/case';
import { isOnOwnRecord, pathFor } from '../steps/records/path-values';

/** Methods that are asked of a record of the run's own and below it, where the document does not have them. */
const ANY_METHOD = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
/**
 * Methods that are asked of every other path: safe ones only (RFC 4918, section 9.1), as a target may carry out what its document does
 * not have, and a DELETE of a collection takes what was there before.
 */
const SAFE_METHODS = ['GET', 'PROPFIND'];

/** A method that the document does not have on a path is answered with 405. */
export const unsupportedMethods: CaseKind = {
  name: 'unsupported-methods',
  *plan({ spec }) {
    for (const entry of spec.paths) {
      const allowed = [...entry.operations.keys()].map((method) => method.toUpperCase());
      if (allowed.length === 0) continue;
      const methods = isOnOwnRecord(spec, entry.template) ? ANY_METHOD : SAFE_METHODS;
      for (const method of methods) if (!allowed.includes(method)) yield methodCase(entry, method, allowed);
    }
  },
};

function methodCase(entry: PathEntry, method: string, allowed: readonly string[]): PlannedCase {
  return {
    title: `${method} ${entry.template.source} is not allowed`,
    pointer: entry.pointer,
    // Nothing is written on a target that refuses the method, but one that does not must not be tried out read-only.
    writes: !SAFE_METHODS.includes(method),
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
          statuses: [...promised, ...insteadOf405(context.spec, method, says405)],
          // No MUST speaks for 405 where a server knows nothing of the method there (RFC 9110, section 15.5.6).
          warned: method === 'PROPFIND' ? [400, 404] : says405 ? [] : [404],
          because,
          pointer: entry.pointer,
        },
      );
    },
  };
}

/** A server may know a method of no path at all (RFC 9110, section 9.1); of the safe one few servers have heard. */
function insteadOf405({ operations }: Spec, method: string, says405: boolean): readonly number[] {
  if (method === 'PROPFIND') return says405 ? [501] : [501, 400, 404];
  return says405 || operations.some((each) => each.method === method.toLowerCase()) ? [] : [501];
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
