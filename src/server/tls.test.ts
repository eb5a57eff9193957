import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { fingerprintOf, readCertificate, selfSignedCertificate } from './http/certificate';
import type { RequestLogEntry } from './http/request-log';
import { serveNotes } from './notes.test-support';
import { startRealApi } from './proxy/real-api.test-support';

const tls = selfSignedCertificate();

function ask(url: string, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url + path, { ca: tls.cert, agent: false }, resolve).on('error', reject);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe('over HTTPS', () => {
  test.each([
    ['the API', '/notes?limit=1', /"total":5/],
    ['the health', '/healthz', /ok/],
    ['the admin API', '/__admin/state', /"notes"/],
    ['the front door, which leads to HTTPS', '/', /"inspector": "https:\/\/127/],
  ])('%s', async (_title, path, expected) => {
    const { server, mock } = await serveNotes({}, { tls });
    expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const response = await ask(server.url, path);
    expect([response.statusCode, await textOf(response)]).toEqual([200, expect.stringMatching(expected)]);
    await server.close();
    await mock.close();
  });

  test('a stream, and its end when the server stops', async () => {
    const { server, mock } = await serveNotes({}, { tls });
    const response = await ask(server.url, '/__admin/events');
    expect(response.headers['content-type']).toMatch('text/event-stream');
    const ended = textOf(response);
    await server.close();
    await mock.close();
    await ended;
  });

  test('what is passed on', async () => {
    const api = await startRealApi((_request, response) => response.end('real'));
    const { server, mock } = await serveNotes({}, { tls, upstream: { url: new URL(api.url) } });
    expect(await textOf(await ask(server.url, '/elsewhere'))).toBe('real');
    await server.close();
    await mock.close();
    await api.stop();
  });

  test('what speaks no TLS, or does not trust the certificate, stands in the log', async () => {
    const seen: RequestLogEntry[] = [];
    const { server, mock } = await serveNotes({}, { tls, log: (entry) => seen.push(entry) });
    const plain = connectPlain(server.port, '127.0.0.1').on('error', () => undefined);
    plain.end('GET /notes HTTP/1.1\r\nhost: a\r\n\r\n');
    await once(plain, 'close');
    await expect(
      new Promise((resolve, reject) => get(server.url, { agent: false }, resolve).on('error', reject)),
    ).rejects.toThrow('self-signed certificate');
    expect(seen).toContainEqual(expect.objectContaining({ status: 0, note: 'TLS: http request' }));
    await server.close();
    await mock.close();
  });

  test('connections that were opened in advance do not hold up the end', async () => {
    const { server, mock } = await serveNotes({}, { tls });
    const unused = connectPlain(server.port, '127.0.0.1');
    await once(unused, 'connect');
    const shaken = connect({ port: server.port, host: '127.0.0.1', ca: tls.cert });
    await once(shaken, 'secureConnect');
    const closed = [once(unused, 'close'), once(shaken, 'close')];
    unused.on('error', () => undefined);
    await server.close(20_000);
    await Promise.all(closed);
    await mock.close();
  });
});

describe('a certificate made for one start', () => {
  test.each([
    ['127.0.0.1', []],
    ['10.1.2.3', ['10.1.2.3']],
    ['mock.test', ['mock.test']],
    ['2001:db8::a:1', ['2001:db8::a:1']],
  ])('on %s is for this machine and that name', (host, more) => {
    const certificate = new X509Certificate(selfSignedCertificate(host).cert);
    for (const name of ['localhost', 'mock.test'].filter((each) => each === 'localhost' || more.includes(each)))
      expect(certificate.checkHost(name)).toBe(name);
    for (const address of ['127.0.0.1', '::1', ...more.filter((each) => each !== 'mock.test')])
      expect(certificate.checkIP(address)).toBe(address);
    expect(certificate.checkHost('elsewhere.test')).toBeUndefined();
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(Date.parse(certificate.validTo) - Date.now()).toBeGreaterThan(89 * 86_400_000);
  });

  test('on all interfaces is for every address of this machine', () => {
    expect(new X509Certificate(selfSignedCertificate('0.0.0.0').cert).checkIP('127.0.0.1')).toBe('127.0.0.1');
  });

  test('is another one each time', () => {
    expect(fingerprintOf(tls)).toMatch(/^([\dA-F]{2}:){31}[\dA-F]{2}$/);
    expect(fingerprintOf(selfSignedCertificate())).not.toBe(fingerprintOf(tls));
  });
});

describe('a certificate in files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const cert = file('cert.pem', tls.cert);
  const key = file('key.pem', tls.key);

  test('is read', () => expect(readCertificate(cert, key)).toEqual(tls));

  test.each([
    ['a file that there is not', cert, join(folder, 'none.pem'), /none\.pem cannot be read: ENOENT/],
    ['a certificate that is none', file('no.pem', 'no'), key, /no\.pem cannot be used: .*in PEM, are needed/],
    ['a key that is none', cert, file('nokey.pem', 'no'), /nokey\.pem cannot be used/],
    ['a key of another', cert, file('other.pem', selfSignedCertificate().key), /cert\.pem with .*other\.pem cannot/],
  ])('%s is told', (_title, certFile, keyFile, message) => {
    expect(() => readCertificate(certFile, keyFile)).toThrow(message);
  });
});
