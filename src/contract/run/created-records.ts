import type { Operation, Resource } from '../../openapi/model/model';
import type { RequestParts } from '../exchange/build-request';
import { TransportError, type WireResponse } from '../exchange/exchange';
import type { CreatedRecord } from '../steps/context/case';

/** A record that could not be removed. */
export interface Leftover {
  readonly resource: string;
  readonly id: string;
  /** Reason that it is still there, for a person. */
  readonly reason: string;
}

/** Sends the removal of a record. */
export type SendRemoval = (operation: Operation, parts: RequestParts) => Promise<WireResponse>;

/** Number of records of one resource that are removed at a time. */
const AT_A_TIME = 8;
/** After so many unanswered requests in a row, the target is gone. */
const MOST_UNREACHABLE = 3;

/**
 * Removes all created records, the newest first, and empties the list. Records that are gone already are fine; what could not be
 * removed is tried once more after everything else is gone, as something may have hung on it.
 *
 * @param send - sends the request of an operation
 * @param left - tells how many milliseconds are left for it
 * @param resources - of the document: a record of a nested collection may be removed where all of its kind are
 * @returns what is still there; never throws
 */
export async function cleanUp(
  send: SendRemoval,
  created: CreatedRecords,
  left = () => 30_000,
  resources: readonly Resource[] = [],
): Promise<readonly Leftover[]> {
  const remover = createRemover(send, left, resources);
  const refused: CreatedRecord[] = [];
  for (const batch of batchesOf(created.records)) {
    const results = await Promise.all(batch.map((record) => remover.remove(record)));
    for (const [index, record] of batch.entries()) {
      created.remove(record);
      if (results[index] !== undefined) refused.push(record);
    }
  }
  const leftovers: Leftover[] = [];
  for (const record of refused) {
    const reason = await remover.remove(record);
    if (reason !== undefined) leftovers.push({ resource: record.resource.name, id: record.id, reason });
  }
  return leftovers;
}

// Records of one resource do not hang on each other, so neighbours in the list can go together.
function batchesOf(records: readonly CreatedRecord[]): CreatedRecord[][] {
  const batches: CreatedRecord[][] = [];
  for (const record of records) {
    const last = batches.at(-1);
    if (last !== undefined && last.length < AT_A_TIME && last[0]?.resource === record.resource) last.push(record);
    else batches.push([record]);
  }
  return batches;
}

interface Remover {
  /** Resolves to the reason why the record is still there. */
  remove(record: CreatedRecord): Promise<string | undefined>;
}

const outOfTime = 'the time for cleaning up ran out';

/** Resolves to undefined when the time is over first; what was begun may still end. */
export async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, milliseconds));
  });
  // What fails after the time is over concerns nobody any more.
  promise.catch(() => {});
  return Promise.race([promise, over]).finally(() => clearTimeout(timer));
}

/** The operation that removes a record: of its own collection, else of the one whose records that shows. */
function removalOf(
  { resource, id, path }: CreatedRecord,
  resources: readonly Resource[],
): { readonly remove: Operation | undefined; readonly path: Readonly<Record<string, string>> } {
  const { remove } = resource.roles;
  const kind = remove === undefined ? resources.find(({ name }) => name === resource.recordsOf) : undefined;
  const isReached = kind?.idParameter !== undefined && kind.item?.template.parameterNames.length === 1;
  return isReached ? { remove: kind.roles.remove, path: { [kind.idParameter!]: id } } : { remove, path };
}

function createRemover(send: SendRemoval, left: () => number, resources: readonly Resource[]): Remover {
  let [unreachable, lastReason] = [0, ''];
  return {
    async remove(record) {
      const { remove, path } = removalOf(record, resources);
      if (remove === undefined) return 'the document has no operation that removes it';
      // A target that is gone would let each record wait for its own time-out.
      if (unreachable >= MOST_UNREACHABLE) return lastReason;
      if (left() <= 0) return outOfTime;
      try {
        const answer = await within(left(), send(remove, { path }));
        if (answer === undefined) return outOfTime;
        const { status } = answer;
        unreachable = 0;
        const gone = (status >= 200 && status < 300) || status === 404 || status === 410;
        return gone ? undefined : `the target answered ${status} to its removal`;
      } catch (error) {
        lastReason = error instanceof Error ? error.message : String(error);
        unreachable += error instanceof TransportError && error.unreachable ? 1 : 0;
        return lastReason;
      }
    },
  };
}

/** Records that a run has made on the target and not removed again yet. */
export interface CreatedRecords {
  add(record: CreatedRecord): void;
  remove(record: CreatedRecord): void;
  /** The newest first, so that what hangs on other records goes before them. */
  readonly records: readonly CreatedRecord[];
}

/** Creates an empty list of created records. */
export function createCreatedRecords(): CreatedRecords {
  const records = new Map<string, CreatedRecord>();
  const keyOf = (record: CreatedRecord): string => JSON.stringify([record.resource.name, record.path]);
  return {
    add(record) {
      records.set(keyOf(record), record);
    },
    remove(record) {
      records.delete(keyOf(record));
    },
    get records() {
      return [...records.values()].reverse();
    },
  };
}
