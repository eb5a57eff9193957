import { cutSession } from '../sessions/session-name';

/** The path of the admin API. */
export const ADMIN_PATH = '/__admin';

/** Bytes that a request to the admin API may have: an export of a large data set fits. */
export const ADMIN_BODY_LIMIT = 67_108_864;

/** Tells whether a path, as sent, leads to the admin API of some session. */
export function isAdminPath(path: string): boolean {
  if (path.charCodeAt(1) === 0x7e) return standsBelowAdmin(cutSession(path)!.rest);
  return standsBelowAdmin(path);
}

/** Tells whether a path, without its session, leads to the admin API. */
export function standsBelowAdmin(path: string): boolean {
  return (
    path.startsWith(ADMIN_PATH) && (path.length === ADMIN_PATH.length || path.charCodeAt(ADMIN_PATH.length) === 0x2f)
  );
}

/** News of the document that a mock keeps: that it is another one now, or why the one on the disk is not kept. */
export class DocumentNews {
  readonly #listeners = new Set<() => void>();
  #problem: string | undefined;

  /** The reason why the document as it was saved last is not kept; undefined when it is. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** @param problem - why the document is not kept; without it, it is */
  tell(problem?: string): void {
    this.#problem = problem;
    for (const listener of this.#listeners) listener();
  }

  /**
   * Calls a function whenever there is news.
   * @returns a function that ends it
   */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
