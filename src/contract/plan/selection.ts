import type { Spec } from '../../openapi/model/model';
import { nearestName } from '../../openapi/operations/nearest-name';
import { allChecks } from '../checks/all-checks';
import type { ContractCase } from '../steps/context/case';
import { caseKinds } from './plan-cases';

/** Names that choose cases and findings. */
export interface SelectionNames {
  /** Run only what these name. */
  readonly only?: readonly string[];
  /** Leave out what these name. */
  readonly skip?: readonly string[];
  /** Names of checks beside those of the suite. */
  readonly ownChecks?: readonly string[];
}

/** The choice that names make. */
export interface Selection {
  /** Tells if a case is run. */
  select(contractCase: ContractCase): boolean;
  /** Names of the checks whose findings are left out. */
  readonly skippedChecks: readonly string[];
}

/** A name that chooses nothing. The message says which one was probably meant. */
export class SelectionError extends Error {
  override readonly name = 'SelectionError';
}

/** The groups that a name may be of, in the order in which it is looked for; `GROUP:NAME` says which one is meant. */
const GROUPS = ['operation', 'kind', 'check', 'tag', 'path'] as const;
type Group = (typeof GROUPS)[number];
type Names = Readonly<Record<Group, readonly string[]>>;

/**
 * Sorts names into operations, kinds, tags and path globs (`/notes/**`), which choose cases, and checks, which choose findings. A
 * case is run when it fits one of the names of each group that `only` has names of, and none of the names of `skip`.
 *
 * @throws {@link SelectionError} for a name that there is not, with the nearest one
 * @example selectCases(spec, { only: ['values', 'createNote'], skip: ['no-leak'] })
 */
export function selectCases(spec: Spec, { only = [], skip = [], ownChecks = [] }: SelectionNames): Selection {
  const known: Names = {
    operation: spec.operations.map(({ id }) => id),
    kind: caseKinds.map(({ name }) => name),
    check: [...allChecks.map(({ name }) => name), ...ownChecks],
    tag: [...new Set(spec.operations.flatMap(({ tags }) => tags))],
    path: spec.paths.map(({ template }) => template.source),
  };
  const [chosen, left] = [sorted(only, '--only', known), sorted(skip, '--skip', known)];
  const choosing = GROUPS.filter((group) => group !== 'check' && chosen[group].length > 0);
  return {
    select: (contractCase) =>
      choosing.every((group) => fits(contractCase, group, chosen[group])) &&
      !GROUPS.some((group) => fits(contractCase, group, left[group])),
    skippedChecks: known.check.filter(
      (name) => left.check.includes(name) || (chosen.check.length > 0 && !chosen.check.includes(name)),
    ),
  };
}

/**
 * Makes sure that the names of an option are operations.
 *
 * @throws {@link SelectionError} for one that the document does not have, with the nearest one
 */
export function knownOperations({ operations }: Spec, option: string, names: readonly string[]): void {
  const known = operations.map(({ id }) => id);
  for (const name of names) {
    if (!known.includes(name)) throw new SelectionError(unknownName(option, name, 'operation', known));
  }
}

/**
 * Finds cases by their ids.
 *
 * @throws {@link SelectionError} for an id that the plan does not have, with the nearest one
 */
export function casesById(planned: readonly ContractCase[], ids: readonly string[]): readonly ContractCase[] {
  return ids.map((id) => {
    const found = planned.find((each) => each.id === id);
    if (found !== undefined) return found;
    const hint = 'Ids depend on the document, --seed and --fuzz.';
    throw new SelectionError(
      `${unknownName(
        '--case',
        id,
        'case',
        planned.map((each) => each.id),
        3,
      )} ${hint}`,
    );
  });
}

function sorted(names: readonly string[], option: string, known: Names): Names {
  const groups: Record<Group, string[]> = { operation: [], kind: [], check: [], tag: [], path: [] };
  for (const name of names) {
    const [, prefix, rest = ''] = /^(operation|kind|check|tag|path):(.*)$/s.exec(name) ?? [];
    const group = GROUPS.find((each) => has(known, each, name)) ?? (prefix as Group | undefined);
    if (group === undefined) {
      throw new SelectionError(
        name.startsWith('/')
          ? unknownName(option, name, 'path', known.path)
          : unknownName(option, name, 'operation, kind, check or tag', Object.values(known).flat()),
      );
    }
    const meant = has(known, group, name) ? name : rest;
    if (!has(known, group, meant)) throw new SelectionError(unknownName(option, meant, group, known[group]));
    groups[group].push(meant);
  }
  return groups;
}

function has(known: Names, group: Group, name: string): boolean {
  return group === 'path' ? known.path.some((path) => matchesGlob(path, name)) : known[group].includes(name);
}

function fits({ kind, operation, pointer }: ContractCase, group: Group, names: readonly string[]): boolean {
  switch (group) {
    case 'operation':
      return operation !== undefined && names.includes(operation.id);
    case 'kind':
      return names.includes(kind);
    case 'tag':
      return operation?.tags.some((tag) => names.includes(tag)) === true;
    case 'path': {
      const path = operation?.template.source ?? pathOfPointer(pointer);
      return path !== undefined && names.some((glob) => matchesGlob(path, glob));
    }
    case 'check':
      return false;
  }
}

// Methods that a path lacks have no operation.
function pathOfPointer(pointer: string): string | undefined {
  const [, segment] = /^#\/paths\/([^/]+)/.exec(pointer) ?? [];
  return segment?.replaceAll('~1', '/').replaceAll('~0', '~');
}

/**
 * Tests a path template against a glob: `*` is any part of one segment, `**` any number of segments.
 *
 * @example matchesGlob('/notes/{id}/tags', '/notes/**') // true
 */
export function matchesGlob(path: string, glob: string): boolean {
  const source = glob.replace(/\/\*\*|\*|[.+?^${}()|[\]\\]/g, (part) => GLOB_PARTS[part] ?? `\\${part}`);
  return new RegExp(`^${source}$`, 's').test(path);
}

const GLOB_PARTS: Readonly<Record<string, string>> = { '/**': '(?:/.*)?', '*': '[^/]*' };

/** Names that a message lists when none is near. */
const SHOWN = 8;

/** The sentence for a name that there is not: the nearest one, else the first of those that there are. */
export function unknownName(
  option: string,
  name: string,
  group: string,
  known: readonly string[],
  shown = SHOWN,
): string {
  const guess = nearestName(name, known);
  const rest = known.length > shown ? `, … and ${known.length - shown} more` : '';
  const hint =
    guess !== undefined
      ? `Did you mean ${guess}?`
      : known.length === 0
        ? 'The document has none.'
        : `There are ${known.slice(0, shown).join(', ')}${rest}.`;
  return `${option} ${name}: there is no such ${group}. ${hint}`;
}
