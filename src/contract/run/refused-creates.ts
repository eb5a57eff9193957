import type { JsonObject } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Resource, Spec } from '../../openapi/model/model';
import { encodeParameter } from '../../openapi/parameters/encode-parameter';
import type { RequestParts } from '../exchange/build-request';
import { describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { Blocked } from '../steps/context/case';
import { isPending } from '../steps/records/accepted';
import { validRequest } from '../steps/requests/valid-request';

/**
 * Explains a refused create by the document: a documented conflict, or a body that is understood and still refused, is an answer
 * that it allows.
 *
 * @returns the reason that nothing can be created, with what the target says; undefined when the document allows no refusal
 */
export function explains(exchange: Exchange): string | undefined {
  const { operation, response } = exchange;
  const isAllowed = [409, 422].includes(response.status) && exchange.documented?.status === String(response.status);
  if (!isAllowed || operation === undefined) return undefined;
  return (
    `${operation.id} refuses a plain valid request: ${describeResponse(exchange)}; ` +
    'if it needs records that are on the target, give their ids with --ids FILE'
  );
}

/** The reason that a create made no record that is the run's own. */
export function whyNone(exchange: Exchange): string {
  if (isPending(exchange)) return 'what it has accepted was not done in time';
  return exchange.response.status > 299
    ? `it answers ${describeResponse(exchange)}`
    : 'what it answers is not known to be new';
}

/** Nothing can be created, as the target checks references and no record to refer to is known. That is no fault of it. */
export class UnknownReferences extends Blocked {
  /** @param source - whether nothing is known of the references, or what was given is rejected, too */
  constructor(resource: Resource, names: readonly string[], source: 'unknown' | 'given') {
    const rejects = `${resource.roles.create?.id} rejects references to records that do not exist (${names.join(', ')})`;
    const example = `{${names.map((name) => `"${name}": ["…"]`).join(', ')}}`;
    super(
      source === 'unknown'
        ? `${rejects}, and none could be learnt from its list; give existing ones with --ids FILE, such as ${example}`
        : `${rejects}, those of --ids too; where they belong together, give them as "records": [{"${names.join('": "…", "')}": "…"}]`,
    );
  }
}

/**
 * Takes the documented example of a path parameter: what no operation of the document lists or creates can be known by it only.
 *
 * @throws {@link Blocked} when there is none
 */
export function exampleOf(resource: Resource, name: string): string {
  const [operation] = Object.values(resource.roles);
  const parameter = operation?.parameters.find((each) => each.in === 'path' && each.name === name);
  const example = parameter?.examples[0]?.value ?? parameter?.schema.schema.examples?.[0];
  if (parameter === undefined || example === undefined)
    throw new Blocked(`no value is known for the path parameter {${name}}; give it an example in the document`);
  return encodeParameter(parameter, example)[0]?.[1] ?? '';
}

/** The body with nothing but what is required: one property may be all that a target stumbles over. */
export function minimalBody(spec: Spec, { roles }: Resource, seed: number): JsonObject | undefined {
  if (roles.create === undefined) return undefined;
  const { json } = validRequest(spec, roles.create, seed, 'minimal', { optional: 'none' });
  return isJsonObject(json) ? json : undefined;
}

/** Puts another body into a request, where there is one. */
export function withBody(parts: RequestParts, base: JsonObject | undefined): RequestParts {
  return base === undefined ? parts : { ...parts, json: base };
}
