import { base64Of } from '../../json-schema/model/bytes';
import { digest } from '../../json-schema/model/digest';

/** The life of a token, in seconds. */
const TOKEN_LIFE = 3600;

/** The time in which asking again gives the same token, in seconds. */
const SAME_FOR = 300;

/** The characters of a token: 32 bytes in base64url. */
const TOKEN_LENGTH = 43;
const LIKE_TOKENS = /[\w-]{43,}/g;

/** So many tokens are remembered; the oldest go first. Only a client that is never checked can ask for more. */
const MOST = 10_000;

/** A token as it is given to a client. */
export interface IssuedToken {
  readonly token: string;
  readonly scopes: readonly string[];
  /** Seconds that are left. */
  readonly expiresIn: number;
}

interface Entry {
  readonly token: string;
  readonly scopes: readonly string[];
  /** In milliseconds since 1970. */
  readonly issued: number;
  readonly generation: number;
}

/** The state of a token that a client sent. */
export type TokenState =
  | { readonly kind: 'unknown' | 'expired' }
  | { readonly kind: 'valid'; readonly scopes: readonly string[] };

/**
 * The access tokens of one session. Asking again within five minutes gives the same token; each lives one hour.
 *
 * @example
 * const book = new TokenBook(() => new Date());
 * book.check(book.issue('client', []).token).kind // 'valid'
 */
export class TokenBook {
  readonly #now: () => Date;
  #generation = 0;
  /** By client and scopes. */
  readonly #latest = new Map<string, Entry>();
  /** By digest, so that looking one up takes a time that says nothing of the others. */
  readonly #entries = new Map<string, Entry>();
  /** As they are written, for hiding them. */
  readonly #texts = new Map<string, true>();

  /** @param now - the clock */
  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Gives a token to a client that has proved who it is. */
  issue(client: string, scopes: readonly string[]): IssuedToken {
    const now = this.#now().getTime();
    const key = JSON.stringify([client, scopes]);
    let entry = this.#latest.get(key);
    if (entry === undefined || now - entry.issued >= SAME_FOR * 1000 || now < entry.issued) {
      entry = { token: newToken(), scopes, issued: now, generation: this.#generation };
      this.#latest.delete(key);
      this.#latest.set(key, entry);
      this.#entries.set(digest(entry.token, 'sha256'), entry);
      shorten(this.#latest);
      this.#texts.set(entry.token, true);
      shorten(this.#entries);
      shorten(this.#texts);
    }
    return { token: entry.token, scopes, expiresIn: TOKEN_LIFE - Math.floor((now - entry.issued) / 1000) };
  }

  /** Tells whether a token is one of ours, and still valid. */
  check(token: string): TokenState {
    const entry = this.#entries.get(digest(token, 'sha256'));
    if (entry === undefined) return { kind: 'unknown' };
    if (entry.generation < this.#generation) return { kind: 'expired' };
    const age = this.#now().getTime() - entry.issued;
    return age < TOKEN_LIFE * 1000 ? { kind: 'valid', scopes: entry.scopes } : { kind: 'expired' };
  }

  /** Takes every token that was issued here out of a text. */
  hide(text: string, mask: string): string {
    return this.#texts.size === 0 ? text : text.replace(LIKE_TOKENS, (word) => this.#hideInWord(word, mask));
  }

  #hideInWord(word: string, mask: string): string {
    for (let start = 0; start + TOKEN_LENGTH <= word.length; start++) {
      if (!this.#texts.has(word.slice(start, start + TOKEN_LENGTH))) continue;
      return word.slice(0, start) + mask + this.#hideInWord(word.slice(start + TOKEN_LENGTH), mask);
    }
    return word;
  }

  /** Lets every token expire now, so that an app can be seen to log in again. */
  expireAll(): void {
    this.#generation++;
    this.#latest.clear();
  }
}

function shorten(map: Map<string, unknown>): void {
  if (map.size <= MOST) return;
  const oldest = map.keys().next().value;
  if (oldest !== undefined) map.delete(oldest);
}

/** 32 random bytes in base64url. */
function newToken(): string {
  const text = base64Of(crypto.getRandomValues(new Uint8Array(32)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
