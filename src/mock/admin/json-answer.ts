import type { MockResponse } from '../messages/message';
import type { DataModel } from '../records/data-model';
import type { Session } from '../sessions/session';

/** Answers a value as JSON; what the mock remembers now is not what it remembers next. */
export function jsonAnswer(value: unknown, status = 200): MockResponse {
  return jsonText(JSON.stringify(value), status);
}

/** Answers a text that is JSON. */
export function jsonText(body: string, status = 200): MockResponse {
  return { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body, note: '' };
}

/** Answers that it is done and that there is nothing to say. */
export const done: MockResponse = { status: 204, headers: {}, note: '' };

/** The number of records of each resource in a session. */
export async function countRecords(
  { recorded }: Pick<DataModel, 'recorded'>,
  { store }: Session,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of recorded) counts[name] = (await store.page(name, {}, 0, 0)).total;
  return counts;
}
