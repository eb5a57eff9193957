import { bytesOf } from '../../json-schema/model/bytes';
import type { MockRequest, MockResponse } from '../messages/message';
import type { SessionPart, Sessions } from '../sessions/session';

/** A request and its answer, as they are remembered. */
export interface JournalEntry {
  /** Counts up from 1 within a journal; never used again. */
  readonly id: number;
  /** The moment of the answer, in milliseconds since 1970. */
  readonly time: number;
  readonly durationMs: number;
  readonly request: MockRequest;
  readonly response: Pick<MockResponse, 'status' | 'headers' | 'body' | 'violations' | 'note'>;
  /** Whose bodies were too long to be remembered whole. */
  readonly cut: readonly ('request' | 'response')[];
  /** Deviations from the document, in an exchange that was passed on to the real API; undefined for others. */
  readonly deviations?: readonly string[];
}

/** An exchange to record; the journal adds the rest. */
export type RecordedExchange = Pick<JournalEntry, 'request' | 'response' | 'durationMs' | 'deviations'>;

/** The limits of a journal. */
export interface JournalLimits {
  /** The most entries. */
  readonly entries: number;
  /** The most bytes, asked for at each entry. */
  readonly bytes: () => number;
}

/** The requests that a session remembers, unless a mock is told otherwise. */
export const DEFAULT_JOURNAL = 500;

/** The most bytes of a body that are remembered. */
const LONGEST_BODY = 16_384;

/** The size of an entry besides its bodies, in bytes; about. */
const OVERHEAD = 1024;

const NOTHING_CUT: JournalEntry['cut'] = [];

/**
 * The last requests and answers of a session. Recording one stores references and no copies, so that it can be on all the
 * time; its reader masks its secrets (see `createEntryView`).
 */
export class Journal {
  readonly #limits: JournalLimits;
  /** A ring: entry n stands at n modulo the most entries. Those before the oldest one are gone. */
  #ring: (JournalEntry | undefined)[] = [];
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  #last = 0;
  #oldest = 1;
  #bytes = 0;

  constructor(limits: JournalLimits) {
    this.#limits = limits;
  }

  /** The number of the last entry; 0 when there never was one. */
  get last(): number {
    return this.#last;
  }

  record(exchange: RecordedExchange): void {
    const { request, response, durationMs, deviations } = exchange;
    const id = ++this.#last;
    const isLong = sizeOf(request.body) > LONGEST_BODY || sizeOf(response.body) > LONGEST_BODY;
    const kept = isLong ? cutBodies(request, response) : { request, response, cut: NOTHING_CUT };
    const plain = { id, time: Date.now(), durationMs, request: kept.request, response: kept.response, cut: kept.cut };
    const entry = deviations === undefined ? plain : { ...plain, deviations };
    if (this.#size > this.#limits.entries) this.#dropOldest();
    this.#ring[id % this.#limits.entries] = entry;
    this.#bytes += weightOf(entry);
    // The newest entry stays, however large it is.
    for (const most = this.#limits.bytes(); this.#bytes > most && this.#size > 1; ) this.#dropOldest();
    if (this.#listeners.size > 0) for (const listener of this.#listeners) listener(entry);
  }

  /** The entries, oldest first. */
  *entries(): Iterable<JournalEntry> {
    const { last } = this;
    for (let id = this.#oldest; id <= last; id++) {
      const entry = this.get(id);
      if (entry !== undefined) yield entry;
    }
  }

  get(id: number): JournalEntry | undefined {
    return id < this.#oldest || id > this.#last ? undefined : this.#ring[id % this.#limits.entries];
  }

  clear(): void {
    this.#ring = [];
    this.#oldest = this.#last + 1;
    this.#bytes = 0;
  }

  /**
   * Tells of every entry from now on.
   * @returns a function that ends it
   */
  subscribe(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get #size(): number {
    return this.#last - this.#oldest + 1;
  }

  #dropOldest(): void {
    const place = this.#oldest++ % this.#limits.entries;
    this.#bytes -= weightOf(this.#ring[place]!);
    this.#ring[place] = undefined;
  }
}

function sizeOf(body: string | Uint8Array | undefined): number {
  return body?.length ?? 0;
}

function weightOf({ request, response }: JournalEntry): number {
  return OVERHEAD + sizeOf(request.body) + sizeOf(response.body);
}

function cutBodies(
  request: MockRequest,
  response: JournalEntry['response'],
): Pick<JournalEntry, 'request' | 'response' | 'cut'> {
  const cut: ('request' | 'response')[] = [];
  const shorten = <M extends { readonly body?: string | Uint8Array }>(message: M, name: 'request' | 'response'): M => {
    const { body } = message;
    if (body === undefined || body.length <= LONGEST_BODY) return message;
    cut.push(name);
    // A copy: a part of a long text or buffer would keep all of it in memory.
    return { ...message, body: bytesOf(body.slice(0, LONGEST_BODY)) };
  };
  return { request: shorten(request, 'request'), response: shorten(response, 'response'), cut };
}

/** The most bytes of the journals of all sessions together. */
const BUDGET = 67_108_864;

/** The bytes that each may take however many there are, and at most. */
const LEAST = 65_536;
const MOST = 8_388_608;

/**
 * Creates the maker of the sessions' journals, which share what memory there is for them: the more sessions, the less for each.
 *
 * @param entries - the most entries of each
 * @param sessions - counts the sessions there are now
 */
export function createJournals(entries: number, sessions: Pick<Sessions, 'size'>): SessionPart<Journal> {
  const bytes = (): number => Math.min(MOST, Math.max(LEAST, BUDGET / sessions.size));
  return () => new Journal({ entries, bytes });
}
