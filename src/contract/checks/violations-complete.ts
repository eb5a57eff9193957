import { comparableRejection, matches, samePath } from '../exchange/compare-violations';
import { describePlace, describeValue } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import type { Check } from '../findings/check';
import { notEnforcedKey } from './rejects-invalid';

/** A rejection lists a violation for every constraint that the request breaks, all at once. */
export const violationsComplete: Check<Exchange> = {
  name: 'violations-complete',
  severity: 'error',
  basis: "the document's error schema",
  judge(exchange) {
    const rejection = comparableRejection(exchange);
    if (rejection === undefined) return [];
    const { errorBody, expectation, received, isShown } = rejection;
    // A body that is wrong as a whole has no property that could be named.
    const named = expectation.violations.filter(({ path }) => path.length > 0);
    const entries = received ?? [];
    const missing = named.filter((expected) => !entries.some((each) => matches(rejection, expected, each)));
    // An entry that names another property or part is reported by `violations-exact`, not here as well.
    const strays = entries.filter(
      (each) => !expectation.violations.some((expected) => matches(rejection, expected, each)),
    );
    if (missing.length <= strays.length) return [];
    const absent = missing.filter((expected) => !entries.some((each) => samePath(rejection, expected, each)));
    return absent.map((expected) => ({
      severity: isShown ? undefined : 'warning',
      title: `leaves out the violation of ${describePlace(expected)}`,
      promised: `a violation of ${describePlace(expected)} (${expected.keyword}) among: ${named.map(describePlace).join('; ')}`,
      received:
        received === undefined ? `no ${errorBody.list.name}` : describeValue(received.map((each) => ({ ...each }))),
      pointer: errorBody.list.schema.pointer,
      symptom:
        named.length === 1 ? 'no violation' : entries.length === 1 ? 'only one violation' : 'some violations left out',
      causedBy: [notEnforcedKey(expected)],
    }));
  },
};
