import { createEventParser, type ServerEvent } from './event-stream';

const read = (...pieces: string[]): ServerEvent[] => {
  const events: ServerEvent[] = [];
  const parse = createEventParser((event) => events.push(event));
  for (const piece of pieces) parse(piece);
  return events;
};

test.each<[string, string[], ServerEvent[]]>([
  ['one event', ['id: 7\nevent: exchange\ndata: {}\n\n'], [{ type: 'exchange', data: '{}', id: '7' }]],
  [
    'any line breaks',
    ['data: a\r\ndata: b\r\rdata:c\n\n'],
    [
      { type: 'message', data: 'a\nb' },
      { type: 'message', data: 'c' },
    ],
  ],
  ['comments and fields of no meaning', [': still here\n\nretry: 1000\n\n'], []],
  ['an event that is not complete yet', ['data: a\n'], []],
  ['a colon in the data', ['data: a: b\n\n'], [{ type: 'message', data: 'a: b' }]],
  ['an empty line of data', ['data\n\n'], [{ type: 'message', data: '' }]],
])('%s', (_, pieces, expected) => expect(read(...pieces)).toEqual(expected));

test('cut anywhere, it is the same', () => {
  const text = 'id: 1\r\nevent: exchange\r\ndata: {"é":1}\r\n\r\nid: 2\ndata: x\n\n';
  const whole = read(text);
  expect(whole).toHaveLength(2);
  for (let at = 0; at <= text.length; at++) expect(read(text.slice(0, at), text.slice(at))).toEqual(whole);
  expect(read(...text)).toEqual(whole);
});
