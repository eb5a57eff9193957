import type { ErrorBody } from '../../openapi/resources/error-body';
import { comparableRejection, matches, type Spelling, samePath } from '../exchange/compare-violations';
import { describePlace, describeValue } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import type { ExpectedViolation } from '../exchange/expectation';
import type { ReceivedViolation } from '../exchange/received-violations';
import { blamedAt, refusedKey } from '../findings/blamed-properties';
import type { Check, Fault } from '../findings/check';

/** Every violation that a rejection lists is about a property that was wrong, spelled rightly, and listed once. */
export const violationsExact: Check<Exchange> = {
  name: 'violations-exact',
  severity: 'error',
  basis: "the document's error schema",
  judge(exchange) {
    const rejection = comparableRejection(exchange);
    if (rejection?.received === undefined) return [];
    const { errorBody, expectation, received } = rejection;
    if (expectation.violations.some(({ path }) => path.length === 0)) return [];
    const seen = new Set<string>();
    const faults: Fault[] = [];
    for (const violation of received) {
      const identity = JSON.stringify(violation);
      if (seen.has(identity)) faults.push(twice(errorBody, violation));
      seen.add(identity);
      if (!expectation.violations.some((expected) => matches(rejection, expected, violation))) {
        const blamed = blamedAt(exchange, violation.path ?? '', violation.in);
        const causedBy = blamed === undefined ? [] : [refusedKey(blamed)];
        const severity = rejection.isShown ? undefined : 'warning';
        faults.push({ ...stray(rejection, violation, expectation.violations), causedBy, severity });
      }
    }
    return faults;
  },
};

function stray(spelling: Spelling, violation: ReceivedViolation, expected: readonly ExpectedViolation[]): Fault {
  const { errorBody } = spelling;
  const misplaced = expected.some((each) => each.path.length > 0 && samePath(spelling, each, violation));
  const blamed = `${violation.path ?? 'nothing'}${violation.in === undefined ? '' : ` in the ${violation.in}`}`;
  return {
    title: misplaced
      ? `says the wrong part of the request: ${blamed}`
      : `blames ${blamed}, which was right or is spelled otherwise`,
    promised: `violations of ${expected.map(describePlace).join('; ')}, and of nothing else`,
    received: describeValue({ ...violation }),
    pointer: misplaced && errorBody.part !== undefined ? errorBody.part.schema.pointer : errorBody.place.schema.pointer,
    symptom: misplaced ? 'wrong part' : 'wrong property',
  };
}

function twice(errorBody: ErrorBody, violation: ReceivedViolation): Fault {
  return {
    title: `lists the same violation twice: ${violation.path ?? violation.detail}`,
    promised: 'each violation once',
    received: describeValue({ ...violation }),
    pointer: errorBody.list.schema.pointer,
    symptom: 'twice',
  };
}
