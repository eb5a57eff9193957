import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { DocumentNewsJson, ExchangeJson } from '../client/admin-json';

/** Receives the events of the admin API as they come. */
export interface EventListener {
  readonly opened: () => void;
  /** Is given the exchanges of one piece of the stream at once, the newest first. */
  readonly add: (exchanges: readonly ExchangeJson[]) => void;
  readonly documentChanged: (news: DocumentNewsJson) => void;
}

/**
 * Asks for the events of the admin API, and reads them until the stream ends or `signal` is aborted. A stream that is read with
 * `fetch` can carry a token and a session in its header, which `EventSource` cannot.
 *
 * @param last - the id of the last exchange that is known
 */
export async function readEvents(
  url: string,
  headers: Headers,
  last: number,
  signal: AbortSignal,
  listener: EventListener,
): Promise<void> {
  headers.set('accept', 'text/event-stream');
  headers.set('last-event-id', String(last));
  const response = await fetch(url, { headers, signal, cache: 'no-store' });
  if (!response.ok || response.body === null) throw new Error(`events: ${response.status}`);
  listener.opened();
  await readEventStream(response.body, (events) => {
    for (const { event, data } of events)
      if (event === 'document') listener.documentChanged(JSON.parse(data) as DocumentNewsJson);
    const exchanges = events.filter(({ event }) => event === 'exchange').map(({ data }) => JSON.parse(data));
    listener.add((exchanges as ExchangeJson[]).reverse());
  });
}

/**
 * Reads a stream of server-sent events until it ends.
 *
 * @param take - is given the events that each piece of the stream completes
 */
export async function readEventStream(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  take: (events: readonly EventSourceMessage[]) => void,
): Promise<void> {
  let events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => void events.push(event) });
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parser.feed(value);
    take(events);
    events = [];
  }
}
