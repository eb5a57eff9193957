import type { SourceLocation } from '../../openapi/model/model';
import type { Exchange } from '../exchange/exchange';
import type { Severity } from './check';

/** One fault of the target, reported once. */
export interface Finding {
  /** Identity of the fault: the same in every run with the same document. */
  readonly key: string;
  /** Name of the check. */
  readonly check: string;
  readonly severity: Severity;
  /** The standard that the check stands on. */
  readonly basis: string;
  /** One line for a person. */
  readonly title: string;
  /** Ids of the operations it was seen on; empty when it is about the server as a whole. */
  readonly operations: readonly string[];
  /** The first case that saw it. */
  readonly caseId: string;
  readonly caseTitle: string;
  /** Pointer to the promise in the document, else the standard. */
  readonly pointer: string;
  /** Position of the pointer in the files of the document; undefined for a standard. */
  readonly location?: SourceLocation;
  readonly promised: string;
  readonly received: string;
  /** The exchanges of the first case that show it; the last one is the one that was judged. */
  readonly exchanges: readonly Exchange[];
  /** Repeats the judged exchange; secrets are masked. Empty when there is no exchange. */
  readonly curl: string;
  /** Command that runs the case again, alone; undefined where no command line made the case. */
  readonly again?: string;
  /** The whole sequence of requests, where one request alone does not show it. */
  readonly sequence?: Sequence;
  /** Address of what the check asks, and of the standard; undefined for checks that are not the suite's. */
  readonly help?: string | undefined;
  /** Number of times that it was seen. */
  readonly count: number;
  /** True when it did not come back when the case was run again. */
  readonly unstable: boolean;
  /** Findings that this one explains, and that are therefore not reported on their own: their titles. */
  readonly consequences: readonly string[];
}

/** A random sequence of requests, cut down to the shortest one that shows a fault. */
export interface Sequence {
  /** The seed and the path of fast-check that lead to it. */
  readonly seed: number;
  readonly path: string;
  /** Ids of the operations in it. */
  readonly operations: readonly string[];
  /** One curl line for each request, in order; secrets are masked. */
  readonly commands: readonly string[];
}

/** A finding as one case saw it, before folding. */
export interface RawFinding extends Omit<Finding, 'count' | 'consequences' | 'operations'> {
  readonly operation?: string;
  readonly causedBy: readonly string[];
}
