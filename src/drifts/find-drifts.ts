import type { Spec } from '../openapi/model';
import type { Drift } from './catalogue/drift';
import { listDrifts } from './list-drifts';

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
