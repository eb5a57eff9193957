import type { Journal, JournalEntry } from '../journal/journal';
import type { DocumentNews } from './with-admin';

/** Options of a stream of exchanges. */
export interface EventStreamOptions {
  /** The number of the last exchange that the client has; what the journal still has after it comes first. */
  readonly last?: number | undefined;
  /** Called now and then as long as a client listens. */
  readonly keepAlive: () => void;
  readonly news: DocumentNews;
}

/** The time between two signs of life, in milliseconds; proxies cut a connection that is silent for a minute. */
const HEARTBEAT = 15_000;

/** The most exchanges that wait for a client that reads slowly. */
const PATIENCE = 1000;

/**
 * Streams the exchanges of a journal as server-sent events (HTML standard, section 9.2), and what is new about the document. It
 * ends when the consumer ends it.
 *
 * @param tell - writes an entry as it is told
 */
export async function* streamExchanges(
  journal: Journal,
  tell: (entry: JournalEntry) => object,
  { last, keepAlive, news }: EventStreamOptions,
): AsyncGenerator<string, void, undefined> {
  const waiting: JournalEntry[] = [];
  let missed = 0;
  let wake = (): void => {};
  if (last !== undefined) for (const entry of journal.entries()) if (entry.id > last) waiting.push(entry);
  const unsubscribe = journal.subscribe((entry) => {
    if (waiting.length >= PATIENCE) {
      waiting.shift();
      missed++;
    }
    waiting.push(entry);
    wake();
  });
  let isNews = false;
  const ignoreNews = news.subscribe(() => {
    isNews = true;
    wake();
  });
  try {
    // The first bytes tell the client that the stream is open.
    yield 'retry: 1000\n\n';
    for (;;) {
      if (isNews) {
        isNews = false;
        yield `event: document\ndata: ${JSON.stringify({ problem: news.problem })}\n\n`;
      }
      if (missed > 0) {
        yield `event: gap\ndata: {"missed":${missed}}\n\n`;
        missed = 0;
      }
      for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
        yield `id: ${entry.id}\nevent: exchange\ndata: ${JSON.stringify(tell(entry))}\n\n`;
      }
      const came = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), HEARTBEAT);
        timer.unref();
        wake = () => {
          clearTimeout(timer);
          resolve(true);
        };
        if (waiting.length > 0 || isNews) wake();
      });
      keepAlive();
      if (!came) yield ': still here\n\n';
    }
  } finally {
    unsubscribe();
    ignoreNews();
  }
}
