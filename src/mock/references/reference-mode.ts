/**
 * The treatment of requests that refer to something that no record knows: none, a warning beside the usual answer, or a
 * violation.
 */
export const referenceModes = ['off', 'warn', 'strict'] as const;

/** One of {@link referenceModes}. */
export type ReferenceMode = (typeof referenceModes)[number];
