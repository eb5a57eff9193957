import type { JsonValue } from '../../json-schema/json-schema';
import type { TransportFault } from '../messages/message';

/** What somebody wants of an answer: the client by `Prefer`, a rule, or chaos. */
export interface Demand {
  /** 200..599. */
  readonly status?: number;
  /** The name of a documented example. */
  readonly example?: string;
  /** A body made up from the schema instead of an example. */
  readonly dynamic?: boolean;
  /** The body itself; a text is sent as JSON too, unless `headers` names another media type. */
  readonly body?: JsonValue;
  /** Header fields to add or to replace; names in any case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly delay?: number;
  /** How the answer goes wrong; `malformed` arrives, and is no JSON. */
  readonly fail?: TransportFault | 'malformed';
  /** The name of a deliberate fault. */
  readonly drift?: string;
  /** Who wants it, for the log: `rule busy`. */
  readonly because: string;
}

/** Whether a demand decides what is answered, and not only how. */
export function decidesAnswer({ status, example, dynamic, body }: Demand): boolean {
  return status !== undefined || example !== undefined || dynamic === true || body !== undefined;
}
