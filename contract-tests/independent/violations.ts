import type { ContactPoint } from './contact-point';
import type { ContactPointList, ListQuery } from './contact-point-list';
import type { Freedoms } from './freedoms';

export interface Violation {
  property_path: string;
  in: 'body' | 'query' | 'path' | 'header';
  detail: string;
}

/** Lists the violations of a value, the first one first; empty for a right value. */
type Rule = (value: unknown) => string[];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const GRAMMARS: Record<Freedoms['emailGrammar'], RegExp> = {
  // The pattern of <input type="email"> in the HTML standard.
  html: /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i,
  // RFC 5321 dot-string of at most 64, a domain with at least two labels and an alphabetic last one.
  strict:
    /^(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i,
  lax: /^[^\s@]+@[^\s@]+$/,
};
/** Names that RFC 2606 and RFC 6761 reserve; strict validators refuse them. */
const RESERVED_DOMAIN = /(?:^|[@.])(?:test|invalid|localhost|local|onion|arpa)$/i;

const text =
  (longest: number): Rule =>
  (value) => {
    if (typeof value !== 'string') return ['Must be a string.'];
    return [...value].length > longest ? [`Must be at most ${longest} characters.`] : [];
  };
const uuid: Rule = (value) => (typeof value === 'string' && UUID.test(value) ? [] : ['Must be a uuid.']);
const orNull =
  (rule: Rule): Rule =>
  (value) =>
    value === null ? [] : rule(value);
const integer =
  (least: bigint, most: bigint): Rule =>
  (value) => {
    if (typeof value !== 'string' || !/^-?\d+$/.test(value)) return ['Must be a whole number.'];
    const number = BigInt(value);
    return number < least || number > most ? [`Must be from ${least} to ${most}.`] : [];
  };

function email(choices: Freedoms): Rule {
  return (value) => {
    const length = text(choices.longestEmail)(value);
    if (typeof value !== 'string') return length;
    if (value === '') return choices.emptyEmail === 'accepted' ? [] : ['Must not be empty.'];
    const reserved = choices.emailGrammar === 'strict' && RESERVED_DOMAIN.test(value);
    const fits = GRAMMARS[choices.emailGrammar].test(value) && !reserved;
    return fits ? length : [...length, 'Must be an e-mail address.'];
  };
}

/** Tests if an id of a path is a uuid, in either case and of any version. */
export const isUuid = (id: string): boolean => UUID.test(id);

/** Everything that is wrong with a body; empty when it may be stored. */
export function bodyViolations(body: unknown, choices: Freedoms, list: ContactPointList): Violation[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return [{ property_path: '', in: 'body', detail: 'Must be an object.' }];
  }
  const rules: Record<string, Rule> = {
    customer_id: uuid,
    email_address: orNull(email(choices)),
    label: text(255),
    location_id: orNull(uuid),
    phone_number: text(32),
  };
  const given = new Map(Object.entries(body));
  const found = Object.entries(rules).flatMap(([name, rule]) => {
    if (!given.has(name)) return name === 'location_id' ? [] : [[name, 'Is required.']];
    return told(rule(given.get(name)), choices, () => missingReference(name, given.get(name), choices, list)).map(
      (detail) => [name, detail],
    );
  });
  for (const name of given.keys()) {
    const policy = name === 'id' ? choices.idInBody : choices.unknownInBody;
    if (!Object.hasOwn(rules, name) && policy === 'rejected') found.push([name, 'Is not allowed here.']);
  }
  return found.map(([name, detail]) => ({ property_path: name!, in: 'body', detail: detail! }));
}

/** Judges one value; its reference is looked up only when the value is right in itself. */
function told(broken: string[], choices: Freedoms, reference: () => string[]): string[] {
  if (broken.length === 0) return reference();
  return choices.violationsOfAProperty === 'each' ? broken : broken.slice(0, 1);
}

function missingReference(name: string, value: unknown, choices: Freedoms, list: ContactPointList): string[] {
  if (choices.references === 'unchecked' || typeof value !== 'string') return [];
  const missing =
    (name === 'customer_id' && !list.knowsCustomer(value)) || (name === 'location_id' && !list.knowsLocation(value));
  return missing ? [`${name} ${value} does not exist.`] : [];
}

/** A checked body as it is stored. */
export function toContent(body: unknown, choices: Freedoms): Omit<ContactPoint, 'id'> {
  const given = body as Omit<ContactPoint, 'id'>;
  const cased = (id: string) => (choices.uuidCase === 'lower' ? id.toLowerCase() : id);
  const mail = given.email_address;
  return {
    customer_id: cased(given.customer_id),
    email_address:
      choices.emailDomainCase === 'lower' ? (mail?.replace(/@.*$/, (at) => at.toLowerCase()) ?? null) : mail,
    label: given.label,
    location_id: given.location_id == null ? null : cased(given.location_id),
    phone_number: given.phone_number,
  };
}

/** The applied query of a list call, or what is wrong with it. */
export function readListQuery(
  parameters: URLSearchParams,
  choices: Freedoms,
  list: ContactPointList,
): { query: ListQuery } | { violations: Violation[] } {
  const rules: Record<string, Rule> = {
    limit: integer(0n, 1000n),
    offset: integer(0n, 2n ** 63n - 1n),
    customer_id: uuid,
    location_id: uuid,
  };
  const violations = Object.entries(rules).flatMap(([name, rule]): Violation[] => {
    const value = parameters.get(name);
    if (value === null) return [];
    const inFilter = choices.unknownReferenceInFilter === 'violation';
    const reference = () => (inFilter ? missingReference(name, value, choices, list) : []);
    return told(rule(value), choices, reference).map((detail) => ({ property_path: name, in: 'query', detail }));
  });
  if (choices.unknownParameters === 'rejected') {
    const unknown = new Set([...parameters.keys()].filter((name) => !Object.hasOwn(rules, name)));
    for (const name of unknown) violations.push({ property_path: name, in: 'query', detail: 'Is not known.' });
  }
  if (violations.length > 0) return { violations };
  const query: ListQuery = {
    limit: Number(parameters.get('limit') ?? 25),
    offset: Number(parameters.get('offset') ?? 0),
  };
  for (const filter of ['customer_id', 'location_id'] as const) {
    const value = parameters.get(filter);
    if (value !== null) query[filter] = choices.uuidCase === 'lower' ? value.toLowerCase() : value;
  }
  return { query };
}
