/** The defaults of a run's options, which stand here once for the functions and the command line. */
export const VERIFY_DEFAULTS = {
  /** Decides every generated value. */
  seed: 1,
  /** Random sequences for each resource. */
  fuzz: 10,
  /** Cases at a time. */
  concurrency: 8,
  /** Milliseconds until a request is given up. */
  timeout: 10_000,
  /** Times that a request is sent again when the target asks to wait. */
  retries: 5,
} as const;

/** The formats that a report can be written in. */
export const REPORT_KINDS = ['junit', 'json', 'html', 'markdown', 'sarif', 'gitlab', 'har'] as const;
