import type { JsonObject } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { Operation, Resource, Role, Spec } from '../../openapi/model/model';
import { singulars } from '../../openapi/model/names';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import { type OperationRole, roleOf } from '../../openapi/resources/role-of';
import { type RecordedResources, recordedResources } from '../../openapi/resources/shared-records';
import type { ReferenceGuard, ValidRequest } from '../handlers/handler';
import type { MockResponse, RequestViolation } from '../messages/message';
import { isProblem, violationsProblem } from '../problems/problems';
import type { RecordCodec } from '../records/record-codec';
import type { Reference } from '../seeding/references/find-references';
import { type AllReferences, createLookUp, findAllReferences, type LookUp, referringProperties } from './look-up';
import type { ReferenceMode } from './reference-mode';

/** The parts by which references are judged. */
export interface ReferenceParts {
  /** The properties by which the records of a resource have to be found. */
  keysOf(resource: Resource): string[];
  /** The judges of requests, given codecs that know these properties. */
  guards(codecs: ReadonlyMap<string, RecordCodec>): (operation: Operation) => ReferenceGuard | undefined;
}

/** Prepares the judging of references for a document. */
export function createReferences(mode: Exclude<ReferenceMode, 'off'>, spec: Spec): ReferenceParts {
  const recorded = recordedResources(spec.schemas, spec.resources);
  const all = findAllReferences({ ...spec, resources: recorded.owners });
  const placeOf = createPlaces(spec, recorded);
  return {
    keysOf: ({ name }) => referringProperties(all, name),
    guards: (codecs) => createReferenceGuards(mode, placeOf, all, codecs),
  };
}

/** One reference in a request. */
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
function createReferenceGuards(
  mode: Exclude<ReferenceMode, 'off'>,
  placeOf: (operation: Operation) => OperationRole | undefined,
  all: AllReferences,
  codecs: ReadonlyMap<string, RecordCodec>,
): (operation: Operation) => ReferenceGuard | undefined {
  return (operation) => {
    const place = placeOf(operation);
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

function createPlaces(spec: Spec, recorded: RecordedResources) {
  return (operation: Operation): OperationRole | undefined => {
    const found = roleOf(spec, operation);
    return found && { ...found, resource: recorded.of(found.resource) };
  };
}

/** The header field in which a mock tells what it would not let pass if it were stricter. */
const WARNING_HEADER = 'mock-warning';

type Place = Pick<RequestViolation, 'in' | 'path'>;

/** The violation of referring to nothing: `Customer with ID 3445 does not exist.` */
function doesNotExist(place: Place, pool: string, id: ParameterValue): RequestViolation {
  return {
    ...place,
    keyword: 'reference',
    subject: `${capital(nounOf(pool))} with ID ${shown(id)}`,
    reason: 'does not exist',
  };
}

/** The violation of referring to something of another owner: `Location with ID 7 does not belong to customer with ID 3445.` */
function doesNotBelong(
  place: Place,
  pool: string,
  id: ParameterValue,
  ownerPool: string,
  ownerId: ParameterValue,
): RequestViolation {
  const reason = `does not belong to ${nounOf(ownerPool)} with ID ${shown(ownerId)}`;
  return { ...place, keyword: 'reference', subject: `${capital(nounOf(pool))} with ID ${shown(id)}`, reason };
}

/** The answer with what is wrong told in a header field and in the log. */
function withWarning(answer: MockResponse, violations: readonly RequestViolation[]): MockResponse {
  const told = violations.map(
    ({ in: part, path, subject, reason }) => `${part} ${formatPropertyPath(path)}: ${subject} ${reason}.`,
  );
  const text = told.join(' ');
  const note = answer.note === '' ? `warning: ${text}` : `${answer.note}, warning: ${text}`;
  return { ...answer, headers: { ...answer.headers, [WARNING_HEADER]: text.replace(/[^\x20-\x7e]/g, '?') }, note };
}

/** `support_tickets` is about a support ticket. */
function nounOf(pool: string): string {
  const last = pool.split('.').at(-1)!;
  const words = last
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  return singulars(words)[0]!;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function shown(id: ParameterValue): string {
  const text = String(id);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
