// Runs in a process of its own: `node --expose-gc bench/store-figures.js COUNT` prints what seeding and keeping that many records takes.
const { join } = require('node:path');
const { createMock, loadSpec } = require('..');
const { timed } = require('./in-process');

/** Bytes: of the heap and of buffers after a collection, and all that the process has. */
function memory() {
  global.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { used: heapUsed + external, rss };
}

async function main(count) {
  const mock = createMock({ spec: loadSpec(join(__dirname, '..', 'spec', 'contact-points.yaml')), count });
  const [resource] = mock.spec.resources;
  const { store } = mock;
  const { name } = resource;
  // Code that is compiled and locales that are loaded are no memory of records.
  const warm = createMock({ spec: mock.spec, count: 100 });
  await warm.store.page(name, {}, 0, 100);
  const before = memory();

  // A store may make records when they are first asked for, so the work is done only when each has been read.
  const first = await timed(() => store.page(name, {}, 0, 1));
  const { total, items } = await store.page(name, {}, 0, 1);
  const firstFilter = await timed(() => store.page(name, items[0].keys, 0, 25));
  const ready = memory();
  const readAll = await timed(async () => {
    for (let offset = 0; offset < total; offset += 1000) await store.page(name, {}, offset, 1000);
  });
  const full = memory();

  let kept;
  const snapshot = await timed(async () => {
    kept = await store.snapshot();
  });
  await store.remove(name, items[0].id);
  const restore = await timed(() => store.restore(kept));
  await store.remove(name, items[0].id);
  const reset = await timed(() => mock.reset());
  const perRecord = (after) => ({ used: (after.used - before.used) / total, rss: (after.rss - before.rss) / total });
  process.stdout.write(
    JSON.stringify({
      count,
      total,
      first,
      firstFilter,
      readAll,
      perSecond: (total * 1000) / (first + readAll),
      ready: perRecord(ready),
      full: perRecord(full),
      megabytes: full.rss / 1_048_576,
      snapshot,
      restore,
      reset,
    }),
  );
}

void main(Number(process.argv[2]));
