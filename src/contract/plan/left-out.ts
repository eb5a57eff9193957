import type { Operation, Spec } from '../../openapi/model/model';
import { typesOf } from '../../openapi/model/schema-facts';
import { roleOf } from '../../openapi/resources/role-of';
import { jsonBody } from '../exchange/build-request';

/** An operation that a run does not call unless it is asked to, as it reaches further than the records that the run makes. */
export interface LeftOut {
  readonly operation: string;
  /** Reason that it is left out, for a person. */
  readonly reason: string;
}

/** Words for what is done to a server or a store as a whole. */
const drastic = new Set(
  (
    'shutdown restart reboot reset stop halt kill quit exit terminate poweroff purge wipe truncate flush drop destroy ' +
    'clear empty restore rollback logout signout deactivate suspend'
  ).split(' '),
);
const many = new Set('bulk batch mass import'.split(' '));

/**
 * Lists the operations that are left out of a run: writes that name no record of the run's own, so that they change what was
 * there before, actions on the server itself, and writes of many records at once, which nobody can take back.
 *
 * @param include - ids of operations that are called all the same
 */
export function leftOutOperations(spec: Spec, include: readonly string[] = []): LeftOut[] {
  return spec.operations.flatMap((operation) => {
    const reason = include.includes(operation.id) ? undefined : reasonOf(spec, operation);
    return reason === undefined ? [] : [{ operation: operation.id, reason }];
  });
}

function reasonOf(spec: Spec, operation: Operation): string | undefined {
  const { method, template } = operation;
  const route = `${method.toUpperCase()} ${template.source}`;
  const words = wordsOf(operation);
  if (['get', 'head', 'options', 'trace'].includes(method)) {
    const [word] = words.filter((each) => ['shutdown', 'restart', 'reboot', 'logout', 'signout'].includes(each));
    return word === undefined || isOnOwnRecord(spec, operation) ? undefined : `${route} acts on the server (${word})`;
  }
  if (words.some((word) => many.has(word)) || takesMany(spec, operation)) return `${route} writes many records at once`;
  if (isOnOwnRecord(spec, operation)) return undefined;
  if (method !== 'post') return `${route} names no record that the run has made`;
  const place = roleOf(spec, operation);
  if (place !== undefined && place.resource.item !== undefined) return undefined;
  const word = words.find((each) => drastic.has(each));
  return word === undefined ? undefined : `${route} acts on the server as a whole (${word})`;
}

/** Tests if a path leads to a record, or below one, that the run makes itself. */
function isOnOwnRecord(spec: Spec, { template }: Operation): boolean {
  if (template.parameterNames.length === 0) return false;
  const isItem = template.segments.at(-1)?.kind !== 'literal';
  return spec.resources.some(({ item, roles }) => {
    const source = item?.template.source;
    if (source === undefined || item?.template.parameterNames.length === 0) return false;
    // Without a create, a write to an item is only tried on an id that no record has.
    if (source === template.source) return isItem;
    return roles.create !== undefined && template.source.startsWith(`${source}/`);
  });
}

function takesMany(spec: Spec, operation: Operation): boolean {
  const schema = jsonBody(operation)?.schema;
  if (schema === undefined || isOnOwnRecord(spec, operation)) return false;
  const types = typesOf(spec.schemas, schema);
  return types.has('array') && !types.has('object');
}

// The words of the path's last literal segment, and the first one of the operation's name, which is its verb.
function wordsOf({ id, template }: Operation): readonly string[] {
  const literal = template.source.split('/').findLast((segment) => segment !== '' && !segment.includes('{')) ?? '';
  const isLast = template.source.endsWith(literal);
  const [verb = ''] = splitWords(id);
  return [...(isLast ? splitWords(literal) : []), ...(id.startsWith(id.toUpperCase()) ? [] : [verb])];
}

function splitWords(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/shut[-_ ]?down/g, 'shutdown')
    .replace(/(log|sign)[-_ ]?out/g, '$1out')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
