import type { DocumentProblem, Operation, Spec } from '../model/model';
import { idleParameters } from '../resources/idle-parameters';
import { operationParts } from '../resources/operation-parts';
import { parentShape, placeShape } from '../resources/resource-places';

/** The most operations or parameters that one sentence names. */
const MOST_NAMED = 8;

/**
 * Finds what a document promises and a mock of it does not do, though it answers: query parameters of lists that change
 * nothing, and what is written and forgotten, although something could show it. Each kind is told once, with its operations.
 * `x-filter`, `x-resource` and `x-role` tell what could not be inferred.
 *
 * @returns a problem for each list and each reason, at the place where it is first seen
 * @example effectProblems(loadSpec('openapi.yaml')).map(({ message }) => message)
 */
export function effectProblems(spec: Spec): DocumentProblem[] {
  const at = (pointer: string, message: string): DocumentProblem => ({ ...spec.locate(pointer), pointer, message });
  const idle = idleParameters(spec).map(({ operation, parameters }) => {
    const names = named(parameters.map(({ name }) => `"${name}"`));
    const message = `of the query parameters of ${lineOf(operation)} these change nothing, as no property of the items fits them: ${names} ("x-filter" can name one, or say false)`;
    return at(parameters[0]!.pointer, message);
  });
  const forgotten = new Map<string, Operation[]>();
  const isShown = createShownTest(spec);
  for (const { operation, role, reason } of operationParts(spec)) {
    if (role === undefined || reason === undefined || operation.method === 'get' || !isShown(operation)) continue;
    forgotten.set(reason, [...(forgotten.get(reason) ?? []), operation]);
  }
  const writes = [...forgotten].map(([reason, operations]) => {
    const message = `what is written by ${named(operations.map(lineOf))} is forgotten: ${reason} ("x-resource" and "x-role" can say more)`;
    return at(operations[0]!.pointer, message);
  });
  return [...idle, ...writes];
}

/** Creates the test for a GET at the path of an operation, at the collection around it, or at its items. */
function createShownTest({ paths }: Spec): (operation: Operation) => boolean {
  const shown = new Set(paths.flatMap((entry) => (entry.operations.has('get') ? [placeShape(entry)] : [])));
  return (operation) => {
    const shape = placeShape(operation);
    return [shape, parentShape(shape), `${shape}/{}`].some((place) => shown.has(place));
  };
}

const lineOf = ({ method, template }: Operation): string => `${method.toUpperCase()} ${template.source}`;

function named(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
