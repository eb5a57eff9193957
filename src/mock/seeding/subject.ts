import { createRandom, type Random } from '../../schema/random';
import type { Companies, Company } from './companies';
import type { City, Locale } from './locales/locale';
import type { Name, Vocabulary } from './vocabulary';

/** Who or what can be reached: a desk, a person or a branch. */
export interface Contact {
  /** What people call it. */
  readonly label: string;
  /** The part of its e-mail address before the `@`. */
  readonly mailbox: string;
  /** Whether it is a person on the road rather than a desk. */
  readonly mobile: boolean;
}

/** A person's name. */
export interface Person {
  readonly first: Name;
  readonly last: Name;
}

/** What subjects are made of; one per seed and language. */
export interface World {
  readonly seed: number;
  readonly locale: Locale;
  readonly vocabulary: () => Vocabulary;
  readonly companies: Companies;
}

/** Where a record stands among the others: whose it is. */
export interface Standing {
  /** The pool and number of the company that the record is about. */
  readonly company: readonly [pool: string, member: number];
  /** The pool and number of the branch that it is about; undefined for the company as a whole. */
  readonly branch?: readonly [pool: string, member: number] | undefined;
}

/**
 * What one record is about. Properties of a record show facets of its subject and so fit together, yet none is made from
 * another: leaving a property out changes no other. Facets are found on first use.
 */
export class Subject {
  #standing: Standing | undefined;
  #company: Company | undefined;
  #city: City | undefined;
  #person: Person | undefined;
  #contact: Contact | undefined;

  /**
   * @param resource - the resource's name
   * @param index - the record's place in it, from 0
   * @param findStanding - asked for at most once
   */
  constructor(
    readonly world: World,
    readonly resource: string,
    readonly index: number,
    private readonly findStanding: () => Standing,
  ) {}

  get company(): Company {
    this.#company ??= this.world.companies.at(...this.standing.company);
    return this.#company;
  }

  get city(): City {
    const { branch } = this.standing;
    this.#city ??= branch === undefined ? this.company.city : this.world.companies.cityOf(...branch);
    return this.#city;
  }

  get person(): Person {
    if (this.#person === undefined) {
      const { firstNames, lastNames } = this.world.vocabulary();
      const random = this.random('person');
      this.#person = { first: random.pick(firstNames), last: random.pick(lastNames) };
    }
    return this.#person;
  }

  get contact(): Contact {
    this.#contact ??= this.findContact();
    return this.#contact;
  }

  /** How long ago the record was made: 0 is the fixed clock, 1 two years before it. */
  get age(): number {
    return this.random('age').next();
  }

  /** The stream for one facet. */
  random(facet: string): Random {
    return createRandom(this.world.seed, this.resource, this.index, facet);
  }

  private get standing(): Standing {
    this.#standing ??= this.findStanding();
    return this.#standing;
  }

  private findContact(): Contact {
    const { locale } = this.world;
    const random = this.random('contact');
    const kind = random.next();
    if (kind < 0.45) return { ...random.pick(locale.desks), mobile: false };
    if (kind < 0.55) return { label: locale.branch.replace('{city}', this.city.name), mailbox: 'info', mobile: false };
    const { first, last } = this.person;
    const name = `${first.text} ${last.text}`;
    const label = random.chance(0.5) ? `${name}, ${random.pick(locale.duties)}` : name;
    return { label, mailbox: `${first.slug}.${last.slug.replaceAll('-', '')}`, mobile: random.chance(0.5) };
  }
}
