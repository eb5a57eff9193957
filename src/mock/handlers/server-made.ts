import type { JsonSchema, JsonValue } from '../../json-schema/model/json-schema';
import { normalizeName } from '../../openapi/model/names';
import type { PropertyShape } from './shape';

type Meaning = 'created' | 'changed' | 'version';

/** Meanings of properties that a server keeps by itself, by their normalised names. */
const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...names('created', [
    'created',
    'createdat',
    'createdon',
    'createddate',
    'createdtime',
    'createtime',
    'creationdate',
  ]),
  ...names('created', ['creationtime', 'datecreated', 'timecreated', 'insertedat', 'addedat', 'registeredat']),
  ...names('changed', ['updated', 'updatedat', 'updatedon', 'updateddate', 'updatetime', 'dateupdated', 'lastupdated']),
  ...names('changed', ['lastupdatedat', 'modified', 'modifiedat', 'modifiedon', 'modifieddate', 'lastmodified']),
  ...names('changed', ['lastmodifiedat', 'datemodified', 'changedat', 'changed', 'lastchanged', 'lastchangedat']),
  ...names('version', ['version', 'revision', 'rev', 'etagversion', 'lockversion']),
]);

/**
 * The value that a server gives to a property by its meaning: the moment of creation, the moment of the last change, the
 * number of the version.
 *
 * @param property - a property that the client does not set
 * @param before - its value until now; undefined when the item is new
 * @param now - the current moment
 * @returns undefined when the property means nothing of that kind
 */
export function serverMade(
  property: PropertyShape,
  before: JsonValue | undefined,
  now: () => Date,
): JsonValue | undefined {
  const { type, format } = property.schema.schema;
  const types = [type ?? []].flat();
  const isText = types.includes('string') && (format === 'date-time' || format === 'date');
  const isNumber = types.includes('integer');
  switch (MEANINGS.get(normalizeName(property.name))) {
    case 'created':
      return before ?? (isText || isNumber ? momentAs(property.schema.schema, now()) : undefined);
    case 'changed':
      return isText || isNumber ? momentAs(property.schema.schema, now()) : undefined;
    case 'version':
      return isNumber ? (typeof before === 'number' ? before + 1 : 1) : undefined;
    case undefined:
      return undefined;
  }
}

/** A number counts seconds since 1970, or milliseconds where its example does. */
function momentAs({ type, format, example, examples }: JsonSchema, moment: Date): JsonValue {
  if ([type].flat().includes('string')) return moment.toISOString().slice(0, format === 'date' ? 10 : undefined);
  const shown = examples?.[0] ?? example;
  return typeof shown === 'number' && shown > 1e11 ? moment.getTime() : Math.floor(moment.getTime() / 1000);
}

function names(meaning: Meaning, list: readonly string[]): (readonly [string, Meaning])[] {
  return list.map((name) => [name, meaning] as const);
}
