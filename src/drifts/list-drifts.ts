import type { Spec } from '../openapi/model/model';
import { bodyDrifts } from './catalogue/body-drifts';
import { createDrifts } from './catalogue/create-drifts';
import { DRIFT_GROUPS, type Drift } from './catalogue/drift';
import { filterDrifts } from './catalogue/filter-drifts';
import { headerDrifts } from './catalogue/header-drifts';
import { inputDrifts } from './catalogue/input-drifts';
import { memoryDrifts } from './catalogue/memory-drifts';
import { orderDrifts } from './catalogue/order-drifts';
import { pagingDrifts } from './catalogue/paging-drifts';
import { parameterDrifts } from './catalogue/parameter-drifts';
import { problemDrifts } from './catalogue/problem-drifts';
import { protocolDrifts } from './catalogue/protocol-drifts';
import { readDrifts } from './catalogue/read-drifts';
import { removalDrifts } from './catalogue/removal-drifts';
import { replaceDrifts } from './catalogue/replace-drifts';
import { responseDrifts } from './catalogue/response-drifts';
import { statusDrifts } from './catalogue/status-drifts';
import { textDrifts } from './catalogue/text-drifts';

const FAMILIES: readonly ((spec: Spec) => Drift[])[] = [
  bodyDrifts,
  parameterDrifts,
  responseDrifts,
  statusDrifts,
  headerDrifts,
  pagingDrifts,
  filterDrifts,
  orderDrifts,
  createDrifts,
  readDrifts,
  memoryDrifts,
  replaceDrifts,
  removalDrifts,
  textDrifts,
  problemDrifts,
  protocolDrifts,
  inputDrifts,
];

const known = new WeakMap<Spec, readonly Drift[]>();

/**
 * Lists the drifts of a document: every way in which a mock of it can break its contract on purpose. They are derived from
 * the document, so each document has those that apply to it; names are unique and stable.
 *
 * @param spec - the document
 * @returns the drifts, by group
 * @example listDrifts(loadSpec('api.yaml')).map(({ name, title }) => `${name}  ${title}`)
 */
export function listDrifts(spec: Spec): readonly Drift[] {
  const listed = known.get(spec);
  if (listed !== undefined) return listed;
  const all = new Map<string, Drift>();
  // Operations that share a path's parameters give the same drift, and the first one stands for all.
  for (const drift of FAMILIES.flatMap((family) => family(spec))) if (!all.has(drift.name)) all.set(drift.name, drift);
  const drifts = [...all.values()].sort((a, b) => DRIFT_GROUPS.indexOf(a.group) - DRIFT_GROUPS.indexOf(b.group));
  known.set(spec, drifts);
  return drifts;
}

/** A name that a document gives no drift for. The message names the nearest ones. */
export class UnknownDriftError extends Error {
  override readonly name = 'UnknownDriftError';
}

/**
 * Finds drifts by their names.
 *
 * @throws {@link UnknownDriftError} for a name that there is not
 * @example findDrifts(spec, ['unknown-id:500'])
 */
export function findDrifts(spec: Spec, names: readonly string[]): Drift[] {
  const drifts = listDrifts(spec);
  return names.map((name) => {
    const found = drifts.find((drift) => drift.name === name);
    if (found !== undefined) return found;
    const near = nearestNames(
      name,
      drifts.map((drift) => drift.name),
    );
    const hint = near.length === 0 ? '' : ` The nearest are ${near.join(', ')}.`;
    throw new UnknownDriftError(`There is no drift "${name}" for ${spec.source}.${hint}`);
  });
}

/** The names that share the most words, or parts of them, with what was typed; at most three. */
function nearestNames(typed: string, names: readonly string[]): string[] {
  const wanted = pairsOf(typed);
  return names
    .map((name) => ({ name, likeness: likeness(wanted, pairsOf(name)) }))
    .filter(({ likeness }) => likeness >= 0.35)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 3)
    .map(({ name }) => name);
}

// Names are long and made of parts, so what counts is which parts they share, not how many letters stand elsewhere.
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return one.size + other.size === 0 ? 0 : (2 * shared) / (one.size + other.size);
}

function pairsOf(name: string): ReadonlySet<string> {
  const text = name.toLowerCase();
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2)));
}
