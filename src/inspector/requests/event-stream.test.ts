import type { EventSourceMessage } from 'eventsource-parser';
import type { ExchangeJson } from '../client/admin-json';
import { readEventStream, readEvents } from './event-stream';

/** A body that arrives in these pieces. */
const bodyOf = (pieces: readonly Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const read = async (...pieces: Uint8Array<ArrayBuffer>[]): Promise<EventSourceMessage[]> => {
  const found: EventSourceMessage[] = [];
  await readEventStream(bodyOf(pieces), (events) => found.push(...events));
  return found;
};

test.each<[string, string, EventSourceMessage[]]>([
  ['one event', 'id: 7\nevent: exchange\ndata: {}\n\n', [{ event: 'exchange', data: '{}', id: '7' }]],
  ['any line breaks', 'data: a\r\ndata: b\r\rdata:c\n\n', [{ data: 'a\nb' }, { data: 'c' }]],
  ['comments and fields of no meaning', ': still here\n\nretry: 1000\n\n', []],
  ['an event that is not complete yet', 'data: a\n', []],
  ['a colon in the data', 'data: a: b\n\n', [{ data: 'a: b' }]],
  ['an empty line of data', 'data\n\n', [{ data: '' }]],
])('%s', async (_, text, expected) => expect(await read(bytes(text))).toEqual(expected));

test('cut anywhere, it is the same', async () => {
  const text = bytes('id: 1\r\nevent: exchange\r\ndata: {"é":1}\r\n\r\nid: 2\ndata: x\n\n');
  const whole = await read(text);
  expect(whole).toHaveLength(2);
  for (let at = 0; at <= text.length; at++) {
    expect(await read(text.slice(0, at), text.slice(at))).toEqual(whole);
  }
  expect(await read(...[...text].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
});

describe('the events of the admin API', () => {
  const told: unknown[] = [];
  const listener = {
    opened: () => told.push('opened'),
    add: (exchanges: readonly ExchangeJson[]) => told.push(exchanges),
    documentChanged: (news: unknown) => told.push(news),
  };
  const ask = async (response: Response): Promise<Headers> => {
    told.length = 0;
    const headers = new Headers({ authorization: 'Bearer t' });
    jest.spyOn(globalThis, 'fetch').mockResolvedValueOnce(response);
    await readEvents('http://m/events', headers, 7, new AbortController().signal, listener);
    return headers;
  };

  test('come in batches, the newest first', async () => {
    const pieces = [
      'event: exchange\ndata: {"id":8}\n\nevent: exchange\ndata: {"id":9}\n\n',
      'event: document\ndata: {"problem":"no"}\n\nevent: other\ndata: x\n\n',
    ].map(bytes);
    const headers = await ask(new Response(bodyOf(pieces)));
    expect(told).toEqual(['opened', [{ id: 9 }, { id: 8 }], { problem: 'no' }, []]);
    expect(Object.fromEntries(headers)).toEqual({
      accept: 'text/event-stream',
      authorization: 'Bearer t',
      'last-event-id': '7',
    });
  });

  test('may be refused', async () => {
    await expect(ask(new Response('', { status: 401 }))).rejects.toThrow('events: 401');
    expect(told).toEqual([]);
  });
});
