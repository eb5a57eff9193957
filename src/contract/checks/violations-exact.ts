import { comparableRejection, matches, samePath } from '../exchange/compare-violations';
import { describePlace, describeValue } from '../exchange/describe-value';
import type { ErrorShape, ReceivedViolation } from '../exchange/error-shape';
import type { Exchange } from '../exchange/exchange';
import type { ExpectedViolation } from '../exchange/expectation';
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
    const { shape, expectation, received } = rejection;
    if (expectation.violations.some(({ path }) => path.length === 0)) return [];
    const seen = new Set<string>();
    const faults: Fault[] = [];
    for (const violation of received) {
      const identity = JSON.stringify(violation);
      if (seen.has(identity)) faults.push(twice(shape, violation));
      seen.add(identity);
      if (!expectation.violations.some((expected) => matches(shape, expected, violation))) {
        const blamed = blamedAt(exchange, violation.path ?? '', violation.in);
        const causedBy = blamed === undefined ? [] : [refusedKey(blamed)];
        faults.push({ ...stray(shape, violation, expectation.violations), causedBy });
      }
    }
    return faults;
  },
};

function stray(shape: ErrorShape, violation: ReceivedViolation, expected: readonly ExpectedViolation[]): Fault {
  const misplaced = expected.some((each) => each.path.length > 0 && samePath(shape, each, violation));
  const blamed = `${violation.path ?? 'nothing'}${violation.in === undefined ? '' : ` in the ${violation.in}`}`;
  return {
    title: misplaced
      ? `says the wrong part of the request: ${blamed}`
      : `blames ${blamed}, which was right or is spelled otherwise`,
    promised: `violations of ${expected.map(describePlace).join('; ')}, and of nothing else`,
    received: describeValue({ ...violation }),
    pointer: misplaced && shape.in !== undefined ? shape.in.pointer : shape.path.pointer,
    symptom: misplaced ? 'wrong part' : 'wrong property',
  };
}

function twice(shape: ErrorShape, violation: ReceivedViolation): Fault {
  return {
    title: `lists the same violation twice: ${violation.path ?? violation.detail}`,
    promised: 'each violation once',
    received: describeValue({ ...violation }),
    pointer: shape.list.pointer,
    symptom: 'twice',
  };
}
