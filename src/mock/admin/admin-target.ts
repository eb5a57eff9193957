import type { DocumentNews } from '../document-news';
import type { Model } from '../engine/create-model';
import type { Hide } from '../journal/hide-values';
import type { Journal } from '../journal/journal';
import type { World } from '../sessions/world';
import type { Worlds } from '../sessions/worlds';

/** What the admin API is about. */
export interface AdminTarget {
  /** The document that is kept at the moment. */
  model(): Model;
  readonly worlds: Worlds;
  journal(world: World): Journal;
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
