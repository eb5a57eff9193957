import type { Callbacks } from '../callbacks/callbacks';
import type { Model } from '../engine/create-model';
import type { Handler } from '../handlers/handler';
import type { Journal } from '../journal/journal';
import type { DriftSource } from '../overrides/drift-source';
import type { Hide } from '../secrets/hide-values';
import type { Session, Sessions } from '../sessions/session';
import type { DocumentNews } from './with-admin';

/** The parts of a mock that the admin API controls. */
export interface AdminTarget {
  /** The document that is kept at the moment. */
  model(): Model;
  readonly sessions: Sessions;
  journal(session: Session): Journal;
  readonly news: DocumentNews;
  /** The deliberate faults that requests may ask for; undefined where there are none. */
  drifts(): DriftSource | undefined;
  /** Gives what calls clients back; undefined where nobody is called. */
  readonly callbacks: (() => Callbacks) | undefined;
  /** Takes what is known to be a secret out of a text. */
  readonly hide: Hide;
}

/** The protection of the admin API. */
export interface AdminOptions {
  /** The bearer token that every request must carry; none by default. */
  readonly token?: string | undefined;
  /** The origins whose pages may control the mock, too, for example `http://localhost:3000`; they need the token. None by default. */
  readonly origins?: readonly string[] | undefined;
  /**
   * The address that the server listens on. On that of this machine only its own names are taken in `Host`; elsewhere those that
   * no stranger can point at the mock, which is what DNS rebinding does. Undefined when there is no server.
   */
  readonly host?: string | undefined;
}

/** Handlers by the operations of the admin API's document. */
export type AdminHandlers = Readonly<Record<string, Handler>>;
