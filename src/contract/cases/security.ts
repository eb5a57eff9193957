import type { Operation } from '../../spec/model';
import { responseFor } from '../../spec/responses';
import type { CaseContext, CaseKind, PlannedCase } from '../case';
import type { FixedStatus } from '../expectation';
import { sendForOperation } from '../send-for-operation';

/** Without credentials, with half of them and with wrong ones nobody gets in; on a run with credentials, where the document asks for them. */
export const security: CaseKind = {
  name: 'security',
  *plan({ spec }) {
    for (const operation of spec.operations) {
      // An empty alternative means that no credentials are needed (OpenAPI 3.1, section 4.8.30).
      if (operation.security.length === 0 || operation.security.some((each) => Object.keys(each).length === 0))
        continue;
      yield securityCase(operation, 'without credentials', () => ({}));
      yield securityCase(operation, 'with wrong credentials', (given) => changed(given, (value) => spoil(value)));
      yield securityCase(
        operation,
        'with a part of the credentials',
        (given) => Object.fromEntries(Object.entries(given).slice(1)),
        2,
      );
    }
  },
};

type Headers = Readonly<Record<string, string>>;

function securityCase(
  operation: Operation,
  how: string,
  change: (given: Headers) => Headers,
  atLeast = 1,
): PlannedCase {
  const expectation: FixedStatus = {
    kind: 'status',
    check: 'credentials-required',
    statuses: [401],
    because: `the request is sent ${how}`,
    pointer: responseFor(operation, 401)?.pointer ?? `${operation.pointer}/responses`,
  };
  return {
    title: `a request ${how} is refused`,
    operation,
    pointer: operation.pointer,
    writes: operation.method !== 'get',
    exclusive: false,
    run: async (context: CaseContext) => {
      const given = context.credentials(operation);
      // Who runs without credentials runs on a target that does not ask for any.
      if (Object.keys(given).length < atLeast) return;
      const parts = { anonymous: true, headers: change(given) };
      await sendForOperation(context, operation, { parts, expectation, shared: true });
    },
  };
}

function changed(headers: Headers, change: (value: string) => string): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, change(value)]));
}

// The scheme stays, so that it is the secret that is wrong: `Bearer abc` becomes `Bearer abc-wrong`.
function spoil(value: string): string {
  return `${value}-wrong`;
}
