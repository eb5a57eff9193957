import type { Operation, Spec } from '../../openapi/model/model';
import { responseFor } from '../../openapi/operations/responses';
import type { FixedStatus } from '../exchange/expectation';
import { wrongCredential } from '../exchange/secrets';
import { faultKey } from '../findings/check';
import type { RawFinding } from '../findings/finding';
import type { CaseContext, CaseKind, PlannedCase } from '../steps/context/case';
import { sendForOperation } from '../steps/records/send-for-operation';
import { credentialHeaders, headersOf } from '../target/credentials';

/** A request without credentials, with a part of them or with wrong ones is refused, where the run has credentials and the document asks for them. */
export const security: CaseKind = {
  name: 'security',
  *plan({ spec }) {
    const isBasic = (name: string): boolean => {
      const scheme = spec.securitySchemes[name];
      return scheme?.type === 'http' && scheme.scheme.toLowerCase() === 'basic';
    };
    const first = spec.operations.find(({ method, security: all }) => {
      return method === 'get' && all.length > 0 && all.every((each) => Object.keys(each).some(isBasic));
    });
    if (first !== undefined) yield refusedCase(first, WRONG_PASSWORD);
    for (const operation of spec.operations) {
      const { security: alternatives } = operation;
      // An empty alternative means that no credentials are needed (OpenAPI 3.1, section 4.8.30).
      if (alternatives.length === 0 || alternatives.some((each) => Object.keys(each).length === 0)) continue;
      yield refusedCase(operation, { how: 'without credentials', keeps: [] });
      yield* new Map(parts(spec, operation).map((part) => [part.how, refusedCase(operation, part)])).values();
      if (operation.method === 'get' && credentialHeaders(spec, operation).includes('authorization'))
        yield schemeCase(operation);
    }
  },
};

type Headers = Readonly<Record<string, string>>;

/** A part of the credentials, which is not enough. */
interface Part {
  readonly how: string;
  /** The headers that are sent as they are. */
  readonly keeps: readonly string[];
  /** The header that is sent with a wrong value. */
  readonly wrong?: string;
  /** The header that the run needs to have, as the case says nothing without. */
  readonly needs?: string;
  /** True where the password alone is wrong. */
  readonly keepsUser?: boolean;
}

/** Asked once: some servers lock a user out after a few wrong passwords. */
const WRONG_PASSWORD: Part = {
  how: 'with a wrong password of the right user',
  keeps: [],
  wrong: 'authorization',
  needs: 'authorization',
  keepsUser: true,
};

/** One alternative at a time, with one header wrong or left out; unless what remains is enough for another alternative. */
function parts(spec: Spec, { security: alternatives }: Operation): readonly Part[] {
  const all = alternatives.map((alternative) => headersOf(spec, alternative));
  const isEnough = (given: readonly string[]) => all.some((names) => names.every((name) => given.includes(name)));
  return all.flatMap((names) =>
    names.flatMap((name): readonly Part[] => {
      const keeps = names.filter((each) => each !== name);
      if (isEnough(keeps)) return [];
      const shown = name.replace('?', '');
      const wrong = { how: `with a wrong ${shown}`, keeps, wrong: name, needs: name };
      return keeps.length === 0 ? [wrong] : [wrong, { how: `without ${shown}`, keeps, needs: name }];
    }),
  );
}

function refusedCase(operation: Operation, { how, keeps, wrong, needs, keepsUser }: Part): PlannedCase {
  const expectation: FixedStatus = {
    kind: 'status',
    check: 'credentials-required',
    statuses: [401],
    because: `the request is sent ${how}`,
    pointer: responseFor(operation, 401)?.pointer ?? `${operation.pointer}/responses`,
  };
  return credentialsCase(operation, `a request ${how} is refused`, async (context, given) => {
    // A run without credentials is meant for a target that does not ask for any.
    if (Object.keys(given).length === 0 || (needs !== undefined && given[needs] === undefined)) return;
    const kept = Object.fromEntries(Object.entries(given).filter(([name]) => keeps.includes(name)));
    const value = wrong === undefined ? '' : wrongCredential(wrong, given[wrong] ?? '', keepsUser);
    const headers = wrong === undefined ? kept : { ...kept, [wrong]: value };
    const { rawFindings, blocked } = await context.rehearse(async (trial) => {
      await sendForOperation(trial, operation, { parts: { anonymous: true, headers }, expectation, shared: true });
    });
    const isLetThrough = rawFindings.some(({ check }) => check === 'credentials-required');
    const asksNobody = isLetThrough && !(await asksAnybody(context));
    for (const rawFinding of rawFindings) {
      context.report(asksNobody && rawFinding.check === 'credentials-required' ? asOneFault(rawFinding) : rawFinding);
    }
    if (blocked !== undefined) throw blocked;
  });
}

/** Tests if the target wants credentials for at least one of the lists for which the document wants them. */
async function asksAnybody(context: CaseContext): Promise<boolean> {
  const { operations } = context.spec;
  const simple = operations.filter(
    ({ method, security: alternatives, template, parameters }) =>
      method === 'get' &&
      alternatives.length > 0 &&
      alternatives.every((each) => Object.keys(each).length > 0) &&
      template.parameterNames.length === 0 &&
      !parameters.some(({ required }) => required),
  );
  const because = 'it shows whether credentials are asked for at all';
  for (const operation of simple.slice(0, 5)) {
    const { response } = await context.send(operation, { anonymous: true }, { kind: 'open', because });
    if (response.status >= 300) return true;
  }
  return simple.length === 0;
}

// One fault, wherever it is seen: so it has one key.
function asOneFault(rawFinding: RawFinding): RawFinding {
  return {
    ...rawFinding,
    key: faultKey(rawFinding.check, '#/security', 'nobody is asked'),
    title: 'asks nobody for the credentials that the document wants',
    pointer: '#/security',
  };
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
