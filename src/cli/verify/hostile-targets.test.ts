import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { runLine } from '../run-line.test-support';
import { taskDocument } from './task-server.test-support';

const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
const spec = join(folder, 'tasks.yaml');
writeFileSync(spec, taskDocument);
const report = join(folder, 'report.json');
const servers: Server[] = [];
afterEach(async () => {
  rmSync(report, { force: true });
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});
afterAll(() => rmSync(folder, { recursive: true }));

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const piece = Buffer.alloc(65_536, ' ');
const bomb = gzipSync(Buffer.alloc(16_000_000, ' '));

/** Writes again and again, as fast as the other side reads. */
function pour(socket: Socket, next: () => string | Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(next()));
  };
  socket.on('drain', more);
  more();
}

const answers: Readonly<Record<string, (socket: Socket) => void>> = {
  'a body without an end': (socket) => {
    socket.write(`${head}\r\n[`);
    pour(socket, () => piece);
  },
  'a byte now and then': (socket) => {
    socket.write(`${head}content-length: 1000000\r\n\r\n`);
    const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write(' ')), 50);
    socket.on('close', () => clearInterval(timer));
  },
  'header fields without an end': (socket) => {
    socket.write(head);
    let count = 0;
    pour(socket, () => `x-${count++}: ${'a'.repeat(4_000)}\r\n`);
  },
  nothing: () => {},
  'a bomb of compressed nothing': (socket) => {
    socket.write(`${head}content-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`);
    socket.end(bomb);
  },
};

async function urlOf(answer: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
    socket.once('data', () => answer(socket));
  });
  const { close } = server;
  server.close = (done) => {
    for (const socket of sockets) socket.destroy();
    return close.call(server, done);
  };
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each(Object.entries(answers))(
  'a target that answers %s is judged to the end',
  async (_, answer) => {
    const options = ['--spec', spec, '--timeout', '150', '--max-body', '65536', '--report', `json=${report}`];
    const { code, out } = await runLine(['verify', await urlOf(answer), ...options], {});
    expect(code).toBe(1);
    expect(out).toMatch(/gives no complete response|encod/);
    expect(JSON.parse(readFileSync(report, 'utf8')).findings.length).toBeGreaterThan(0);
  },
  60_000,
);

const program = [
  '--require',
  join(__dirname, '../../../contract-tests/judge/register-typescript.js'),
  join(__dirname, '../main.ts'),
];

test.each(['nothing', 'a byte now and then'])(
  'Ctrl-C ends a run on a target that answers %s, and writes the report',
  async (name) => {
    let asked = (): void => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const url = await urlOf((socket) => {
      asked();
      answers[name]!(socket);
    });
    const args = ['verify', url, '--spec', spec, '--timeout', '60000', '--report', `json=${report}`];
    const child = spawn(process.execPath, [...program, ...args], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('close', resolve));
    await isAsked;
    child.kill('SIGINT');
    // Long before any exchange is over.
    expect(await ended).toBe(130);
    expect(JSON.parse(readFileSync(report, 'utf8')).stopped).toBe('signal');
  },
  50_000,
);
