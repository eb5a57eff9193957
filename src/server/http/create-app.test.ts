import express from 'express';
import request from 'supertest';
import type { MockRequest, MockResponse } from '../../mock/messages/message';
import { createApp } from './create-app';
import type { ServedMock } from './own-listener';
import type { RequestLogEntry } from './request-log';

const seen: MockRequest[] = [];

function mockThat(answer: (request: MockRequest) => MockResponse, paths: string[] = ['/notes']): ServedMock {
  const document = { openapi: '3.1.1', info: { title: 'Notes', version: '1' }, paths: {} };
  const spec = { document, paths: paths.map((source) => ({ template: { source } })) };
  return {
    spec: spec as unknown as ServedMock['spec'],
    handle: async (message) => {
      seen.push(message);
      return answer(message);
    },
  };
}

const created = (): MockResponse => ({
  status: 201,
  headers: { 'content-type': 'application/json', location: '/notes/7' },
  body: '{"é":1}',
  note: 'created',
});

beforeEach(() => {
  seen.length = 0;
});

describe('what the handler is given', () => {
  test.each([
    ['/notes?limit=1&x=%41', '/notes', 'limit=1&x=%41'],
    ['/notes', '/notes', ''],
    ['/notes?', '/notes', ''],
    ['/notes?a?b', '/notes', 'a?b'],
    ['/n%20otes/%zz', '/n%20otes/%zz', ''],
    ['//notes', '//notes', ''],
    ['/notes/', '/notes/', ''],
  ])('%s is path %s and query "%s"', async (url, path, query) => {
    await request(createApp(mockThat(created))).get(url);
    expect(seen).toEqual([expect.objectContaining({ method: 'GET', path, query })]);
  });

  test('a request without a body has no body property', async () => {
    await request(createApp(mockThat(created))).get('/notes');
    expect(seen[0]).not.toHaveProperty('body');
  });

  test('the bytes of the body arrive as sent, whatever the content type claims', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x00, 0xff]);
    await request(createApp(mockThat(created)))
      .post('/notes')
      .set('content-type', 'application/json')
      .serialize((body) => body)
      .send(bytes);
    expect(Buffer.from(seen[0]!.body!)).toEqual(bytes);
  });

  test('an empty body is no body', async () => {
    await request(createApp(mockThat(created)))
      .post('/notes')
      .set('content-length', '0');
    expect(seen[0]).not.toHaveProperty('body');
  });

  test.each([
    [10, 10],
    [11, 11],
    [500, 11],
  ])('of %i bytes with a limit of 10 the handler gets %i', async (sent, given) => {
    const app = createApp(mockThat(created), { bodyLimit: 10 });
    await request(app).post('/notes').send('x'.repeat(sent));
    expect(seen[0]!.body).toHaveLength(given);
  });
});

describe('what the client is given', () => {
  test('status, headers and body as they are, with a length in bytes, and nothing of Express', async () => {
    const response = await request(createApp(mockThat(created))).post('/notes');
    expect(response.status).toBe(201);
    expect(response.body).toEqual({ é: 1 });
    expect(response.headers).toMatchObject({ 'content-length': '8', location: '/notes/7' });
    expect(response.headers).not.toHaveProperty('x-powered-by');
    expect(response.headers).not.toHaveProperty('etag');
  });

  test('HEAD has the length of the body and not the body', async () => {
    const response = await request(createApp(mockThat(created))).head('/notes');
    expect(response.headers['content-length']).toBe('8');
    expect(response.text).toBeUndefined();
  });

  test('204 has neither body nor length', async () => {
    const response = await request(createApp(mockThat(() => ({ status: 204, headers: {}, note: '' })))).delete(
      '/notes',
    );
    expect(response.status).toBe(204);
    expect(response.headers).not.toHaveProperty('content-length');
    expect(response.headers).not.toHaveProperty('transfer-encoding');
  });

  test('a handler that throws is a 500 problem without a stack trace', async () => {
    const log: RequestLogEntry[] = [];
    const failing = mockThat(() => {
      throw new Error('secret reason');
    });
    const response = await request(createApp(failing, { log: (entry) => log.push(entry) })).get('/notes');
    expect(response.status).toBe(500);
    expect(response.type).toBe('application/problem+json');
    expect(response.body).toMatchObject({ status: 500, type: '/problems/internal-error' });
    expect(response.text).not.toContain('secret reason');
    expect(log).toEqual([expect.objectContaining({ status: 500, note: 'internal error: secret reason' })]);
  });
});

describe('the routes of its own', () => {
  test('GET /healthz', async () => {
    const response = await request(createApp(mockThat(created))).get('/healthz?deep=1');
    expect([response.status, response.type, response.body]).toEqual([200, 'application/json', { status: 'ok' }]);
    expect(seen).toEqual([]);
  });

  test('GET /openapi.json is the document', async () => {
    const response = await request(createApp(mockThat(created))).get('/openapi.json');
    expect([response.type, response.body.info]).toEqual(['application/json', { title: 'Notes', version: '1' }]);
    expect(response.headers['access-control-allow-origin']).toBe('*');
  });

  test('GET /openapi.yaml is the same document as YAML', async () => {
    const response = await request(createApp(mockThat(created)))
      .get('/openapi.yaml')
      .buffer(true);
    expect(response.type).toBe('application/yaml');
    expect(Buffer.from(response.text ?? response.body).toString()).toMatch(
      /^openapi: 3\.1\.1\ninfo:\n {2}title: Notes\n/,
    );
  });

  test.each(['/healthz/', '/HEALTHZ', '/healthz/x', '/', '/openapi'])('%s is none of them', async (path) => {
    await request(createApp(mockThat(created))).get(path);
    expect(seen).toEqual([expect.objectContaining({ path })]);
  });

  test('another method is none of them', async () => {
    await request(createApp(mockThat(created))).post('/healthz');
    expect(seen).toHaveLength(1);
  });

  test('a document that describes /healthz keeps it', async () => {
    await request(createApp(mockThat(created, ['/healthz']))).get('/healthz');
    expect(seen).toEqual([expect.objectContaining({ path: '/healthz' })]);
  });
});

describe('as part of an application', () => {
  test('below a mount point the path is relative to it, and Location leads back through it', async () => {
    const log: RequestLogEntry[] = [];
    const outer = express().use('/api/v9', createApp(mockThat(created), { log: (entry) => log.push(entry) }));
    const response = await request(outer).post('/api/v9/notes?x=1');
    expect(seen).toEqual([expect.objectContaining({ path: '/notes', query: 'x=1' })]);
    expect(response.headers.location).toBe('/api/v9/notes/7');
    expect(log[0]!.path).toBe('/api/v9/notes?x=1');
  });

  test.each([
    ['express.json()', express.json(), '{"text":"a"}'],
    ['express.raw()', express.raw({ type: '*/*' }), '{ "text": "a" }'],
    ['express.text()', express.text({ type: '*/*' }), '{ "text": "a" }'],
  ])('a body that %s has consumed still arrives', async (_name, parser, expected) => {
    const outer = express().use(parser, createApp(mockThat(created)));
    await request(outer).post('/notes').set('content-type', 'application/json').send('{ "text": "a" }');
    expect(Buffer.from(seen[0]!.body!).toString()).toBe(expected);
  });

  test('a body that somebody has consumed without a trace is none, not a hang', async () => {
    const outer = express().use(
      (incoming, _response, next) => {
        incoming.resume().on('end', next);
      },
      createApp(mockThat(created)),
    );
    const response = await request(outer).post('/notes').send('{}');
    expect([response.status, seen[0]!.body]).toEqual([201, undefined]);
  });
});
