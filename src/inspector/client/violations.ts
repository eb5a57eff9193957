/** One thing that the mock says is wrong with a request. */
export interface Violation {
  /** Dotted: `items[0].name`; `''` for the whole. */
  readonly path: string;
  /** The part of the request, where the answer tells it. */
  readonly in?: string;
  readonly detail: string;
}

const PATH_NAMES =
  /^(property_?path|path|field(_?name)?|property(_?name)?|attribute|target|name|param(eter)?(_?name)?|key|source|argument|subject|location|pointer|json_?pointer|data_?path|instance_?path|loc)$/i;
const DETAIL_NAMES = /^(details?|message|description|reason|msg|text|title|error(_?message)?)$/i;
const PART_NAMES = /^(in|where|part|origin)$/i;

/**
 * Finds the violations in an error of any shape: the first list whose items say where and what.
 *
 * @param body - the answer's body as JSON
 */
export function violationsOf(body: unknown, depth = 0): Violation[] {
  if (body === null || typeof body !== 'object' || depth > 4) return [];
  const found = Array.isArray(body) ? body.map(asViolation).filter((each) => each !== undefined) : [];
  if (found.length > 0) return found;
  for (const value of Object.values(body)) {
    const inner = violationsOf(value, depth + 1);
    if (inner.length > 0) return inner;
  }
  return [];
}

function asViolation(row: unknown): Violation | undefined {
  if (row === null || typeof row !== 'object' || Array.isArray(row)) return undefined;
  const entries = Object.entries(row);
  const named = (names: RegExp): unknown => entries.find(([name]) => names.test(name))?.[1];
  const place = named(PATH_NAMES);
  const detail = named(DETAIL_NAMES);
  const part = named(PART_NAMES);
  if (place === undefined || typeof detail !== 'string') return undefined;
  return { path: dotted(place), detail, in: typeof part === 'string' ? part : undefined };
}

/** One spelling of a place: dotted, from a JSON Pointer or a list of steps as well. */
function dotted(place: unknown): string {
  const text = String(place ?? '');
  const steps = Array.isArray(place)
    ? place.map(String).filter((step, index) => index > 0 || step !== 'body')
    : /^#?\//.test(text)
      ? text
          .replace(/^#?\//, '')
          .split('/')
          .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
      : undefined;
  if (steps === undefined) return text;
  return steps.map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

/** Finds the messages on one place of a body. */
export function violationsAt(violations: readonly Violation[], path: string): string[] {
  return violations
    .filter((each) => each.path === path && (each.in === undefined || each.in === 'body'))
    .map(({ detail }) => detail);
}

/** Finds the violations of places that a form does not show. */
export function otherViolations(violations: readonly Violation[], shown: (path: string) => boolean): Violation[] {
  return violations.filter((each) => (each.in !== undefined && each.in !== 'body') || !shown(each.path));
}
