import type { Random } from '../../schema/random';
import type { Person, Subject } from './subject';

/** Who or what can be reached: a desk, a person or a branch. */
export interface Contact {
  /** What people call it. */
  readonly label: string;
  /** The part of its e-mail address before the `@`. */
  readonly mailbox: string;
  /** Whether it is a person on the road rather than a desk. */
  readonly mobile: boolean;
}

const desks = 0.45;
const branches = 0.1;

/** Finds out who answers: a desk, the branch as a whole, or a person, who may have a duty and a mobile telephone. */
export function findContact(subject: Pick<Subject, 'world' | 'city' | 'person'>, random: Random): Contact {
  const { locale } = subject.world;
  const kind = random.next();
  if (kind < desks) return { ...random.pick(locale.desks), mobile: false };
  if (kind < desks + branches) {
    return { label: locale.branch.replace('{city}', subject.city.name), mailbox: 'info', mobile: false };
  }
  const name = fullName(subject.person);
  const label = random.chance(0.5) ? `${name}, ${random.pick(locale.duties)}` : name;
  return { label, mailbox: mailboxOf(subject.person), mobile: random.chance(0.5) };
}

/** `Anna de Boer` */
export function fullName({ first, last }: Person): string {
  return `${first.text} ${last.text}`;
}

/** `anna.deboer` */
export function mailboxOf({ first, last }: Person): string {
  return `${first.slug}.${last.slug.replaceAll('-', '')}`;
}
