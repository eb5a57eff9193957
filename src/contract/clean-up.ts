import { buildRequest } from './build-request';
import type { Target } from './exchange';
import type { Ledger } from './ledger';
import type { CreatedRecord } from './record';

/** A record that could not be removed. */
export interface Leftover {
  readonly resource: string;
  readonly id: string;
  /** Why it is still there, for a person. */
  readonly reason: string;
}

/**
 * Removes everything in the ledger, the newest first, and empties it. Records that are gone already are fine.
 *
 * @param credentials - headers that every request carries
 * @returns what is still there; never throws
 */
export async function cleanUp(
  target: Target,
  ledger: Ledger,
  credentials: Readonly<Record<string, string>>,
): Promise<readonly Leftover[]> {
  const leftovers: Leftover[] = [];
  for (const record of ledger.records) {
    const reason = await removeRecord(target, record, credentials);
    ledger.remove(record);
    if (reason !== undefined) leftovers.push({ resource: record.resource.name, id: record.id, reason });
  }
  return leftovers;
}

async function removeRecord(
  target: Target,
  record: CreatedRecord,
  credentials: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const remove = record.resource.roles.remove;
  if (remove === undefined) return 'the document has no operation that removes it';
  try {
    const { status } = await target.send(buildRequest(remove, { path: record.path }, credentials));
    const gone = (status >= 200 && status < 300) || status === 404 || status === 410;
    return gone ? undefined : `the target answered ${status} to its removal`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
