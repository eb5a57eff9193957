import type { JsonObject } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Operation } from '../../openapi/model/model';
import { normalizeName } from '../../openapi/model/names';
import { propertiesOf, schemaParts, typesOf } from '../../openapi/model/schema-facts';
import { setsOverride } from '../../openapi/resources/extensions';

/** Past participles that no rule makes. */
const IRREGULAR: Readonly<Record<string, string>> = {
  ...{ pay: 'paid', send: 'sent', hold: 'held', withdraw: 'withdrawn', begin: 'begun', win: 'won', lose: 'lost' },
  ...{ sell: 'sold', hide: 'hidden', read: 'read', freeze: 'frozen', undo: 'undone', do: 'done', finish: 'done' },
};

/**
 * Finds what a verb says of an item: `POST /orders/{id}/cancel` sets the property whose enum has `cancelled` to it; a boolean
 * of that name becomes true (by `unlock`, `locked` becomes false), a moment such as `cancelled_at` the present one.
 *
 * `x-sets` says something else, where "now" is the present moment.
 *
 * @param item - the schema of the item
 * @returns undefined when the verb names nothing
 */
export function createVerbChanges(
  schemas: Schemas,
  item: LocatedSchema,
  operation: Operation,
): ((now: Date) => JsonObject) | undefined {
  const told = setsOverride(schemas, operation);
  if (told !== undefined) return (now) => toldChanges(schemas, item, told, now);
  const last = operation.template.source.split(/[/:]/).at(-1) ?? '';
  const verb = normalizeName(/[^_-]+/.exec(last)?.[0] ?? last);
  if (verb === '' || last.includes('{')) return undefined;
  // DELETE takes back what POST does.
  const isUndone = operation.method === 'delete';
  const states = participlesOf(verb);
  const results = isUndone ? [] : states;
  const opposites = isUndone ? states : verb.startsWith('un') ? participlesOf(verb.slice(2)) : [];
  const changes: JsonObject = {};
  const moments: string[] = [];
  for (const [name, schema] of propertiesOf(schemas, item)) {
    const parts = schemaParts(schemas, schema).map((part) => part.schema);
    const values = parts.flatMap((part) => part.enum ?? []);
    const value = values.find((each) => typeof each === 'string' && results.includes(normalizeName(each)));
    const isBoolean = typesOf(schemas, schema).has('boolean');
    const plain = normalizeName(name).replace(/^is/, '');
    if (value !== undefined) changes[name] = value;
    else if (isBoolean && results.includes(plain)) changes[name] = true;
    else if (isBoolean && opposites.includes(plain)) changes[name] = false;
    else if (plain.endsWith('at') && results.includes(plain.slice(0, -2))) {
      if (parts.some(({ format }) => format === 'date-time')) moments.push(name);
    }
  }
  if (Object.keys(changes).length + moments.length === 0) return undefined;
  return (now) => ({ ...changes, ...Object.fromEntries(moments.map((name) => [name, now.toISOString()])) });
}

function toldChanges(schemas: Schemas, item: LocatedSchema, told: JsonObject, now: Date): JsonObject {
  const properties = propertiesOf(schemas, item);
  return Object.fromEntries(
    Object.entries(told).map(([name, value]) => {
      const schema = properties.get(name);
      const formats = schema === undefined ? [] : schemaParts(schemas, schema).map((part) => part.schema.format);
      if (value !== 'now') return [name, value];
      if (formats.includes('date-time')) return [name, now.toISOString()];
      return [name, formats.includes('date') ? now.toISOString().slice(0, 10) : value];
    }),
  );
}

/** The states that a verb may lead to, the likeliest first: `cancelled` and `canceled` for `cancel`. */
function participlesOf(verb: string): string[] {
  const regular = /y$/.test(verb) && !/[aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
  const known = IRREGULAR[verb];
  return [
    ...(known === undefined ? [] : [known]),
    ...(verb.endsWith('e')
      ? [`${verb}d`, `${verb.slice(0, -1)}ing`]
      : [`${verb}${verb.at(-1)}ed`, regular, `${verb}ing`]),
    verb,
  ];
}
