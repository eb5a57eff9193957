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
