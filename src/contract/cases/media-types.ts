import type { Operation } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { responseFor } from '../../openapi/operations/responses';
import type { Expectation } from '../exchange/expectation';
import { INSTEAD_OF_415 } from '../exchange/tolerances';
import type { CaseKind, PlannedCase } from '../steps/context/case';
import { planBody } from '../steps/records/send-for-operation';
import { validRequest } from '../steps/requests/valid-request';

const encoder = new TextEncoder();

/** Types that no API of JSON takes, with a body that is valid in them and is no JSON. */
const OTHERS: readonly (readonly [type: string, text: string])[] = [
  ['text/plain', 'a=1'],
  ['application/xml', '<a>1</a>'],
  ['application/x-www-form-urlencoded', 'a=1'],
];

/** Spellings of the documented type that mean the same (RFC 9110, section 8.3.1). */
const spellings = (type: string): readonly string[] => [
  `${type}; charset=utf-8`,
  `${type};charset="UTF-8"`,
  type.toUpperCase(),
];

/** A body of a type that is not documented is refused; the documented type is taken in every spelling. */
export const mediaTypes: CaseKind = {
  name: 'media-types',
  *plan({ spec }) {
    for (const operation of spec.operations) {
      const type = operation.body?.mediaTypes.find(({ name }) => isJson(name))?.name;
      if (type === undefined) continue;
      for (const spelling of spellings(type)) {
        const because = `its content type is ${spelling}`;
        const expectation = { kind: 'success', because, pointer: operation.pointer } as const;
        yield typeCase(operation, `a body of ${spelling} is accepted`, spelling, undefined, expectation);
      }
      for (const [other, text] of OTHERS) {
        if (operation.body?.mediaTypes.some(({ name }) => name === other || name.includes('*'))) continue;
        yield typeCase(operation, `a body of ${other} is rejected`, other, text, refused(operation, other));
        // The type decides, not what the body looks like.
        yield typeCase(
          operation,
          `JSON that calls itself ${other} is rejected`,
          other,
          undefined,
          refused(operation, other),
        );
      }
      const open = { kind: 'open', because: 'a server may examine a body without a type' } as const;
      yield typeCase(operation, 'a body without a type does no harm', null, undefined, open);
    }
  },
};

// Without a word on 415, a server may take more types than the document tells.
function refused(operation: Operation, type: string): Expectation {
  const documented = operation.responses.find(({ status }) => status === '415');
  if (documented === undefined) return { kind: 'open', because: 'the document does not speak of other types' };
  return {
    kind: 'status',
    check: 'media-type-rejected',
    statuses: [415, ...INSTEAD_OF_415],
    because: `${type} is not a documented type of the body`,
    pointer: responseFor(operation, 415)?.pointer ?? operation.pointer,
  };
}

function typeCase(
  operation: Operation,
  title: string,
  contentType: string | null,
  text: string | undefined,
  expectation: Expectation,
): PlannedCase {
  return planBody(
    operation,
    title,
    ({ spec, seed }) => {
      const { json } = validRequest(spec, operation, seed, title);
      return text === undefined ? { json: json ?? {}, contentType } : { bytes: encoder.encode(text), contentType };
    },
    expectation,
  );
}
