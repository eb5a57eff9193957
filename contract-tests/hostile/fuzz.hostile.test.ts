import { join } from 'node:path';
import fc from 'fast-check';
import { loadSpec } from '../../src/openapi/load-spec';
import { answersIn, talk } from '../../src/server/raw-http.test-support';
import { rawRequests } from '../../src/server/raw-requests.test-support';
import { isLarge, type Measured, type Served, serveMeasured } from './program';

const DOCUMENTS = ['spec/contact-points.yaml', 'fixtures/specs/bookshop.yaml', 'fixtures/specs/warehouse.yaml'];
const REQUESTS = Number(process.env.HOSTILE_REQUESTS ?? (isLarge ? 900_000 : 3_000));
/** Half of the requests have a connection each, the others share one with these. */
const PIPELINED = 10;
/** Requests made from one seed; a fault names it. */
const BATCH = 500;
const AT_ONCE = 8;
/** Milliseconds that no request may keep the event loop. */
const STALL = 100;
/** The factor by which the most memory of the last fifth may be above that of the second: V8 collects when it likes. */
const GROWTH = 1.1;

/** The answers of 5xx that are meant: to a tunnel, and to pages that are not built. */
const MEANT = new Set([501, 503]);

let served: Served | undefined;
afterEach(() => served?.child.kill('SIGKILL'));

test.each(DOCUMENTS)(
  `${REQUESTS / DOCUMENTS.length} requests on %s: no 5xx, no crash, no memory kept`,
  async (document) => {
    const spec = loadSpec(join(__dirname, '../..', document));
    const program = await serveMeasured('--spec', join(__dirname, '../..', document));
    served = program;
    const counts = new Map<number, number>();
    const faults: string[] = [];
    const measured: Measured[] = [];
    let sent = 0;

    const send = async (requests: { bytes: Buffer; isHead: boolean }[], seed: number): Promise<void> => {
      const bytes = requests.map((request) => request.bytes);
      const received = await talk(program.port, bytes, /text\/event-stream/, true).catch(String);
      if (/ECONNRESET|EPIPE|event-stream/.test(received)) return;
      if (/ECONNREFUSED/.test(received)) faults.push(`gone, seed ${seed}`);
      for (const { status, body } of answersIn(received, (index) => requests[index]?.isHead === true)) {
        counts.set(status, (counts.get(status) ?? 0) + 1);
        if (status >= 500 && !MEANT.has(status))
          faults.push(`${status}, seed ${seed}: ${body} ${Buffer.concat(bytes).toString('latin1')}`);
      }
    };
    for (let seed = 1; sent < REQUESTS / DOCUMENTS.length && faults.length === 0; seed++) {
      const batch = fc.sample(rawRequests(spec), { numRuns: BATCH, seed });
      const groups: (typeof batch)[] = batch.slice(BATCH / 2).map((request) => [request]);
      for (let at = 0; at < BATCH / 2; at += PIPELINED) groups.push(batch.slice(at, at + PIPELINED));
      for (let at = 0; at < groups.length; at += AT_ONCE) {
        await Promise.all(groups.slice(at, at + AT_ONCE).map((group) => send(group, seed)));
      }
      sent += BATCH;
      const now = await program.measure();
      measured.push(now);
      // The first request of each kind loads the code that it needs.
      if (seed > 1 && now.ownMax > STALL) faults.push(`${now.ownMax} ms in one piece, seed ${seed}`);
    }
    /** The most memory in each fifth of the time. */
    const memory = [0, 1, 2, 3, 4].map((fifth) => {
      const [from, to] = [fifth, fifth + 1].map((each) => Math.ceil((each * measured.length) / 5));
      return Math.max(...measured.slice(from, to).map(({ rss }) => rss));
    });
    const longest = Math.max(...measured.slice(1).map(({ ownMax }) => ownMax));
    const told = [...counts].sort(([left], [right]) => left - right).map(([status, count]) => `${status}: ${count}`);
    if (isLarge) {
      const sizes = memory.map((each) => each.toFixed(0)).join(', ');
      process.stderr.write(
        `${document}: ${sent} requests; ${told.join(', ')}; RSS ${sizes} MB; at most ${longest.toFixed(0)} ms in one piece\n`,
      );
      expect(memory[4]).toBeLessThan(memory[1]! * GROWTH);
    }
    expect(faults).toEqual([]);
    expect(served.output()).not.toMatch(/internal error|\n\s+at /);
    expect((await fetch(`${served.url}/healthz`)).status).toBe(200);
    served.child.kill('SIGTERM');
    expect(await served.ended).toBe(0);
  },
  isLarge ? 3_600_000 : 120_000,
);
