/**
 * What happens when a request refers to something that no record knows: nothing, a warning beside the usual answer, or a
 * violation.
 */
export const referenceModes = ['off', 'warn', 'strict'] as const;

/** One of {@link referenceModes}. */
export type ReferenceMode = (typeof referenceModes)[number];
