import type { JsonValue } from '../../json-schema/model/json-schema';
import type { ErrorBody } from '../../openapi/resources/error-body';
import { memberOf } from './read-json';

/** One entry of a violations list, as it was received. */
export interface ReceivedViolation {
  /** Undefined when the entry names no property, as a JSON Pointer into the body cannot name a parameter. */
  readonly path?: string;
  readonly in?: string;
  readonly detail?: string;
}

/**
 * Reads the violations out of an error body.
 *
 * @returns undefined when the body carries no list of objects at the place that the document names
 */
export function readViolations(errorBody: ErrorBody, body: JsonValue): readonly ReceivedViolation[] | undefined {
  const list = memberOf(body, errorBody.list.name);
  if (!Array.isArray(list)) return undefined;
  return list.map((entry) => {
    const textAt = (member: ErrorBody['part']) => member && textOf(memberOf(entry, member.name));
    const place = memberOf(entry, errorBody.place.name);
    const read = Array.isArray(place) ? readSteps(errorBody, place) : { path: textOf(place) };
    return { in: textAt(errorBody.part), ...read, detail: textAt(errorBody.sentence) };
  });
}

/** The parts of a request with which a list of steps begins: `["body", "name"]`. */
const PARTS: ReadonlySet<JsonValue> = new Set(['body', 'query', 'path', 'header', 'cookie']);

// Under a name such as `path`, a single step may as well be a property that is called `body`.
function readSteps(
  { placeStyle }: ErrorBody,
  steps: readonly JsonValue[],
): Pick<ReceivedViolation, 'path'> & { in?: string } {
  const [first, ...rest] = steps;
  if (first === undefined || !PARTS.has(first) || (placeStyle !== 'steps' && rest.length === 0))
    return { path: steps.join('.') };
  return { path: rest.join('.'), in: String(first) };
}

function textOf(value: JsonValue | undefined): string | undefined {
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}
