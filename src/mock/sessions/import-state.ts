import type { JsonValue } from '../../json-schema/json-schema';
import { formatPropertyPath } from '../../json-schema/pointer';
import type { Model } from '../engine/create-model';
import { isStateDocument, readState } from './read-state';
import type { StateDocument } from './state-document';
import type { World } from './world';
import { loadData } from './world-data';

/** What became of an exported state. */
export interface ImportReport {
  /** How many records did not fit. */
  readonly left: number;
  /** Why, a line for each; at most a hundred. */
  readonly reasons: readonly string[];
}

/**
 * Replaces the data of a world by an exported state, as far as it fits the document.
 *
 * @returns undefined when this is no exported state at all
 */
export async function importState(world: World, model: Model, state: JsonValue): Promise<ImportReport | undefined> {
  if (!isStateDocument(state)) return undefined;
  const { records, lastNumbers, left, violations } = readState(model, state as unknown as StateDocument);
  await loadData(world, records, lastNumbers);
  return { left, reasons: violations.map(({ path, reason }) => `${formatPropertyPath(path)} ${reason}`) };
}
