import type { JsonSchema } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Parameter } from '../model/model';
import { firstNamed, type NameTable, normalizeName, singulars } from '../model/names';
import { isScalar, typesOf } from '../model/schema-facts';

const GENERAL: NameTable = ['id', 'uuid', 'guid', 'key', 'code', 'slug', 'identifier', 'uid'];
/** Names that identify only where nothing else does and no path parameter tells how ids look. */
const LAST_RESORT: NameTable = ['reference', 'number', 'name'];
/** Names of texts that people use for a thing in paths, where its `id` is a number: `/orgs/{org}` is `/orgs/acme`. */
const NATURAL: NameTable = ['login', 'slug', 'username', 'handle', 'key', 'code', 'name'];
/** Last words of path parameters that name the property with the value. */
const LAST_WORDS: ReadonlySet<string> = new Set([
  'name',
  'slug',
  'code',
  'key',
  'username',
  'login',
  'email',
  'uuid',
  'sku',
]);
/** Other names of the same property: `/users/{username}` is the login of the user, not the name. */
const SYNONYMS: Readonly<Record<string, NameTable>> = { username: ['login', 'handle'], login: ['username'] };
/** One letter before `id`, as in `gid`, `sid`, `_id` and `oid`. */
const SHORT_ID = /^[a-z]?id$/;

/**
 * Finds the property that identifies an item: named like the path parameter, else like the parameter without the
 * resource's name (`bookId` → `id`), else by a table of names (`id`, `<resource>_id`, `uuid`, ...), else the only property
 * whose schema equals the parameter's.
 *
 * @param properties - the item's properties by name
 * @param noun - the last literal segment of the collection's path, for example `books`
 * @param parameter - the path parameter that carries the id; undefined when there is no item path
 */
export function inferIdProperty(
  schemas: Schemas,
  properties: ReadonlyMap<string, LocatedSchema>,
  noun: string,
  parameter: Parameter | undefined,
): string | undefined {
  const fitting = [...properties].filter(([, schema]) => canIdentify(schemas, schema, parameter)).map(([name]) => name);
  const byTable = (table: NameTable) => firstNamed(table, fitting, (name) => name);
  const nouns = singulars(normalizeName(noun));
  const usual = ['id', ...nouns.map((singular) => `${singular}id`), ...GENERAL];
  if (parameter === undefined) {
    const short = fitting.find((name) => SHORT_ID.test(normalizeName(name)));
    return byTable(usual) ?? short ?? vendorsOwn(fitting) ?? byTable(LAST_RESORT);
  }
  if (fitting.includes(parameter.name)) return parameter.name;
  const spelled = normalizeName(parameter.name);
  const stripped = nouns
    .filter((singular) => spelled.startsWith(singular))
    .map((singular) => spelled.slice(singular.length));
  // `channel_name` leads to the channel of that name.
  const last = normalizeName(parameter.name.split(/[^A-Za-z\d]+|(?<=[a-z\d])(?=[A-Z])/).at(-1)!);
  const own = byTable([
    spelled,
    ...(SYNONYMS[spelled] ?? []),
    ...stripped.filter((rest) => rest !== ''),
    ...(LAST_WORDS.has(last) ? [last] : []),
  ]);
  const found = own ?? byTable(usual) ?? vendorsOwn(fitting) ?? onlyAlike(properties, fitting, parameter);
  const isText = (name: string): boolean => typesOf(schemas, properties.get(name)!).has('string');
  if (own !== undefined || found === undefined || isText(found) || !namesText(schemas, parameter)) return found;
  return firstNamed(NATURAL, fitting.filter(isText), (name) => name) ?? found;
}

/**
 * Finds the property that names an item in paths beside its id: the one that the path parameter names, too (`{name_or_id}`), or
 * a name where a list shows nothing else of the item that a path could have.
 *
 * @param listed - the properties that a list shows of an item
 */
export function inferOtherName(
  schemas: Schemas,
  properties: ReadonlyMap<string, LocatedSchema>,
  idProperty: string,
  parameter: Parameter | undefined,
  listed: ReadonlyMap<string, LocatedSchema> | undefined,
): string | undefined {
  if (parameter === undefined || !typesOf(schemas, parameter.schema).has('string')) return undefined;
  const words = parameter.name.split(/[^A-Za-z\d]+|(?<=[a-z\d])(?=[A-Z])/).map(normalizeName);
  const named = words.includes('or') ? words.filter((word) => LAST_WORDS.has(word)) : [];
  const isHidden = listed !== undefined && !listed.has(idProperty);
  const texts = [...properties.keys()].filter(
    (name) =>
      name !== idProperty && (!isHidden || listed.has(name)) && typesOf(schemas, properties.get(name)!).has('string'),
  );
  return firstNamed(isHidden ? [...named, ...NATURAL] : named, texts, (name) => name);
}

/** `acme_id` beside `acme_order_id`: the vendor's name stands before each id. */
function vendorsOwn(names: readonly string[]): string | undefined {
  return names.find((name) => {
    const vendor = /^(.+?)_?id$/i.exec(name)?.[1];
    return (
      vendor !== undefined && names.some((other) => other !== name && other.startsWith(vendor) && /id$/i.test(other))
    );
  });
}

/** True for a path parameter such as `{org}`: a text that does not call itself an id or a number. */
function namesText(schemas: Schemas, { name, schema }: Parameter): boolean {
  const types = typesOf(schemas, schema);
  return types.size === 1 && types.has('string') && !/(?:id|number|num|no|nr|index|pk)$/.test(normalizeName(name));
}

// What travels in a path is text, so a parameter of type string can carry a property of any scalar type.
function canIdentify(schemas: Schemas, property: LocatedSchema, parameter: Parameter | undefined): boolean {
  if (!isScalar(schemas, property)) return false;
  const types = typesOf(schemas, property);
  if (types.has('boolean') && types.size === 1) return false;
  const asked = parameter === undefined ? undefined : typesOf(schemas, parameter.schema);
  if (asked === undefined || asked.size === 0 || asked.has('string')) return true;
  return types.has('integer') || types.has('number');
}

function onlyAlike(
  properties: ReadonlyMap<string, LocatedSchema>,
  fitting: readonly string[],
  parameter: Parameter,
): string | undefined {
  const wanted = constraintsOf(parameter.schema.schema);
  if (wanted === constraintsOf({ type: 'string' })) return undefined;
  const alike = fitting.filter((name) => constraintsOf(properties.get(name)!.schema) === wanted);
  return alike.length === 1 ? alike[0] : undefined;
}

function constraintsOf(schema: JsonSchema): string {
  const { title, description, default: _, example, examples, readOnly, writeOnly, deprecated, ...rest } = schema;
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}
