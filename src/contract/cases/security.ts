import type { Operation } from '../../spec/model';
import { responseFor } from '../../spec/responses';
import type { CaseContext, CaseKind, PlannedCase } from '../case';
import { credentialHeaders } from '../credentials';
import type { FixedStatus } from '../expectation';
import { sendForOperation } from '../send-for-operation';

/** Without credentials, with a part of them and with wrong ones nobody gets in, where the run has credentials and the document asks for them. */
export const security: CaseKind = {
  name: 'security',
  *plan({ spec }) {
    for (const operation of spec.operations) {
      const { security: alternatives } = operation;
      // An empty alternative means that no credentials are needed (OpenAPI 3.1, section 4.8.30).
      if (alternatives.length === 0 || alternatives.some((each) => Object.keys(each).length === 0)) continue;
      yield refusedCase(operation, 'without credentials', () => ({}));
      const names = credentialHeaders(spec, operation);
      for (const name of names) {
        yield refusedCase(
          operation,
          `with a wrong ${name.replace('?', '')}`,
          (given) => ({ ...given, [name]: `${given[name]}-wrong` }),
          name,
        );
        // With several alternatives, one may do without the other.
        if (names.length < 2 || alternatives.length > 1) continue;
        yield refusedCase(operation, `without ${name.replace('?', '')}`, (given) => without(given, name), name);
      }
      if (operation.method === 'get' && names.includes('authorization')) yield schemeCase(operation);
    }
  },
};

type Headers = Readonly<Record<string, string>>;

function refusedCase(
  operation: Operation,
  how: string,
  change: (given: Headers) => Headers,
  needs?: string,
): PlannedCase {
  const expectation: FixedStatus = {
    kind: 'status',
    check: 'credentials-required',
    statuses: [401],
    because: `the request is sent ${how}`,
    pointer: responseFor(operation, 401)?.pointer ?? `${operation.pointer}/responses`,
  };
  return credentialsCase(operation, `a request ${how} is refused`, async (context, given) => {
    // Who runs without credentials runs on a target that does not ask for any.
    if (Object.keys(given).length === 0 || (needs !== undefined && given[needs] === undefined)) return;
    await sendForOperation(context, operation, {
      parts: { anonymous: true, headers: change(given) },
      expectation,
      shared: true,
    });
  });
}

function schemeCase(operation: Operation): PlannedCase {
  const because = 'the name of an authentication scheme has no case (RFC 9110, section 11.1)';
  const expectation = { kind: 'success', because, pointer: operation.pointer } as const;
  return credentialsCase(operation, 'an authentication scheme in lower case is accepted', async (context, given) => {
    const authorization = given.authorization?.replace(/^\S+/, (scheme) => scheme.toLowerCase());
    if (authorization === undefined || authorization === given.authorization) return;
    await sendForOperation(context, operation, {
      parts: { anonymous: true, headers: { ...given, authorization } },
      expectation,
    });
  });
}

function credentialsCase(
  operation: Operation,
  title: string,
  run: (context: CaseContext, given: Headers) => Promise<void>,
): PlannedCase {
  return {
    title,
    operation,
    pointer: operation.pointer,
    writes: operation.method !== 'get',
    exclusive: false,
    run: (context) => run(context, context.credentials(operation)),
  };
}

function without(headers: Headers, name: string): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));
}
