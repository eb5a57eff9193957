import type { Schemas } from '../../json-schema/schemas';
import type { Operation } from '../../openapi/model';
import { offeredMediaTypes } from '../handlers/documented-success';
import { createProblem, type Problem, problemOfStatus, unspecificProblem } from '../problems/problems';
import { violationsProblem } from '../problems/violations-problem';
import type { InterventionParts, Target } from '../stages/stage';
import { plausibleViolations } from './plausible-violations';
import { allowedBesides, trueHeaders } from './prefer/true-headers';

/**
 * Describes a problem that did not happen as if it had: with the violations that the operation could have found, the methods
 * that its path allows, the id that was asked for.
 *
 * @param status - 400..599
 */
export function trueProblem(status: number, target: Target, context: InterventionParts['context']): Problem {
  const headers = trueHeaders(status, target, context);
  const operation = target.plan?.operation;
  if (status === 400) return badRequest(context.spec.schemas, operation);
  const detail = detailOf(status, target, operation);
  return problemOfStatus(status, { headers, ...(detail !== undefined && { detail }) });
}

function badRequest(schemas: Schemas, operation: Operation | undefined): Problem {
  const violations = operation === undefined ? [] : plausibleViolations(schemas, operation);
  if (violations.length > 0) return violationsProblem(violations);
  if (operation?.body !== undefined) return createProblem('malformed-body');
  // Nothing can be said to be wrong where nothing is asked for.
  return unspecificProblem(400, { detail: 'The request cannot be processed.' });
}

function detailOf(status: number, target: Target, operation: Operation | undefined): string | undefined {
  const { method } = target.request;
  switch (status) {
    case 404: {
      const match = target.found?.match;
      const id = match?.kind === 'found' ? [...match.parameters.values()].at(-1) : undefined;
      return id === undefined ? undefined : `There is nothing with the ID ${id.slice(0, 100)}.`;
    }
    case 405: {
      const others = allowedBesides(target);
      return `${method} is not allowed here.${others.length === 0 ? '' : ` Use one of ${others.join(', ')}.`}`;
    }
    case 406:
      return operation === undefined
        ? undefined
        : `This resource is available as ${offeredMediaTypes(operation).join(', ')} only.`;
    case 415: {
      const accepted = operation?.body?.mediaTypes.map(({ name }) => name) ?? [];
      return accepted.length === 0 ? undefined : `Send the body as ${accepted.join(', ')}.`;
    }
    default:
      return undefined;
  }
}
