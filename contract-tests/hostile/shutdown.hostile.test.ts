import { connect, type Socket } from 'node:net';
import { isLarge, type Served, serve } from './program';

let served: Served;
afterEach(() => served.child.kill('SIGKILL'));

/** A connection with what came over it. */
interface Line {
  readonly socket: Socket;
  received: string;
  readonly closed: Promise<void>;
}

function dial(bytes: string): Line {
  const socket = connect(served.port, '127.0.0.1');
  const line: Line = { socket, received: '', closed: new Promise((resolve) => socket.on('close', () => resolve())) };
  socket.setEncoding('latin1').on('data', (chunk: string) => (line.received += chunk));
  socket.on('error', () => {});
  socket.write(bytes);
  return line;
}

test(`asked to end with ${isLarge ? 500 : 120} connections open: what is in flight is answered, streams end, it exits with 0`, async () => {
  served = await serve();
  const get = (path: string, field = ''): string => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${field}\r\n`;
  const PATH = '/v2/customers/contact_points?limit=1';
  const many = (isLarge ? 500 : 120) / 4;
  const lines = (bytes: string): Line[] => Array.from({ length: many }, () => dial(bytes));
  const idle = lines(get(PATH));
  const slow = lines(get(PATH, 'Prefer: delay=400\r\n'));
  const streams = lines(get('/__admin/events'));
  const silent = lines('');
  // More than fits into the buffers of a connection, which is never read.
  const stuck = dial(get('/__admin/state').repeat(20));
  stuck.socket.pause();
  while (idle.some(({ received }) => received === '') || streams.some(({ received }) => received === '')) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const start = performance.now();
  served.child.kill('SIGTERM');
  expect(await served.ended).toBe(0);
  if (isLarge) process.stderr.write(`ended after ${(performance.now() - start).toFixed(0)} ms\n`);
  stuck.socket.destroy();
  await Promise.all([...idle, ...slow, ...streams, ...silent].map(({ closed }) => closed));
  expect(slow.map(({ received }) => received.slice(0, 15))).toEqual(slow.map(() => 'HTTP/1.1 200 OK'));
  for (const { received } of slow) expect(received).toMatch(/"total":\d+\}$/);
  for (const { received } of streams) expect(received).toMatch(/\r\n0\r\n\r\n$/);
}, 60_000);
