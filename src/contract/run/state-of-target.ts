import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '../../openapi/model/model';
import type { Exchange, TransportError } from '../exchange/exchange';
import type { RunState, Suspect } from './run-state';

/** Exchanges in a row without a complete response after which an operation is left alone. */
const mostIncomplete = 5;

/** Gives the reason that an operation is asked no more: it let the run wait, or hung up, again and again. */
export function incompleteReason({ incomplete }: RunState, operation: Operation | undefined): string | undefined {
  if (operation === undefined || (incomplete.get(operation.id) ?? 0) < mostIncomplete) return undefined;
  return `${operation.id} gave no complete response ${mostIncomplete} times in a row`;
}

/**
 * Notes that no complete response came.
 *
 * @param mayHangUp - true when closing the connection is a fair answer to this request
 * @returns the request that brought the target down, when nothing listens there any more
 */
export async function noteFailure(
  state: RunState,
  error: TransportError,
  suspect: Suspect,
  mayHangUp: boolean,
): Promise<Suspect | undefined> {
  if (error.cutOff) state.suspects.push(suspect);
  if (!error.unreachable) {
    const id = suspect.operation?.id ?? '';
    if (!mayHangUp) state.incomplete.set(id, (state.incomplete.get(id) ?? 0) + 1);
    return undefined;
  }
  state.failuresInARow += 1;
  // The request under which the target went down may learn of it a moment after one that only found the port dead.
  if (state.killer === undefined) await sleep(100);
  state.killer ??= [...state.suspects].sort((a, b) => dangerOf(b) - dangerOf(a))[0];
  return state.killer;
}

// Of all that was on its way, the request that means harm is likelier to have done it than a plain one.
function dangerOf({ expectation, request }: Suspect): number {
  const size = Math.min(request.body?.length ?? 0, 999_999) / 1_000_000;
  if (expectation.kind === 'open' && expectation.mayHangUp === true) return 4 + size;
  if (expectation.kind === 'status') return 3 + size;
  return (expectation.kind === 'rejection' ? 2 : expectation.kind === 'open' ? 1 : 0) + size;
}

/** Counts what plain valid requests are answered, which tells missing credentials and a wrong base URL from single faults. */
export function countAnswer({ answered }: RunState, { expectation, operation, response }: Exchange): void {
  const isPlain = expectation.kind === 'success' || expectation.because === 'references may be unknown';
  if (!isPlain || operation === undefined) return;
  if (response.status === 401 || response.status === 403) answered.refused += 1;
  else if (response.status === 404) answered.missing.add(operation.id);
  else answered.other += 1;
}
