import { malformedBodies } from '../cases/malformed-bodies';
import { values } from '../cases/values';
import { type Target, TransportError } from '../exchange/exchange';
import { verify } from '../verify';
import { createSmallTarget, problem, smallSpec } from './small-target.test-support';

const spec = smallSpec({ items: { name: { type: 'string', minLength: 1, maxLength: 40 } } });

test('an operation that gives no complete response five times in a row is left alone', async () => {
  const target = createSmallTarget();
  let [puts, dropped] = [0, 0];
  const send = async (request: Parameters<typeof target.send>[0]) => {
    if (request.method === 'PUT') puts += 1;
    if (request.method !== 'PUT' || puts === 1) return target.send(request);
    dropped += 1;
    throw new TransportError('no complete response within 10 ms', false);
  };
  const report = await verify({ ...target, send }, spec, { kinds: [values], concurrency: 1 });
  expect(dropped).toBe(5);
  expect(report.blocked.map(({ reason }) => reason)).toContain(
    'replace-items gave no complete response 5 times in a row',
  );
});

test('the request that brings a target down is named, not the one that meets the dead port', async () => {
  // What it takes for an item it would keep, and is spared.
  const target = createSmallTarget({
    before: (_, { name }) => (typeof name === 'string' ? undefined : problem(422, 'The name is missing.')),
  });
  let isDown = false;
  const send = async (request: Parameters<typeof target.send>[0]) => {
    if (isDown) throw new TransportError('the connection was refused', true);
    if ((request.body?.length ?? 0) < 5_000) return target.send(request);
    isDown = true;
    // The answer to it comes late.
    await new Promise((resolve) => setTimeout(resolve, 50));
    throw new TransportError('the connection was refused', true, true);
  };
  const report = await verify({ ...target, send }, spec, { kinds: [values, malformedBodies] });
  const [finding] = report.findings.filter(({ check }) => check === 'complete-response');
  expect(finding?.title).toMatch(/^stops answering at (POST|PUT) \/items.* with a body of \d{4,} bytes$/);
  expect(report.stopped).toBe('lost');
});

test('a run whose time is over tells what it has found, and removes what it has made', async () => {
  const target = createSmallTarget();
  const send = async (request: Parameters<typeof target.send>[0]) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return target.send(request);
  };
  const report = await verify({ ...target, send }, spec, { maxTime: 150 });
  expect(report.stopped).toBe('time');
  expect(report.cases).toBeLessThan(report.planned);
  expect(target.stores.get('items')?.size).toBe(0);
});

test('what a target asks to wait counts as time of the run', async () => {
  const target = createSmallTarget({ instead: () => [429, undefined, { 'retry-after': '30' }] });
  const started = performance.now();
  const report = await verify(target, spec, { maxTime: 300 });
  expect(report.stopped).toBe('time');
  expect(report.cut).toContainEqual({ kind: 'values', cases: expect.any(Number) });
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('a run that is stopped ends soon, although a request never ends', async () => {
  const target = createSmallTarget();
  const stop = new AbortController();
  const send = (request: Parameters<typeof target.send>[0]) => {
    if (request.method !== 'PUT') return target.send(request);
    stop.abort();
    return new Promise<never>(() => {});
  };
  const started = performance.now();
  const report = await verify({ ...target, send }, spec, { kinds: [values], signal: stop.signal });
  expect(report.stopped).toBe('signal');
  expect(performance.now() - started).toBeLessThan(6_000);
});

const untilAborted = (signal: AbortSignal | undefined) =>
  new Promise<never>((_, reject) =>
    signal?.addEventListener('abort', () => reject(new TransportError('no complete response', false))),
  );

test('a run whose time is over waits for no answer to what it reads, and blames nothing for it', async () => {
  const target = createSmallTarget();
  let aborted = 0;
  const send: Target['send'] = (request) => {
    if (request.method !== 'GET' || request.signal === undefined) return target.send(request);
    request.signal.addEventListener('abort', () => (aborted += 1));
    return untilAborted(request.signal);
  };
  const report = await verify({ ...target, send }, spec, { maxTime: 300 });
  expect(report.stopped).toBe('time');
  expect(aborted).toBeGreaterThan(0);
  expect(report.findings).toEqual([]);
}, 5_000);

test('a person who stops the cleaning up is told what is left, at once', async () => {
  const target = createSmallTarget();
  const stop = new AbortController();
  const send: Target['send'] = (request) => {
    if (request.method !== 'DELETE') return target.send(request);
    stop.abort();
    return untilAborted(request.signal);
  };
  const report = await verify({ ...target, send }, spec, { kinds: [values], maxTime: 300, signal: stop.signal });
  expect(report.leftovers.length).toBeGreaterThan(0);
}, 5_000);
