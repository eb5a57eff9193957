import type { Operation } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { responseFor } from '../../openapi/operations/responses';
import { isSuccess, rejectionStatuses } from '../exchange/statuses';
import { isNeighbourly } from '../exchange/tolerances';
import { Blocked, type CaseKind, type PlannedCase } from '../steps/context/case';
import { planBody, sendForOperation } from '../steps/records/send-for-operation';
import { validRequest } from '../steps/requests/valid-request';

const encoder = new TextEncoder();

/** Bodies that no JSON parser takes (RFC 8259), made of a valid one: only that they are malformed is wrong with them. */
const malformed: readonly (readonly [title: string, inject: (valid: string) => string])[] = [
  ['a body that is cut off', (valid) => valid.slice(0, -1)],
  ['a body that is cut off in a text', (valid) => valid.slice(0, Math.ceil(valid.length / 2))],
  ['a body with a trailing comma', (valid) => `${valid.slice(0, -1)},}`],
  ['a body with single quotes', (valid) => valid.replaceAll('"', "'")],
  ['a body with names without quotes', (valid) => valid.replace(/"(\w+)":/g, '$1:')],
  ['a body with something after it', (valid) => `${valid} x`],
  ['a body with two values', (valid) => `${valid} ${valid}`],
  ['a body with a comment', (valid) => `/* all of it */ ${valid}`],
  ['a body of bare words', () => 'this is not JSON'],
  ['a body of NaN', () => 'NaN'],
  ['a body of white space', () => ' \n'],
  ['an empty body', () => ''],
];

/** Bodies on which parsers differ by right; a server only must not fail on them. */
const HOSTILE: readonly (readonly [title: string, body: Uint8Array])[] = [
  ['a body that is not UTF-8', new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ['a body with a byte order mark', encoder.encode('\ufeff{}')],
  ['a body with a null byte in a name', encoder.encode('{"a\\u0000b": 1}')],
  ['a body with keys of the prototype', encoder.encode('{"__proto__": {"a": 1}, "constructor": {"prototype": {}}}')],
  ['a body with an unpaired surrogate', encoder.encode('{"a": "\\ud800"}')],
  ['a body with a number beyond all bounds', encoder.encode('{"a": 1e400, "b": -1e400}')],
];

/** A body that a target may not be able to read again once it has stored it, after a mild one that shows if it stores such things. */
interface Excess {
  readonly title: string;
  readonly mild: Uint8Array;
  readonly body: () => Uint8Array;
  /** True when a server may hang up on who sends too much (RFC 9110, section 15.5.14). */
  readonly mayHangUp: boolean;
}

const excesses: readonly Excess[] = [
  {
    title: 'a body nested 20,000 deep',
    mild: encoder.encode('[[]]'),
    body: () => encoder.encode('['.repeat(20_000) + ']'.repeat(20_000)),
    mayHangUp: false,
  },
  { title: 'a body of 4 MB', mild: encoder.encode('{"a":"x"}'), body: () => hugeBody(), mayHangUp: true },
];

// It costs time to make, and is the same for every operation.
let huge: Uint8Array | undefined;
function hugeBody(): Uint8Array {
  huge ??= encoder.encode(JSON.stringify({ a: 'x'.repeat(4_000_000) }));
  return huge;
}

/** A body that is no JSON is rejected, and no body makes the server fail. */
export const malformedBodies: CaseKind = {
  name: 'malformed-bodies',
  *plan({ spec, seed }) {
    for (const operation of spec.operations) {
      if (operation.body === undefined || !operation.body.mediaTypes.some(({ name }) => isJson(name))) continue;
      const valid = JSON.stringify(validRequest(spec, operation, seed, 'malformed').json ?? { a: 1 });
      for (const [title, inject] of malformed) {
        const text = inject(valid);
        if ((text === '' && !operation.body.required) || isValidJson(text)) continue;
        yield planBody(operation, `${title} is rejected`, () => ({ bytes: encoder.encode(text) }), {
          kind: 'status',
          check: 'malformed-body-rejected',
          // Frameworks that reject with 422 do so while they parse as well.
          statuses: [...new Set([...rejectionStatuses(operation), 400])],
          warned: isNeighbourly(spec.schemas, operation, 422) ? [422] : [],
          because: title,
          pointer: responseFor(operation, 400)?.pointer ?? operation.body.pointer,
        });
      }
      for (const [title, body] of HOSTILE) {
        yield planBody(operation, `${title} does no harm`, () => ({ bytes: body }), { kind: 'open', because: title });
      }
      for (const excess of excesses) yield excessCase(operation, excess);
    }
  },
};

function excessCase(operation: Operation, { title, mild, body, mayHangUp }: Excess): PlannedCase {
  const plain = planBody(operation, `${title} does no harm`, () => ({ bytes: body() }), {
    kind: 'open',
    because: title,
    mayHangUp,
  });
  return {
    ...plain,
    run: async (context) => {
      const expectation = { kind: 'open', because: 'it is refused as more of it would be' } as const;
      const { exchange } = await sendForOperation(context, operation, { parts: { bytes: mild }, expectation });
      if (isSuccess(exchange.response.status))
        throw new Blocked(
          `not tested: ${operation.id} takes ${new TextDecoder().decode(mild)}, so it may keep ${title}`,
        );
      await plain.run(context);
    },
  };
}

function isValidJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
