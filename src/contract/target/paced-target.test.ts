import type { Target } from '../exchange/exchange';
import { Blocked } from '../steps/blocked';
import { createPacedTarget } from './paced-target';
import { createStoppableTarget } from './stoppable-target';

const get = { method: 'GET', path: '/', headers: {} };
const answer = { status: 200, headers: {}, body: new Uint8Array(), milliseconds: 0 };

test('requests that come at once are spread evenly; a pause is not made up for', async () => {
  let now = 0;
  const sent: number[] = [];
  const sleeping: { until: number; wake: () => void }[] = [];
  const target: Target = {
    url: 'x',
    close: async () => {},
    send: async () => {
      sent.push(now);
      return answer;
    },
  };
  const paced = createPacedTarget(target, 4, {
    now: () => now,
    sleep: (milliseconds) => new Promise<void>((wake) => sleeping.push({ until: now + milliseconds, wake })),
  });
  const advanceTo = async (time: number): Promise<void> => {
    for (; now < time; now += 10) {
      for (const each of sleeping.filter(({ until }) => until <= now)) each.wake();
      await new Promise(setImmediate);
    }
  };
  const first = Promise.all([paced.send(get), paced.send(get), paced.send(get)]);
  await advanceTo(2_000);
  await first;
  expect(sent).toEqual([0, 250, 500]);
  const second = Promise.all([paced.send(get), paced.send(get)]);
  await advanceTo(3_000);
  await second;
  expect(sent.slice(3)).toEqual([2_000, 2_250]);
});

test('a stopped run begins no request, and waits for the one on its way', async () => {
  let finish!: () => void;
  const target: Target = {
    url: 'x',
    close: async () => {},
    send: () => new Promise((resolve) => (finish = () => resolve(answer))),
  };
  const stop = new AbortController();
  const stoppable = createStoppableTarget(target, stop.signal);
  const onItsWay = stoppable.send(get);
  stop.abort();
  finish();
  await expect(onItsWay).resolves.toBe(answer);
  await expect(stoppable.send(get)).rejects.toThrow(Blocked);
});
