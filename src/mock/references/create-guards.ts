import type { JsonObject } from '../../json-schema/json-schema';
import type { Operation, Resource, Role, Spec } from '../../openapi/model';
import type { ParameterValue } from '../../openapi/parameter-codec';
import { isProblem, type ValidRequest } from '../handlers/handler';
import type { ReferenceGuard } from '../engine/reference-guard';
import type { RecordCodec } from '../records/record-codec';
import { isJsonObject } from '../json-object';
import type { RequestViolation } from '../problems/request-violation';
import { violationsProblem } from '../problems/violations-problem';
import type { Reference } from '../seeding/references';
import type { AllReferences } from './find-all-references';
import { createLookUp, type LookUp } from './look-up';
import type { ReferenceMode } from './reference-mode';
import { doesNotBelong, doesNotExist, withWarning } from './say-reference';

/** What a request says of one reference. */
interface Said {
  readonly reference: Reference;
  readonly place: Pick<RequestViolation, 'in' | 'path'>;
  readonly id: ParameterValue;
}

/**
 * Creates the judges of what requests refer to: the properties of a body that is written, and the filters of a list. What the
 * path of a nested collection names is looked for by the handlers.
 *
 * @param mode - `strict` makes violations, `warn` a header field and a note
 * @param codecs - see {@link createLookUp}
 */
export function createReferenceGuards(
  mode: Exclude<ReferenceMode, 'off'>,
  spec: Spec,
  all: AllReferences,
  codecs: ReadonlyMap<string, RecordCodec>,
): (operation: Operation) => ReferenceGuard | undefined {
  return (operation) => {
    const place = placeOf(spec, operation);
    if (place === undefined || place.role === 'read' || place.role === 'remove') return undefined;
    const { resource, role } = place;
    const references = all.get(resource.name) ?? [];
    if (!references.some(({ property }) => property !== undefined)) return undefined;

    return async (request, violations, handler) => {
      const lookUp = createLookUp(request.session.store, all, codecs);
      const said = role === 'list' ? saidByQuery(request, resource, references) : saidByBody(request, references);
      const sound = said.filter(({ place }) => !violations.some((violation) => isAt(violation, place)));
      const owners = role === 'list' ? undefined : await ownersOf(request, resource, role, codecs);
      const dangling = await findDangling(sound, request, lookUp, owners);
      if (mode === 'strict' || violations.length > 0) {
        const all = mode === 'strict' ? [...violations, ...dangling] : violations;
        return all.length > 0 ? violationsProblem(all) : handler(request);
      }
      const answer = await handler(request);
      return dangling.length === 0 || isProblem(answer) ? answer : withWarning(answer, dangling);
    };
  };
}

async function findDangling(
  said: readonly Said[],
  { parameters: { path } }: ValidRequest,
  lookUp: LookUp,
  before: JsonObject | undefined,
): Promise<RequestViolation[]> {
  const dangling: RequestViolation[] = [];
  const missing = new Set<Reference>();
  for (const { reference, place, id } of said) {
    if (await lookUp.exists(reference, id)) continue;
    missing.add(reference);
    dangling.push(doesNotExist(place, reference.pool, id));
  }
  for (const { reference, place, id } of said) {
    const owner = reference.within;
    if (owner === undefined || missing.has(reference) || missing.has(owner)) continue;
    const ownerId =
      said.find((other) => other.reference === owner)?.id ??
      (owner.property === undefined ? undefined : before?.[owner.property]) ??
      (owner.parameter === undefined ? undefined : path.get(owner.parameter));
    if (ownerId === undefined || ownerId === null) continue;
    if (await lookUp.belongsElsewhere(reference, id, owner, ownerId)) {
      dangling.push(doesNotBelong(place, reference.pool, id, owner.pool, ownerId));
    }
  }
  return dangling;
}

function saidByBody({ body }: ValidRequest, references: readonly Reference[]): Said[] {
  if (!isJsonObject(body)) return [];
  return references.flatMap((reference) => {
    const { property } = reference;
    const id = property === undefined || !Object.hasOwn(body, property) ? undefined : body[property];
    return isId(id) ? [{ reference, id, place: { in: 'body', path: [property!] } as const }] : [];
  });
}

function saidByQuery(
  { parameters: { query } }: ValidRequest,
  { list }: Resource,
  references: readonly Reference[],
): Said[] {
  return (list?.filters ?? []).flatMap(({ parameter, property }) => {
    const reference = references.find((candidate) => candidate.property === property);
    const id = query.get(parameter.name);
    return reference !== undefined && isId(id)
      ? [{ reference, id, place: { in: 'query', path: [parameter.name] } as const }]
      : [];
  });
}

/** A partial update may leave out whose the item is: then it is still whose it was. */
async function ownersOf(
  { parameters, session }: ValidRequest,
  resource: Resource,
  role: Role,
  codecs: ReadonlyMap<string, RecordCodec>,
): Promise<JsonObject | undefined> {
  const id = parameters.path.get(resource.idParameter ?? '');
  if (role !== 'update' || id === undefined) return undefined;
  const record = await session.store.get(resource.name, codecs.get(resource.name)!.idOf(id));
  return record === undefined ? undefined : JSON.parse(record.json);
}

function isId(value: ParameterValue | undefined): value is string | number | bigint {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint';
}

function isAt(violation: RequestViolation, place: Said['place']): boolean {
  return violation.in === place.in && violation.path[0] === place.path[0];
}

function placeOf(spec: Spec, operation: Operation): { resource: Resource; role: Role } | undefined {
  for (const resource of spec.resources) {
    for (const [role, candidate] of Object.entries(resource.roles)) {
      if (candidate === operation) return { resource, role: role as Role };
    }
  }
  return undefined;
}
