import { discriminatorOf } from '../model/discriminator';
import { formatPointer, parsePointer } from '../model/pointer';
import type { LocatedSchema, Schemas } from '../model/schemas';

/** Schemas that one value must satisfy together. */
export type Conjunction = readonly LocatedSchema[];

/** Beyond this many combinations of branches, branches are varied one choice at a time. */
const MOST_COMBINATIONS = 32;

/**
 * Lists what applies at one place: the schemas themselves, the targets of `$ref`s that have siblings, the branches of
 * `allOf`, and one branch of every `anyOf`, `oneOf` and `if`; of a base with a discriminator, one schema that extends it.
 *
 * @returns one list of schemas for each choice of branches; each schema stands in a list once
 */
export function collectParts(schemas: Schemas, conjunction: Conjunction): Conjunction[] {
  const parts = withComposed(schemas, conjunction);
  const choices = parts.flatMap((part) => choicesOf(schemas, part, parts));
  if (choices.length === 0) return [parts];
  return combinations(choices).flatMap((branches) => {
    // A branch may offer choices of its own: those are what its parts add to the ones that have been made.
    const nested = collectParts(schemas, branches);
    return nested.map((more) => unique([...parts, ...more]));
  });
}

function withComposed(schemas: Schemas, conjunction: Conjunction): Conjunction {
  const parts: LocatedSchema[] = [];
  const seen = new Set<string>();
  const pending = [...conjunction];
  for (const part of pending) {
    if (seen.has(part.pointer)) continue;
    seen.add(part.pointer);
    parts.push(part);
    if (part.schema.$ref !== undefined) pending.push(schemas.at(formatPointer(parsePointer(part.schema.$ref))));
    pending.push(...branchesOf(schemas, part, 'allOf'));
  }
  return parts;
}

function choicesOf(schemas: Schemas, part: LocatedSchema, parts: Conjunction): Conjunction[][] {
  const choices: Conjunction[][] = [];
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const branches = branchesOf(schemas, part, keyword);
    if (branches.length > 0) choices.push(branches.map((branch) => [branch]));
  }
  const condition = schemas.below(part, 'if');
  if (condition) {
    const met = schemas.below(part, 'then');
    const unmet = schemas.below(part, 'else');
    choices.push([met ? [condition, met] : [condition], unmet ? [unmet] : []]);
  }
  const children = childrenOf(schemas, part, parts);
  if (children.length > 0) choices.push(children.map((child) => [child]));
  return choices;
}

/** The schemas that extend a base with a discriminator; none where one of them has been chosen already. */
function childrenOf(schemas: Schemas, part: LocatedSchema, parts: Conjunction): LocatedSchema[] {
  const discriminator = discriminatorOf(schemas, part);
  if (!discriminator?.isBase) return [];
  const children = [...new Set(discriminator.targets.values())].filter((target) => target !== part.pointer);
  const located = children.map((target) => schemas.at(target));
  return located.some(({ pointer }) => parts.some((other) => other.pointer === pointer)) ? [] : located;
}

function branchesOf(schemas: Schemas, part: LocatedSchema, keyword: 'allOf' | 'anyOf' | 'oneOf'): LocatedSchema[] {
  return (part.schema[keyword] ?? []).map((_, index) => schemas.below(part, keyword, String(index))!);
}

function combinations(choices: readonly (readonly Conjunction[])[]): Conjunction[] {
  const count = choices.reduce((product, choice) => product * choice.length, 1);
  if (count <= MOST_COMBINATIONS) {
    return choices.reduce<Conjunction[]>(
      (made, choice) => made.flatMap((before) => choice.map((branch) => [...before, ...branch])),
      [[]],
    );
  }
  const first = choices.map((choice) => choice[0]!);
  return [
    first.flat(),
    ...choices.flatMap((choice, index) => choice.slice(1).map((branch) => first.with(index, branch).flat())),
  ];
}

function unique(parts: Conjunction): Conjunction {
  return [...new Map(parts.map((part) => [part.pointer, part])).values()];
}
