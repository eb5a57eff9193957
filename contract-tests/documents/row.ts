/** One document to try, with the time it may take. */
export interface Task {
  readonly file: string;
  /** Milliseconds for all of it. */
  readonly budget: number;
  /** Records of each collection. */
  readonly count: number;
  /** Prism's program, when it is asked the same. */
  readonly peer?: string;
}

/** A fault with the place where it was seen. */
export interface Fault {
  /** `GET /pets/{id}`. */
  readonly operation: string;
  /** The sentence that faults of one kind share. */
  readonly reason: string;
  /** The request and the start of its answer. */
  readonly example: string;
}

/** Numbers of a server that was asked. */
export interface Tally {
  starts: boolean;
  /** The first line of what it says instead of starting. */
  refusal?: string;
  /** Milliseconds from the start of the process until the first operation is answered. */
  milliseconds?: number;
  /** Milliseconds of processor time until then, which others on the machine do not make longer. */
  cpu?: number | undefined;
  /** Resident memory after all requests, in MB. */
  megabytes?: number;
  gets: number;
  getsAnswered: number;
  posts: number;
  postsAnswered: number;
  readonly refused: Fault[];
  readonly failed: Fault[];
  readonly invalid: Fault[];
}

/** What was found out about one document. */
export interface Row {
  readonly document: string;
  readonly bytes: number;
  readonly ours: Tally;
  operations: number;
  asked: number;
  resources: number;
  roles: number;
  /** Faults of the document that are told at the start. */
  warnings: number;
  /** Operations for which no request could be made that fits the document. */
  readonly unasked: Fault[];
  created: number;
  createdRead: number;
  readonly unreadCreated: Fault[];
  /** Created records whose collection can be listed. */
  createdListable: number;
  createdListed: number;
  readonly unlisted: Fault[];
  ids: number;
  idsRead: number;
  readonly unreadable: Fault[];
  /** Answers that the second opinion judged, and what it says of those that it takes for invalid. */
  judged: number;
  readonly disputed: Fault[];
  opinion?: string;
  findings?: number;
  readonly found: Fault[];
  verified?: string;
  peer?: Tally;
  /** Why the document was given up before its end. */
  givenUp?: string;
  seconds: number;
}

export function createTally(): Tally {
  return { starts: false, gets: 0, getsAnswered: 0, posts: 0, postsAnswered: 0, refused: [], failed: [], invalid: [] };
}

export function createRow(document: string, bytes: number): Row {
  return {
    ...{
      document,
      bytes,
      ours: createTally(),
      operations: 0,
      asked: 0,
      resources: 0,
      roles: 0,
      warnings: 0,
      unasked: [],
    },
    ...{ created: 0, createdRead: 0, unreadCreated: [], createdListable: 0, createdListed: 0, unlisted: [] },
    ...{ ids: 0, idsRead: 0, unreadable: [], judged: 0, disputed: [], found: [], seconds: 0 },
  };
}

/** A document passes when everything of it starts, is valid and can be read. */
export function isSound(row: Row): boolean {
  const { ours } = row;
  return (
    row.givenUp === undefined &&
    ours.starts &&
    [ours.failed, ours.invalid, row.unreadable, row.disputed].every((faults) => faults.length === 0) &&
    (row.findings ?? 0) === 0
  );
}
