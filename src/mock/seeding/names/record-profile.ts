import { hashKeys, type Random } from '../../../json-schema/model/random';
import type { City, Locale } from '../locales/locale';
import { Stream } from '../random/stream';
import type { Company, NameSource } from './name-source';
import type { Name } from './vocabulary';

/** A person's name. */
export interface Person {
  readonly first: Name;
  readonly last: Name;
}

/** `Anna de Boer` */
export function fullName({ first, last }: Person): string {
  return `${first.text} ${last.text}`;
}

/** `anna.deboer` */
export function mailboxOf({ first, last }: Person): string {
  return `${first.slug}.${last.slug.replaceAll('-', '')}`;
}

/** A desk, a person or a branch that can be reached. */
interface Contact {
  /** The name that people use. */
  readonly label: string;
  /** The part of its e-mail address before the `@`. */
  readonly mailbox: string;
  /** True for a person on the road rather than a desk. */
  readonly mobile: boolean;
}

const DESK_SHARE = 0.45;
const BRANCH_SHARE = 0.1;

/** Chooses who answers: a desk, the branch as a whole, or a person, who may have a duty and a mobile telephone. */
function findContact(locale: Locale, around: Pick<RecordProfile, 'city' | 'person'>, random: Random): Contact {
  const kind = random.next();
  if (kind < DESK_SHARE) {
    const { label, mailbox } = random.pick(locale.desks);
    return { label, mailbox, mobile: false };
  }
  if (kind < DESK_SHARE + BRANCH_SHARE) {
    return { label: locale.branch.replace('{city}', around.city.name), mailbox: 'info', mobile: false };
  }
  const name = fullName(around.person);
  const label = random.chance(0.5) ? `${name}, ${random.pick(locale.duties)}` : name;
  return { label, mailbox: mailboxOf(around.person), mobile: random.chance(0.5) };
}

/** The company, and the branch of it, that a record belongs to. */
export interface RecordOwner {
  /** The pool and number of the company that the record is about. */
  readonly company: readonly [pool: string, entry: number];
  /** The pool and number of the branch that it is about; undefined for the company as a whole. */
  readonly branch?: readonly [pool: string, entry: number] | undefined;
}

/** The profiles of one resource. */
export interface ProfileSeries {
  readonly names: NameSource;
  readonly keys: Readonly<Record<'person' | 'contact' | 'age', number>>;
  /** Asked at most once for each profile. */
  readonly ownerAt: (index: number) => RecordOwner;
}

/**
 * Creates the profiles of a resource.
 *
 * @param name - of the resource
 */
export function createProfiles(
  names: NameSource,
  name: string,
  ownerAt: (index: number) => RecordOwner,
): ProfileSeries {
  const keyOf = (facet: string): number => hashKeys([names.seed, name, 'facet', facet]);
  return { names, keys: { person: keyOf('person'), contact: keyOf('contact'), age: keyOf('age') }, ownerAt };
}

/**
 * The company, place, person and contact that one record is about. Properties of a record show facets of its profile and so fit together, yet none is made from
 * another: leaving a property out changes no other. Facets are found on first use.
 */
export class RecordProfile {
  #owner: RecordOwner | undefined;
  #company: Company | undefined;
  #city: City | undefined;
  #person: Person | undefined;
  #contact: Contact | undefined;

  /** @param index - the record's place in its resource, from 0 */
  constructor(
    readonly series: ProfileSeries,
    readonly index: number,
  ) {}

  get names(): NameSource {
    return this.series.names;
  }

  get company(): Company {
    this.#company ??= this.names.companies.at(...this.owner.company);
    return this.#company;
  }

  get city(): City {
    const { branch } = this.owner;
    this.#city ??= branch === undefined ? this.company.city : this.names.companies.cityOf(...branch);
    return this.#city;
  }

  get person(): Person {
    if (this.#person === undefined) {
      const { firstNames, lastNames } = this.names.vocabulary();
      const random = new Stream(this.series.keys.person, this.index);
      this.#person = { first: random.pick(firstNames), last: random.pick(lastNames) };
    }
    return this.#person;
  }

  get contact(): Contact {
    this.#contact ??= findContact(this.names.locale, this, new Stream(this.series.keys.contact, this.index));
    return this.#contact;
  }

  /** The profile of something in a list within the record: of one of its suppliers, say. Not the record's own. */
  itemOf(path: readonly (string | number)[]): RecordProfile {
    const key = hashKeys([this.series.keys.person, this.index, ...path]) >>> 0;
    const { person, contact, age } = this.series.keys;
    const keys = { person: person ^ key, contact: contact ^ key, age: age ^ key };
    const company = [path.filter((step) => typeof step === 'string').join('.'), key % 1000] as const;
    return new RecordProfile({ names: this.names, keys, ownerAt: () => ({ company }) }, this.index);
  }

  /** The age of the record: 0 is the fixed clock, 1 two years before it. */
  get age(): number {
    return new Stream(this.series.keys.age, this.index).next();
  }

  private get owner(): RecordOwner {
    this.#owner ??= this.series.ownerAt(this.index);
    return this.#owner;
  }
}
