import type { Operation, ResponseSpec, Spec } from '../../openapi/model/model';
import { isJson, matchMediaType } from '../../openapi/operations/media-types';
import { responseFor } from '../../openapi/operations/responses';
import type { Exchange, WireRequest, WireResponse } from './exchange';
import type { Expectation } from './expectation';
import { readJson } from './read-json';

/** Knowledge of a case about a request of its own. */
export interface RequestMeaning {
  readonly operation?: Operation;
  readonly expectation: Expectation;
  /** The methods that the document has on the path. */
  readonly allowed?: readonly string[];
}

/** Joins a request, its response and what the document promises about them. */
export function createExchange(
  spec: Spec,
  request: WireRequest,
  response: WireResponse,
  meaning: RequestMeaning,
): Exchange {
  const documented = documentedResponse(spec, meaning.operation, response.status);
  const contentType = response.headers['content-type'];
  const mediaType = contentType === undefined ? undefined : matchMediaType(documented?.mediaTypes ?? [], contentType);
  const json = readJson(response.body);
  const describedBy =
    mediaType ?? (json.kind === 'json' ? documented?.mediaTypes.find(({ name }) => isJson(name)) : undefined);
  return {
    ...meaning,
    spec,
    request,
    response,
    json,
    documented,
    mediaType,
    describedBy,
  };
}

// A path or method that the document does not have is refused the way the document refuses things elsewhere.
function documentedResponse(spec: Spec, operation: Operation | undefined, status: number): ResponseSpec | undefined {
  if (operation !== undefined) return responseFor(operation, status);
  if (status < 400) return undefined;
  const exact = spec.operations.flatMap(({ responses }) => responses).find((each) => each.status === String(status));
  return exact ?? spec.operations.map((each) => responseFor(each, status)).find((each) => each !== undefined);
}
