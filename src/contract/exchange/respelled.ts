import type { JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { schemaParts } from '../../openapi/model/schema-facts';

/** Words by which a description says that a value is kept in another spelling than the one that was sent. */
const SPELLING =
  /\btrim|white ?space|\bblanks?\b|\bspaces?\b|\bcase|upper|lower|capital|normali[sz]|canonical|\bstrip|\bround|decimal|precision|\bseconds?\b|\bdigits?\b|\bUTC\b/i;

/** Tests if the description of a place speaks of how its values are spelled. */
export function saysSpelling(schemas: Schemas, schema: LocatedSchema): boolean {
  return schemaParts(schemas, schema).some((part) => SPELLING.test(part.schema.description ?? ''));
}

/**
 * Tests if a value comes back in another spelling of the same. The document speaks of it in prose; of addresses in lower case, of
 * decimals with more zeros and of times without fractions no document has to speak, as most servers keep them so.
 */
export function isRespelled(
  schemas: Schemas,
  schema: LocatedSchema,
  sent: JsonValue,
  seen: JsonValue | undefined,
): boolean {
  if (typeof seen !== typeof sent || (typeof sent !== 'string' && typeof sent !== 'number')) return false;
  const [one, other] = [String(sent), String(seen)];
  const formats = schemaParts(schemas, schema).map((part) => part.schema.format);
  if (formats.includes('email') && one.toLowerCase() === other.toLowerCase()) return true;
  if (formats.includes('decimal') && Number(one) === Number(other)) return true;
  if (formats.includes('date-time') && Math.abs(Date.parse(one) - Date.parse(other)) < 1_000) return true;
  return saysSpelling(schemas, schema) && (meaningOf(one) === meaningOf(other) || isRounded(one, other));
}

function meaningOf(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

const NUMBER = /^[-+]?\d+(?:\.(\d+))?$/;

function isRounded(one: string, other: string): boolean {
  const decimals = NUMBER.exec(other)?.[1]?.length ?? 0;
  if (!NUMBER.test(one) || !NUMBER.test(other) || decimals > 15) return false;
  return Math.abs(Number(one) - Number(other)) <= 0.500001 * 10 ** -decimals;
}
