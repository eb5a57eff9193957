import type { MockRequest } from '../../mock/messages/message';
import type { Spec } from '../../openapi/model';

/** What `--upstream-only` may name: an operation, or a path in which `*` stands for anything within a segment, `**` for anything. */
export type UpstreamName = string;

/** Says whether a request is for the real API. */
export type UpstreamChoice = (request: Pick<MockRequest, 'path'>, operationId: string | undefined) => boolean;

/**
 * Checks what is named to be passed on.
 *
 * @throws {@link RangeError} for a name that is neither an operation nor a path; it says what there is
 */
export function checkUpstreamNames(spec: Pick<Spec, 'operations'>, names: readonly UpstreamName[]): void {
  const ids = spec.operations.map(({ id }) => id);
  const unknown = names.find((name) => !name.startsWith('/') && !ids.includes(name));
  if (unknown !== undefined) {
    const known = ids.join(', ');
    throw new RangeError(`"${unknown}" is neither a path nor an operation of the document, which has ${known}.`);
  }
}

/** Creates the choice of requests that are passed on: those that are named, or, when nothing is, those that the document lacks. */
export function createUpstreamChoice(names: readonly UpstreamName[]): UpstreamChoice {
  if (names.length === 0) return (_request, operationId) => operationId === undefined;
  const operations = new Set(names.filter((name) => !name.startsWith('/')));
  const patterns = names.filter((name) => name.startsWith('/')).map(patternOf);
  return ({ path }, operationId) =>
    (operationId !== undefined && operations.has(operationId)) || patterns.some((pattern) => pattern.test(path));
}

function patternOf(glob: string): RegExp {
  const source = glob.replace(/\*+|\{[^}]*\}|[^*{]+|\{/g, (part) => {
    if (part === '*' || /^\{.*\}$/.test(part)) return '[^/]+';
    return part.startsWith('*') ? '.*' : part.replace(/[\\^$.|?+()[\]{}/]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 's');
}
