import type { GivenAnswer, SentRequest } from './opinion';

/** One judgement of ours and of Prism that differ; a sentence is undefined where nothing was found. */
export interface Dispute {
  readonly request: SentRequest;
  readonly answer: GivenAnswer;
  /** Prism's sentences; none when it finds nothing wrong. */
  readonly theirs: readonly string[];
  /** True for a request that the mock refuses while Prism takes it. */
  readonly isStricter: boolean;
}

/** A known disagreement with what decides it in our favour. */
export interface Disagreement {
  readonly name: string;
  readonly section: string;
  readonly covers: (dispute: Dispute) => boolean;
}

const every = (theirs: readonly string[], pattern: RegExp): boolean =>
  theirs.length > 0 && theirs.every((each) => pattern.test(each));

/** Tells whether the request's path, query or body has a text. */
const sends = ({ path, body }: SentRequest, pattern: RegExp): boolean =>
  pattern.test(decodeURIComponent(path)) || pattern.test(String(body ?? ''));

const isOf = ({ headers }: SentRequest, mediaType: string): boolean => headers['content-type'] === mediaType;

/** Every known disagreement. What none of them covers is a fault, of ours or of Prism's. */
export const disagreements: readonly Disagreement[] = [
  {
    name: 'Prism divides by fractions in binary: 28.33 is no multiple of 0.01',
    section: 'JSON Schema Validation 2020-12, 6.2.1: the division of the two numbers, not of their approximations',
    covers: ({ theirs, isStricter }) => !isStricter && every(theirs, /^multipleOf: .*multiple of 0\.\d+$/),
  },
  {
    name: 'Prism takes urn:uuid:… for a uuid',
    section:
      'JSON Schema Validation 2020-12, 7.3.5, and RFC 9562, section 4: a UUID is 36 characters, the URN contains one',
    covers: ({ request, isStricter }) => isStricter && sends(request, /urn:uuid:/),
  },
  {
    name: 'Prism takes any number for an int64',
    section: 'OpenAPI Format Registry, int64: signed 64-bit integers',
    covers: ({ request, isStricter }) => isStricter && sends(request, /[=:/]-?\d{19,}/),
  },
  {
    name: 'Prism turns an empty text into the number 0, false or null',
    section:
      'JSON Schema Core 2020-12, 4.2.1, and OpenAPI 3.1.1, 4.8.12.2 (allowEmptyValue is false): an empty text is no number',
    covers: ({ request, isStricter }) => isStricter && sends(request, /[?&][^=&]+=(&|$)/),
  },
  {
    name: 'Prism is shown text, so it does not see bytes that are no UTF-8',
    section: 'RFC 8259, section 8.1: JSON between systems is UTF-8',
    covers: ({ request, isStricter }) => isStricter && sends(request, /\uFFFD/),
  },
  {
    name: 'Prism asks a 204 or a 304 for the media type that is documented',
    section: 'RFC 9110, sections 15.3.5 and 15.4.5: neither has content',
    covers: ({ answer, theirs, isStricter }) =>
      !isStricter && [204, 304].includes(answer.status) && every(theirs, /^media type: The received media type ""/),
  },
  {
    name: 'Prism takes JSON lines for one text',
    section: 'OpenAPI 3.2, section 4.14.3 (sequential media types): the schema is that of an array of the lines',
    covers: ({ request, theirs, isStricter }) =>
      !isStricter && isOf(request, 'application/jsonl') && every(theirs, /^type: Request body must be array$/),
  },
  {
    name: 'Prism looks for reserved characters in a form after it has decoded it',
    section: 'URL standard, section 5.2 (application/x-www-form-urlencoded): @ is sent as %40',
    covers: ({ request, theirs, isStricter }) =>
      !isStricter &&
      isOf(request, 'application/x-www-form-urlencoded') &&
      every(theirs, /^media type: Reserved characters/) &&
      /^(?:[\w.*+=&-]|%[\dA-F]{2})*$/.test(String(request.body)),
  },
];
