import { keptName } from '../../mock/records/kept-objects';
import type { Operation, Resource, Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { successBody } from '../../openapi/operations/responses';
import { operationParts, singletonsOf } from '../../openapi/resources/operation-parts';
import { looksLike } from '../../openapi/resources/resource-roles';
import { changeRequests } from '../changes/change-requests';
import { changeStore } from '../changes/change-store';
import type { FaultInjection } from '../changes/fault-injection';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

/** Faults in what is remembered of writes beside those of JSON to a collection: singletons, actions, forms. */
export function memoryDrifts(spec: Spec): Drift[] {
  return defineDrifts('state', [...singletonFaults(spec), ...actionFaults(spec), ...formFaults(spec)]);
}

function* singletonFaults(spec: Spec): Iterable<DriftDefinition> {
  for (const { name, entry, owner, roles, property } of singletonsOf(spec)) {
    // One that belongs to no record of a run is not written to.
    if (owner === undefined || (roles.singletonReplace ?? roles.singletonUpdate) === undefined) continue;
    if (owner.roles.create === undefined || roles.singletonRead === undefined) continue;
    const kept = keptName(entry);
    const unkept = changeStore((store) => ({
      insert: (resource, record) => (resource === kept ? true : store.insert(resource, record)),
    }));
    const forgotten = property === undefined ? unkept : undone();
    yield [`singleton.${name}:forgotten`, `forgets what is written to ${name}`, 'singleton-remembered', forgotten];
  }
}

function* actionFaults(spec: Spec): Iterable<DriftDefinition> {
  for (const { operation, role, resource } of operationParts(spec)) {
    const answer = successBody(operation);
    if (role !== 'action' || resource?.roles.create === undefined || answer === undefined) continue;
    if (resource.item === undefined || resource.roles.read === undefined) continue;
    if (!operation.template.source.startsWith(`${resource.item.template.source}/`)) continue;
    if (!looksLike(spec.schemas, answer, resource.schema)) continue;
    yield [
      `action.${operation.id}:forgotten`,
      `answers ${operation.id} as if it were done, and does nothing`,
      'action-lasts',
      undone(),
    ];
  }
}

/** Updates give back what would have been stored. */
function undone(): FaultInjection {
  return changeStore((store) => ({
    update: async (resource, id, change) => {
      const current = await store.get(resource, id);
      return current === undefined ? undefined : change(current);
    },
  }));
}

function* formFaults(spec: Spec): Iterable<DriftDefinition> {
  for (const resource of spec.resources) {
    const { create } = resource.roles;
    for (const { name } of create?.body?.mediaTypes ?? []) {
      const texts = plainTexts(spec, resource);
      if (texts.length === 0 || !/urlencoded|form-data/.test(name)) continue;
      const short = name.includes('urlencoded') ? 'form' : 'multipart';
      const lost = loseTexts(create!, name, texts);
      yield [
        `${resource.name}.${short}:not-stored`,
        `stores other texts than a ${short} body says`,
        'form-stored',
        lost,
      ];
    }
  }
}

/** The properties that may be any text. */
function plainTexts({ schemas }: Spec, { schema }: Resource): string[] {
  return [...propertiesOf(schemas, schema)].flatMap(([name, { schema: own }]) =>
    own.type === 'string' && own.format === undefined && own.enum === undefined && own.pattern === undefined
      ? [name]
      : [],
  );
}

/** Turns the texts of a form around, which leaves them as valid as they were. */
function loseTexts(create: Operation, mediaType: string, names: readonly string[]): FaultInjection {
  return changeRequests((request, { operation }) => {
    const { body, headers } = request;
    if (operation !== create || body === undefined || !headers['content-type']?.startsWith(mediaType)) return request;
    const text = Buffer.from(body).toString('latin1');
    return { ...request, body: Buffer.from(names.reduce(turnPart, turnPairs(text, names)), 'latin1') };
  });

  function turnPairs(text: string, turned: readonly string[]): string {
    if (!mediaType.includes('urlencoded')) return text;
    const pairs = [...new URLSearchParams(text)].map(([name, value]): [string, string] => [
      name,
      turned.includes(name) ? [...value].reverse().join('') : value,
    ]);
    return new URLSearchParams(pairs).toString();
  }
}

function turnPart(text: string, name: string): string {
  const part = new RegExp(`(name="${name}"\\r\\n\\r\\n)([\\x20-\\x7e]+)(\\r\\n--)`);
  return text.replace(
    part,
    (_, start: string, value: string, end: string) => start + [...value].reverse().join('') + end,
  );
}
