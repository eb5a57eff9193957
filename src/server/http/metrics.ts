import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Mock } from '../../mock/create-mock';
import type { MockRequest } from '../../mock/messages/message';
import type { RequestLog } from './request-log';

/** The numbers of a mock, for Prometheus. */
export interface Metrics {
  /** Counts requests. */
  readonly log: RequestLog;
  /** The media type of {@link Metrics.text}. */
  readonly mediaType: string;
  /** Writes all numbers as they are now. */
  text(): Promise<string>;
}

/** The upper bounds of the histogram's buckets, in seconds: most answers take less than a millisecond, delays are asked for in hundreds. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/**
 * Creates the numbers of a mock: requests by operation and status, their duration, sessions, records, and those of the process, the
 * delay of its event loop among them. A request that the document does not describe counts for the operation `none`.
 *
 * @param log - takes note of requests, too
 */
export function createMetrics(
  mock: Pick<Mock, 'identify' | 'sessions' | 'spec' | 'store'>,
  log: RequestLog | undefined,
): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'mock_requests_total',
    help: 'Answered requests; status 0 is a client that left before the answer.',
    labelNames: ['operation', 'status'],
    registers,
  });
  const duration = new Histogram({
    name: 'mock_request_duration_seconds',
    help: 'Time from a request to its answer.',
    labelNames: ['operation'],
    buckets: BUCKETS,
    registers,
  });
  new Gauge({
    name: 'mock_sessions',
    help: 'Named sessions with data of their own.',
    registers,
    collect() {
      this.set(mock.sessions.list().length);
    },
  });
  new Gauge({
    name: 'mock_records',
    help: 'Records of requests that name no session.',
    labelNames: ['resource'],
    registers,
    async collect() {
      this.reset();
      for (const { name } of mock.spec.resources) {
        this.set({ resource: name }, (await mock.store.page(name, {}, 0, 0)).total);
      }
    },
  });
  return {
    log(entry) {
      const { method, path, status, durationMs, headers = {} } = entry;
      const { operation = 'none' } = mock.identify({ method, path, headers: headers as MockRequest['headers'] });
      requests.inc({ operation, status });
      duration.observe({ operation }, durationMs / 1000);
      log?.(entry);
    },
    mediaType: registry.contentType,
    text: () => registry.metrics(),
  };
}
