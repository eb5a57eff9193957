import type { MockRequest } from '../../mock/messages/message';
import type { Spec } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { answerInstead, failWith } from '../changes/change-answers';
import { changeRequests, isMalformed } from '../changes/change-requests';
import type { FaultInjection, MatchedRequest } from '../changes/fault-injection';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

const json = { 'content-type': 'application/json' };

/** Faults with requests that no sane client sends, and with sane ones that are spelled unusually. */
export function inputDrifts(spec: Spec): Drift[] {
  return defineDrifts('protocol', inputFaults(spec));
}

function* inputFaults(spec: Spec): Iterable<DriftDefinition> {
  const withBodies = spec.operations.filter(({ body }) => body?.mediaTypes.some(({ name }) => isJson(name)));
  if (withBodies.length === 0) return;
  const text = ({ body }: MockRequest): string => (body === undefined ? '' : Buffer.from(body).toString('utf8'));
  const fails = (applies: (matched: MatchedRequest) => boolean): FaultInjection =>
    answerInstead(
      (matched) => matched.operation?.body !== undefined && applies(matched),
      (_, next) => failWith(next, 500),
    );
  const check = 'no-server-error';
  const hostile: readonly (readonly [string, string, (body: string) => boolean])[] = [
    ['null-byte', 'a null byte in a text', (body) => body.includes('\\u0000')],
    ['emoji', 'a character of four bytes', (body) => /[\u{10000}-\u{10ffff}]/u.test(body)],
    ['deep-nesting', 'JSON that is nested deeply', (body) => body.startsWith('[[[[')],
    ['not-utf-8', 'a body that is not UTF-8', (body) => body.includes('\ufffd')],
    ['huge-number', 'a number beyond all bounds', (body) => body.includes('1e400')],
    ['array', 'an array in place of an object', (body) => body.startsWith('[') && !body.startsWith('[[')],
    ['null', 'null in place of an object', (body) => body.trim() === 'null'],
    ['prototype', 'keys such as __proto__', (body) => body.includes('__proto__')],
    ['lone-surrogate', 'half a surrogate pair', (body) => body.includes('\\ud800')],
  ];
  for (const [name, what, applies] of hostile) {
    yield [`input.${name}:500`, `fails on ${what}`, check, fails(({ request }) => applies(text(request)))];
  }
  yield [
    'input.empty:500',
    'fails on a request without the body it needs',
    check,
    fails(({ request }) => text(request) === ''),
  ];
  yield [
    'input.not-json:500',
    'fails on a body that is no JSON',
    check,
    fails((matched) => isMalformed(matched.request, matched)),
  ];
  yield [
    'input.no-content-type:500',
    'fails on a body without a Content-Type',
    check,
    fails(({ request }) => request.headers['content-type'] === undefined && text(request) !== ''),
  ];
  const lenient = answerInstead(
    (matched) => matched.operation !== undefined && isMalformed(matched.request, matched),
    async (request, next) =>
      request.headers['content-type'] === undefined
        ? next(request)
        : { status: 200, headers: json, body: '{}', note: 'drift' },
  );
  yield [
    'malformed:taken-for-empty',
    'takes a body that is no JSON for an empty one',
    ['malformed-body-rejected', 'media-type-rejected'],
    lenient,
  ];
  const typed = (change: (type: string) => string): FaultInjection =>
    changeRequests((request) => {
      const type = request.headers['content-type'];
      return type === undefined
        ? request
        : { ...request, headers: { ...request.headers, 'content-type': change(type) } };
    });
  const none = 'x/y';
  yield [
    'content-type:charset-refused',
    'refuses application/json; charset=utf-8',
    'accepts-valid',
    typed((type) => (type.includes(';') ? none : type)),
  ];
  yield [
    'content-type:upper-case-refused',
    'refuses APPLICATION/JSON',
    'accepts-valid',
    typed((type) => (/[A-Z]{3}/.test(type) ? none : type)),
  ];
  if (
    !spec.operations.some(
      ({ body, responses }) => body !== undefined && responses.some(({ status }) => status === '415'),
    )
  )
    return;
  yield [
    'content-type:any-accepted',
    'takes JSON by any other name',
    'media-type-rejected',
    typed(() => withBodies[0]!.body!.mediaTypes[0]!.name),
  ];
}
