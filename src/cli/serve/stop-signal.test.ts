import { EventEmitter } from 'node:events';
import { createStopSignal } from './stop-signal';

test.each([
  ['SIGINT', 'SIGTERM'],
  ['SIGTERM', 'SIGTERM'],
])('%s is the first, %s the second', async (one, two) => {
  const source = new EventEmitter();
  const stop = createStopSignal(source);
  const order: string[] = [];
  void stop.first.then(() => order.push('first'));
  void stop.second.then(() => order.push('second'));
  await null;
  expect(order).toEqual([]);
  source.emit(one);
  await null;
  expect(order).toEqual(['first']);
  source.emit(two);
  await null;
  expect(order).toEqual(['first', 'second']);
});
