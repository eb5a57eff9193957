// Runs in a process of its own: `node bench/store-figures.js COUNT` prints what seeding and keeping that many records takes.
const { join } = require('node:path');
const { createMock, loadSpec } = require('..');

/** Milliseconds of CPU, all threads: on a machine that others use, too, the clock tells nothing. */
async function timed(act) {
  const start = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

async function main(count) {
  const mock = createMock({ spec: loadSpec(join(__dirname, '..', 'spec', 'contact-points.yaml')), count });
  const [resource] = mock.spec.resources;
  const { store } = mock;
  const seconds = (await timed(() => store.page(resource.name, {}, 0, 1))) / 1000;
  const megabytes = process.memoryUsage.rss() / 1_048_576;
  let kept;
  const snapshot = await timed(async () => {
    kept = await store.snapshot();
  });
  const { items } = await store.page(resource.name, {}, 0, 1);
  await store.remove(resource.name, items[0].id);
  const restore = await timed(() => store.restore(kept));
  await store.remove(resource.name, items[0].id);
  const reset = await timed(() => mock.reset());
  process.stdout.write(JSON.stringify({ count, seeding: count / seconds, megabytes, reset, snapshot, restore }));
}

void main(Number(process.argv[2]));
