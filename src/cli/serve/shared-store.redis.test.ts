import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSigned } from '../../contract/target/self-signed.test-support';
import { freePort, RedisServer } from '../../store/redis/redis-server.test-support';

const PROGRAM = join(__dirname, '../../../dist/cli/main.js');

/** A Redis server that asks for a password and speaks TLS beside plain text. */
let redis: RedisServer;
let tlsPort: number;
const folder = mkdtempSync(join(tmpdir(), 'tls-'));
const authority = join(folder, 'cert.pem');
beforeAll(async () => {
  const key = join(folder, 'key.pem');
  writeFileSync(authority, selfSigned.cert);
  writeFileSync(key, selfSigned.key);
  tlsPort = await freePort();
  const tls = ['--tls-port', String(tlsPort), '--tls-cert-file', authority, '--tls-key-file', key];
  redis = await RedisServer.start(...tls, '--tls-auth-clients', 'no', '--requirepass', 'open: sesame/1');
});
afterAll(async () => {
  await redis.stop();
  rmSync(folder, { recursive: true });
});

/** Output of `serve` until it listens or ends, and its readiness. */
async function serve(store: string, env: NodeJS.ProcessEnv): Promise<{ text: string; ready: number | undefined }> {
  const args = [PROGRAM, 'serve', '--port', '0', '--count', '10'];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env, CONTACT_POINTS_STORE: store } });
  let text = '';
  const url = await new Promise<string | undefined>((resolve) => {
    const read = (chunk: Buffer): void => {
      text += chunk;
      const match = /Listening on (\S+)/.exec(text);
      if (match !== null) resolve(match[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', () => resolve(undefined));
  });
  const ready = url === undefined ? undefined : (await fetch(`${url}/readyz`)).status;
  child.kill('SIGKILL');
  return { text, ready };
}

const PASSWORD = encodeURIComponent('open: sesame/1');
const trusting = { NODE_EXTRA_CA_CERTS: authority };

test.each([
  ['an authority that is trusted', () => `rediss://:${PASSWORD}@localhost:${tlsPort}`, trusting],
  ['its address instead of its name', () => `rediss://:${PASSWORD}@127.0.0.1:${tlsPort}/1`, trusting],
  ['no TLS', () => `redis://:${PASSWORD}@127.0.0.1:${redis.port}/2`, {}],
])('serves from Redis with a password, with %s', async (_, url, env) => {
  const { text, ready } = await serve(url(), env);
  expect({ text, ready }).toEqual({ text: expect.stringContaining('Listening'), ready: 200 });
  expect(text).not.toContain('sesame');
});

test('a server that would remove single keys is told of at the start', async () => {
  const evicting = await RedisServer.start('--maxmemory-policy', 'allkeys-lru');
  const { text, ready } = await serve(evicting.url, {});
  await evicting.stop();
  expect(ready).toBe(200);
  expect(text).toContain('set maxmemory-policy noeviction (now allkeys-lru)');
});

test.each([
  [
    'an authority that is not known',
    () => `rediss://:${PASSWORD}@localhost:${tlsPort}`,
    {},
    'authority that is not known here; trust it with NODE_EXTRA_CA_CERTS=FILE',
  ],
  ['no password', () => `rediss://localhost:${tlsPort}`, trusting, 'it asks for a password'],
  ['another password', () => `rediss://:hush@localhost:${tlsPort}`, trusting, 'it does not know this user or password'],
  ['plain text where TLS is spoken', () => `redis://localhost:${tlsPort}`, {}, 'perhaps TLS is spoken there'],
  ['TLS where none is spoken', () => `rediss://127.0.0.1:${redis.port}`, {}, 'perhaps no TLS is spoken there'],
])('refuses to start with %s, and says why', async (_, url, env, reason) => {
  const { text, ready } = await serve(url(), env);
  expect(ready).toBeUndefined();
  expect(text).toContain(`contact-points: --store: ${new URL(url()).host} cannot be used: `);
  expect(text).toContain(reason);
  expect(text).not.toContain('hush');
});
