/** A case cannot be run because something that it stands on does not work. Not a finding: the cause is one. */
export class Blocked extends Error {
  override readonly name = 'Blocked';
}

/** A case comes to its end early, and that is all right. */
export class Inconclusive extends Error {
  override readonly name = 'Inconclusive';
}
