import type { DocumentNews } from './document-news';
import type { Model } from '../engine/create-model';
import type { Hide } from '../secrets/hide-values';
import type { Journal } from '../journal/journal';
import type { Session } from '../sessions/session';
import type { Sessions } from '../sessions/sessions';

/** What the admin API is about. */
export interface AdminTarget {
  /** The document that is kept at the moment. */
  model(): Model;
  readonly sessions: Sessions;
  journal(session: Session): Journal;
  readonly news: DocumentNews;
  /** Takes what is known to be a secret out of a text. */
  readonly hide: Hide;
}

/** Who may use the admin API. */
export interface AdminOptions {
  /** The bearer token that every request must carry; none by default. */
  readonly token?: string | undefined;
  /**
   * The address that the server listens on. On that of this machine only its own names are taken in `Host`; elsewhere those that
   * no stranger can point at the mock, which is what DNS rebinding does. Undefined when there is no server.
   */
  readonly host?: string | undefined;
}
