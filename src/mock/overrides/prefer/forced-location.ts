import type { JsonObject, JsonValue } from '../../../json-schema/json-schema';
import { valueAt } from '../../../json-schema/pointer';
import { encodeSegment, expandPath } from '../../../openapi/expand-path';
import type { ResponseSpec, Spec } from '../../../openapi/model';
import { isJsonObject } from '../../json-object';
import type { InterventionParts, Target } from '../../stages/stage';
import { resourceOf } from './fit-body';

/** Statuses that say where something is (RFC 9110, sections 10.2.2 and 15). */
const LOCATED = new Set([201, 301, 302, 303, 307, 308]);

/**
 * The `Location` of an answer that needs one: of the item in its body, else what the document gives as an example, else a
 * path below the one that was asked for.
 *
 * @param value - the body
 */
export function locationOf(
  status: number,
  target: Target,
  { spec }: InterventionParts['context'],
  response: ResponseSpec | undefined,
  value: JsonValue | undefined,
): Record<string, string> {
  if (!LOCATED.has(status)) return {};
  const location = itemUrl(spec, target, value) ?? documentedLocation(spec, response);
  return { location: location ?? `${target.request.path.replace(/\/$/, '')}/1` };
}

function itemUrl(spec: Spec, { plan, found, request }: Target, value: JsonValue | undefined): string | undefined {
  const resource = resourceOf(spec, plan?.operation);
  if (resource?.item === undefined || resource.idParameter === undefined || !isJsonObject(value)) return undefined;
  const id = value[resource.idProperty];
  if (id === undefined || id === null || typeof id === 'object') return undefined;
  const { template } = resource.item;
  if (template.source === `${plan?.operation.template.source}/{${resource.idParameter}}`) {
    return `${request.path}/${encodeSegment(String(id))}`;
  }
  const known = found?.match.kind === 'found' ? Object.fromEntries(found.match.parameters) : {};
  const values: Record<string, string> = { ...known, [resource.idParameter]: String(id) };
  return template.parameterNames.every((name) => values[name])
    ? (found?.basePath ?? '') + expandPath(template, values)
    : undefined;
}

function documentedLocation({ schemas }: Spec, response: ResponseSpec | undefined): string | undefined {
  const header = response?.headers.find(({ name }) => name.toLowerCase() === 'location');
  if (header === undefined) return undefined;
  const { example } = valueAt(schemas.document, header.pointer) as JsonObject;
  return typeof example === 'string' ? example : undefined;
}
