import { gzipSync } from 'node:zlib';
import type { MockResponse } from '../../mock/messages/message';
import type { Spec } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import {
  answerInstead,
  changeAnswersThat,
  failWith,
  textOf,
  withHeader,
  withoutHeader,
} from '../changes/change-answers';
import { changeRequests } from '../changes/change-requests';
import type { FaultInjection, MatchedRequest } from '../changes/fault-injection';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

/** HEAD, OPTIONS, negotiation, and how JSON is sent. */
export function protocolDrifts(spec: Spec): Drift[] {
  const rows = [...headFaults(), ...optionsFaults(spec), ...acceptFaults(spec), ...jsonFaults()];
  return defineDrifts('protocol', rows);
}

function* headFaults(): Iterable<DriftDefinition> {
  const head = (change: (answer: MockResponse) => MockResponse): FaultInjection =>
    answerInstead(
      ({ request }) => request.method === 'HEAD',
      async (request, next) => change(await next(request)),
    );
  yield [
    'head:405',
    'refuses HEAD',
    'head-answered',
    head((answer) => ({ ...answer, status: 405, headers: { allow: 'GET' } })),
  ];
  yield [
    'head:404',
    'finds nothing with HEAD',
    ['head-answered', 'head-equals-get'],
    head((answer) => ({ ...answer, status: 404 })),
  ];
  yield [
    'head:500',
    'fails on HEAD',
    ['no-server-error', 'head-equals-get'],
    head((answer) => ({ ...answer, status: 500 })),
  ];
  yield ['head:204', 'answers 204 to HEAD', 'head-equals-get', head((answer) => ({ ...answer, status: 204 }))];
  const bare = head((answer) => withoutHeader(answer, 'content-type'));
  yield ['head:no-content-type', 'leaves Content-Type out with HEAD', 'head-equals-get', bare];
  const zero = head((answer) => withHeader(answer, 'content-length', '0'));
  yield ['head:length-of-nothing', 'announces a length of 0 with HEAD', 'head-equals-get', zero];
}

function* optionsFaults(spec: Spec): Iterable<DriftDefinition> {
  const promised = /\bCORS\b|\bpreflight\b/i.test(spec.document.info.description ?? '');
  if (!promised && !spec.paths.some(({ operations }) => operations.has('options'))) return;
  const options = (status: number): FaultInjection =>
    answerInstead(
      ({ request }) => request.method === 'OPTIONS',
      (_, next) => failWith(next, status),
    );
  yield ['options:405', 'refuses OPTIONS', 'options-answered', options(405)];
  yield ['options:404', 'finds nothing with OPTIONS', 'options-answered', options(404)];
  yield ['options:401', 'asks for credentials in a preflight', 'options-answered', options(401)];
  const answered = ({ request }: MatchedRequest) => request.method === 'OPTIONS';
  const drop = (name: string): FaultInjection =>
    changeAnswersThat(
      (_, matched) => answered(matched),
      (answer) => withoutHeader(answer, name),
    );
  const set = (name: string, value: string): FaultInjection =>
    changeAnswersThat(
      (_, matched) => answered(matched),
      (answer) => withHeader(answer, name, value),
    );
  const origin = 'access-control-allow-origin';
  const check = 'preflight-allows';
  yield ['cors:no-origin', 'lets no other origin in', check, drop(origin)];
  yield ['cors:other-origin', 'lets one other origin in only', check, set(origin, 'https://other.example')];
  yield ['cors:no-methods', 'allows no methods to other origins', check, drop('access-control-allow-methods')];
  yield ['cors:only-get', 'allows GET only to other origins', check, set('access-control-allow-methods', 'GET')];
  yield ['cors:no-headers', 'allows no header fields to other origins', check, drop('access-control-allow-headers')];
  const actual = changeAnswersThat(
    (_, { request }) => request.method !== 'OPTIONS',
    (answer) => withoutHeader(answer, origin),
  );
  yield ['cors:preflight-only', 'allows other origins in the preflight only', check, actual];
}

function* acceptFaults(spec: Spec): Iterable<DriftDefinition> {
  const reads = spec.operations.filter(({ method }) => method === 'get');
  if (reads.length === 0) return;
  const refuse = (applies: (accept: string) => boolean): FaultInjection =>
    changeRequests((request, { operation }) =>
      operation?.method === 'get' && applies(request.headers.accept ?? '*/*')
        ? { ...request, headers: { ...request.headers, accept: 'image/png' } }
        : request,
    );
  const valid = 'accepts-valid';
  yield ['accept:any-refused', 'refuses Accept: */*', valid, refuse((accept) => accept === '*/*')];
  yield [
    'accept:range-refused',
    'refuses Accept: application/*',
    valid,
    refuse((accept) => accept === 'application/*'),
  ];
  yield ['accept:list-refused', 'refuses Accept with several types', valid, refuse((accept) => accept.includes(','))];
  yield [
    'accept:upper-case-refused',
    'refuses Accept in upper case',
    valid,
    refuse((accept) => /[A-Z]{3}/.test(accept)),
  ];
  if (!reads.some(({ responses }) => responses.some(({ status }) => status === '406'))) return;
  const ignored = changeRequests((request) => ({ ...request, headers: { ...request.headers, accept: '*/*' } }));
  yield ['accept:ignored', 'answers JSON, whatever Accept says', 'accept-honoured', ignored];
}

function* jsonFaults(): Iterable<DriftDefinition> {
  const coded = (code: (body: string) => string | Uint8Array): FaultInjection =>
    changeAnswersThat(
      ({ body, status }) => body !== undefined && status < 300,
      (answer) => ({ ...withHeader(answer, 'content-encoding', 'gzip'), body: code(textOf(answer.body!)) }),
    );
  const coding = 'content-encoding';
  yield [
    'content-encoding:not-asked-for',
    'compresses bodies for clients that take none',
    coding,
    coded((body) => gzipSync(body)),
  ];
  yield [
    'content-encoding:claimed',
    'says that bodies are compressed, which they are not',
    coding,
    coded((body) => body),
  ];
  const each = (change: (body: string) => string | Uint8Array): FaultInjection =>
    changeAnswersThat(
      ({ body, headers, status }) => body !== undefined && isJson(headers['content-type'] ?? '') && status < 300,
      (answer) => ({ ...answer, body: change(textOf(answer.body!)) }),
    );
  yield ['json:cut-off', 'sends JSON without its end', 'body-is-json', each((body) => body.slice(0, -1))];
  yield ['json:two-values', 'sends something after its JSON', 'body-is-json', each((body) => `${body}{}`)];
  yield ['json:xssi-prefix', 'sends a prefix before its JSON', 'body-is-json', each((body) => `)]}',\n${body}`)];
  yield ['json:latin-1', 'sends JSON in Latin 1', 'body-is-json', each((body) => Buffer.from(body, 'latin1'))];
  yield ['json:wrapped', 'wraps its answers in data', 'body-matches-schema', each((body) => `{"data":${body}}`)];
  yield ['json:in-a-text', 'writes its JSON into a text', 'body-matches-schema', each((body) => JSON.stringify(body))];
  yield ['body:missing', 'sends no body', 'body-presence', each(() => '')];
}
