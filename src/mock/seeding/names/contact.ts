import type { Random } from '../../../json-schema/random';
import type { City, Locale } from '../locales/locale';
import { fullName, mailboxOf, type Person } from './person';

/** Who or what can be reached: a desk, a person or a branch. */
export interface Contact {
  /** What people call it. */
  readonly label: string;
  /** The part of its e-mail address before the `@`. */
  readonly mailbox: string;
  /** Whether it is a person on the road rather than a desk. */
  readonly mobile: boolean;
}

/** Whom the contact is chosen from; read only where it is needed. */
export interface Surroundings {
  readonly city: City;
  readonly person: Person;
}

const desks = 0.45;
const branches = 0.1;

/** Finds out who answers: a desk, the branch as a whole, or a person, who may have a duty and a mobile telephone. */
export function findContact(locale: Locale, around: Surroundings, random: Random): Contact {
  const kind = random.next();
  if (kind < desks) {
    const { label, mailbox } = random.pick(locale.desks);
    return { label, mailbox, mobile: false };
  }
  if (kind < desks + branches) {
    return { label: locale.branch.replace('{city}', around.city.name), mailbox: 'info', mobile: false };
  }
  const name = fullName(around.person);
  const label = random.chance(0.5) ? `${name}, ${random.pick(locale.duties)}` : name;
  return { label, mailbox: mailboxOf(around.person), mobile: random.chance(0.5) };
}
