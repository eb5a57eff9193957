import { parseSpec } from '../../openapi/load-spec';
import type { WireRequest, WireResponse } from '../exchange/exchange';
import { verify } from '../verify';
import { head } from './head';

const schema = { type: 'array', items: { type: 'string' } };
const answered = { description: 'ok', content: { 'application/json': { schema } } };
const spec = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Names', version: '1' },
  paths: { '/names': { get: { operationId: 'listNames', responses: { 200: answered } } } },
});

/** Findings about HEAD; `lengths` are those of the bodies of all answers in turn, over and over. */
async function findings(lengths: readonly number[], ofHead: Partial<WireResponse>): Promise<string[]> {
  let sent = 0;
  const send = async ({ method }: WireRequest): Promise<WireResponse> => {
    const body = JSON.stringify(['x'.repeat(lengths[sent++ % lengths.length]!)]);
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
    const answer = { status: 200, headers, milliseconds: 1 };
    if (method !== 'HEAD') return { ...answer, body: Buffer.from(body) };
    return { ...answer, body: Buffer.alloc(0), ...ofHead };
  };
  const report = await verify({ url: 'http://x', send, close: async () => {} }, spec, { kinds: [head] });
  return report.findings.map(({ check }) => check);
}

test.each<[server: string, found: readonly string[], lengths: readonly number[], ofHead: Partial<WireResponse>]>([
  ['tells the length of what GET answers', [], [3], {}],
  ['has a list that others write to now and then', [], [3, 4, 4, 4, 4, 4, 4, 4, 4, 4], {}],
  ['tells another length each time', ['head-equals-get'], [3, 4], {}],
  ['tells another media type', ['head-equals-get'], [3], { headers: { 'content-type': 'text/plain' } }],
  ['tells another status', ['head-equals-get'], [3], { status: 204 }],
  ['fails by itself', [], [3], { status: 503 }],
])('a server that %s: %j', async (_, found, lengths, ofHead) => {
  expect([...new Set(await findings(lengths, ofHead))].filter((check) => check === 'head-equals-get')).toEqual(found);
});
