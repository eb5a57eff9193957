/** Something wrong in the bundled document. */
export interface Finding {
  readonly pointer: string;
  /** A sentence about what stands there: what is wrong and how to put it right. */
  readonly message: string;
}
