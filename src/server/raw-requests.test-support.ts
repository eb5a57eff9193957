import fc from 'fast-check';
import { QUERY_VALUES, SEGMENTS } from '../mock/hostile-values.test-support';
import type { Spec } from '../openapi/model/model';

/** One request as bytes, and what a reader of its answers has to know. */
export interface RawRequest {
  readonly isHead: boolean;
  readonly bytes: Buffer;
}

const SESSIONS = [
  'anna',
  'a.b_c-1',
  '',
  '%',
  '%ff',
  '%zz',
  '%61',
  'a%2fb',
  '__proto__',
  'constructor',
  '-a',
  'a'.repeat(65),
  '.',
  '..',
  'é',
];
const OWN = [
  '/healthz',
  '/readyz',
  '/openapi.json',
  '/openapi.yaml',
  '/docs',
  '/docs/',
  '/docs/openapi.json',
  '/__admin',
  '/__admin/',
  '/__admin/page/model.json',
  '/__admin/health',
  '/__admin/state',
  '/__admin/journal',
  '/__admin/rules',
  '/__admin/sessions',
  '/__admin/snapshots/a',
  '/__admin/events',
];

/** Fields with values that are right, wrong and hostile. None of them asks for an answer of 5xx, as `Prefer: code=500` does. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  accept: ['*/*', 'application/json', 'text/html', 'application/xml', ',', ';q=', 'application/json;q=0', 'a/b;q=2'],
  'accept-encoding': ['gzip', 'br;q=0', '*'],
  authorization: ['Bearer a', 'Basic %%%', 'Basic YTpi', 'Bearer', ''],
  connection: ['close', 'keep-alive', 'upgrade', 'close, host'],
  'content-encoding': ['gzip', 'identity', 'br', 'deflate, gzip', 'x'],
  'content-length': ['0', '5', '-1', '1e3', '99999999999'],
  'content-type': [
    'application/json',
    'application/merge-patch+json',
    'application/json-patch+json',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'multipart/form-data; boundary=b',
    'application/xml',
    'text/plain; charset=utf-16',
    'application/x-ndjson',
    'text/csv',
    ';',
    '/',
    'a/b;c="',
  ],
  cookie: ['a=1', '=;=', 'a="'],
  expect: ['100-continue', 'x'],
  host: ['a', 'b:1', '', '[::1]', 'a b'],
  'if-match': ['*', '"a"', 'W/"a"', 'a', '"'],
  'if-none-match': ['*', '"a", W/"b"', ','],
  origin: ['http://a', 'null', 'http://127.0.0.1', 'javascript:'],
  prefer: [
    'code=404',
    'code=299',
    'code=',
    'example=x',
    'dynamic=true',
    'delay=0',
    'drift=x',
    ';;',
    'code=404; code=200',
    '"',
  ],
  range: ['bytes=0-1', 'bytes=5-1', 'items=a'],
  'transfer-encoding': ['chunked', 'gzip', 'chunked, chunked', 'identity'],
  'x-mock-session': ['anna', '%ff', '', '__proto__'],
  'x-forwarded-host': ['evil.example'],
};

/**
 * Makes requests as bytes: mostly of what the document and the server have, with hostile parts in every place, and now and then
 * bytes of no meaning.
 */
export function rawRequests(spec: Pick<Spec, 'paths' | 'operations' | 'document'>): fc.Arbitrary<RawRequest> {
  const wild = fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.replace(/[\r\n ]/g, ''));
  const segment = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...SEGMENTS, '1', 'a') }, wild);
  const described = fc
    .tuple(fc.constantFrom(...spec.paths), fc.array(segment, { minLength: 3, maxLength: 3 }))
    .map(([{ template }, values]) => {
      let at = 0;
      return template.source.replace(/\{[^}]*\}/g, () => values[at++ % values.length]!);
    });
  const session = fc.constantFrom(...SESSIONS).map((name) => `/~${name}`);
  const path = fc.oneof(
    { weight: 4, arbitrary: described },
    { weight: 3, arbitrary: fc.constantFrom(...OWN) },
    {
      weight: 3,
      arbitrary: fc.tuple(session, fc.oneof(fc.constantFrom(...OWN), described)).map((parts) => parts.join('')),
    },
    fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join('/')}`),
    wild,
  );
  const names = [
    ...new Set(spec.operations.flatMap(({ parameters }) => parameters.map(({ name }) => name))),
    '__proto__',
    '',
    '%',
  ];
  const query = fc
    .array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...QUERY_VALUES)), { maxLength: 3 })
    .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map((pair) => pair.join('')).join('&')}`));
  const prefix = fc.constantFrom('', '', '', '', '', '', 'http://a', '/', 'http://', 'x:');
  const target = fc.oneof(
    { weight: 20, arbitrary: fc.tuple(prefix, path, query).map((parts) => parts.join('').replaceAll(' ', '%20')) },
    fc.constantFrom('*', 'a:443', '?', '#', '/#a', '//'),
  );
  const method = fc.constantFrom(
    'GET',
    'GET',
    'GET',
    'HEAD',
    'POST',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'TRACE',
    'CONNECT',
    'QUERY',
    'BREW',
    'get',
    'PROPFIND',
  );
  const field = fc
    .constantFrom(...Object.keys(FIELDS))
    .chain((name) =>
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...FIELDS[name]!) }, wild).map((value) => `${name}: ${value}`),
    );
  const properties = [
    ...new Set(
      JSON.stringify(spec.document)
        .match(/"[a-zA-Z_]+(?=":)/g)!
        .map((name) => name.slice(1)),
    ),
  ];
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue(),
      fc.constantFrom('\ud800', '\0', -0, 1e21, '2020-02-30', 'a@b'),
      tie('object'),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
    object: fc.dictionary(fc.constantFrom(...properties, '__proto__', 'constructor', ''), tie('value'), { maxKeys: 6 }),
  })).value;
  const body = fc.oneof(
    { weight: 4, arbitrary: fc.constant('') },
    { weight: 3, arbitrary: json.map((value) => JSON.stringify(value)) },
    fc.constantFrom(
      'a=1&b[c]=%',
      '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nx\r\n--b--',
      '{"a":',
      '[',
      '5\r\nabcde\r\n0\r\n\r\n',
      '<a/>',
      '[{"op":"add","path":"/__proto__/x","value":1}]',
    ),
    wild,
  );
  const version = fc.constantFrom(
    'HTTP/1.1',
    'HTTP/1.1',
    'HTTP/1.1',
    'HTTP/1.1',
    'HTTP/1.1',
    'HTTP/1.0',
    'HTTP/2.0',
    '',
  );
  return fc
    .record({
      method,
      target,
      version,
      fields: fc.array(field, { maxLength: 4 }),
      hasHost: fc.nat(15),
      hasLength: fc.nat(7),
      body,
    })
    .map(({ method, target, version, fields, hasHost, hasLength, body }) => {
      const bytes = Buffer.from(body);
      const lines = [`${method} ${target} ${version}`, ...(hasHost > 0 ? ['Host: 127.0.0.1'] : []), ...fields];
      if (bytes.length > 0 && hasLength > 0)
        lines.push(`content-length: ${bytes.length}`, 'content-type: application/json');
      return { isHead: method === 'HEAD', bytes: Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), bytes]) };
    });
}
