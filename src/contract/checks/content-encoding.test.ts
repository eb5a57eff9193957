import { gzipSync } from 'node:zlib';
import type { Exchange } from '../exchange/exchange';
import { givenExchange, noteBody } from '../exchange/given-exchange.test-support';
import { contentEncoding } from './content-encoding';

const coded = (coding: string | undefined, body: Uint8Array): Exchange => {
  const exchange = givenExchange({ body: noteBody, headers: { 'content-encoding': coding } });
  return { ...exchange, response: { ...exchange.response, body } };
};
const plain = Buffer.from(JSON.stringify(noteBody));

test.each([
  ['none', coded(undefined, plain), undefined],
  ['identity', coded('identity', plain), undefined],
  ['none for no body', coded('gzip', Buffer.alloc(0)), undefined],
  ['one that was not accepted', coded('gzip', gzipSync(plain)), 'encodes a body as gzip, which was not accepted'],
  ['one that is not there', coded('gzip', plain), 'says that a body is gzip, which it is not'],
])('%s', (_, exchange, title) => expect(contentEncoding.judge(exchange)[0]?.title).toBe(title));
