import type { EffectiveSchema } from '../effective/effective-schema';
import { formatPointer, parsePointer } from '../model/pointer';

/**
 * Says what a discriminating property must hold, given the branch that an effective schema was made of (OpenAPI 3.1,
 * section 4.8.25): the mapped name of the branch, else the last token of its pointer.
 *
 * @returns property names and their values; empty without a discriminator
 */
export function discriminatorValues(effective: EffectiveSchema): Map<string, string> {
  const values = new Map<string, string>();
  const pointers = new Set(effective.parts.map(({ pointer }) => pointer));
  for (const { schema, pointer } of effective.parts) {
    if (!schema.discriminator) continue;
    const { propertyName, mapping = {} } = schema.discriminator;
    const mapped = Object.entries(mapping).find(([, target]) => pointers.has(targetPointer(target)));
    const name = mapped?.[0] ?? implicitName(schema, pointers, pointer);
    if (name !== undefined) values.set(propertyName, name);
  }
  return values;
}

function targetPointer(target: string): string {
  return target.startsWith('#')
    ? formatPointer(parsePointer(target))
    : formatPointer(['components', 'schemas', target]);
}

type Schema = EffectiveSchema['parts'][number]['schema'];

function implicitName(schema: Schema, pointers: ReadonlySet<string>, own: string): string | undefined {
  for (const branch of [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) {
    if (typeof branch !== 'object' || branch.$ref === undefined) continue;
    const tokens = parsePointer(branch.$ref);
    if (pointers.has(formatPointer(tokens))) return tokens.at(-1);
  }
  // A base schema that others compose by `allOf`: the composing schema's own name.
  const composing = [...pointers].find((pointer) => pointer !== own && pointer.startsWith('#/components/schemas/'));
  return composing === undefined ? undefined : parsePointer(composing).at(-1);
}
