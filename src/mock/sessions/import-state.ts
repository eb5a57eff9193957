import type { JsonValue } from '../../json-schema/model/json-schema';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { Model } from '../engine/create-model';
import { isStateDocument, readState } from './read-state';
import type { Session } from './session';
import { loadData } from './session-data';
import type { StateDocument } from './state-document';

/** What became of an exported state. */
export interface ImportReport {
  /** How many records did not fit. */
  readonly left: number;
  /** Why, a line for each; at most a hundred. */
  readonly reasons: readonly string[];
}

/**
 * Replaces the data of a session by an exported state, as far as it fits the document.
 *
 * @returns undefined when this is no exported state at all
 */
export async function importState(session: Session, model: Model, state: JsonValue): Promise<ImportReport | undefined> {
  if (!isStateDocument(state)) return undefined;
  const { records, lastNumbers, left, violations } = readState(model, state as unknown as StateDocument);
  await loadData(session, records, lastNumbers);
  return { left, reasons: violations.map(({ path, reason }) => `${formatPropertyPath(path)} ${reason}`) };
}
