import type { PathSegment, PathTemplate, Spec } from '../../openapi/model/model';
import { createProblem, type Problem } from '../problems/problems';

/** The part of a path that is compared: it may be very long. */
const LONGEST_SEGMENT = 40;
const MOST_SEGMENTS = 12;

/** The documents that are looked through; more paths than these would keep others waiting. */
const MOST_TEMPLATES = 5000;

/** The cost of a parameter that takes a segment: less than a spelling mistake, more than the same word. */
const PARAMETER = 0.3;

/**
 * Finds the documented path that is most like one that the document does not have, segment by segment: a misspelt word is
 * nearer than another word, and a segment too many or too few costs as much as another word.
 *
 * @param path - without its base path
 * @returns undefined when the document has no paths
 * @example nearestPath([parsePathTemplate('/notes/{id}')], '/note/7') // '/notes/{id}'
 */
export function nearestPath(templates: Iterable<PathTemplate>, path: string): string | undefined {
  const words = path.slice(1, MOST_SEGMENTS * LONGEST_SEGMENT).split('/', MOST_SEGMENTS);
  const sent = words.filter((word) => word !== '').map((word) => word.slice(0, LONGEST_SEGMENT).toLowerCase());
  // Most templates share their words with others.
  const known = new Map<string, number>();
  const difference = (word: string, segment: PathSegment): number => {
    if (segment.kind !== 'literal') return PARAMETER;
    const key = `${word}/${segment.text}`;
    const cost = known.get(key) ?? unlikeness(word, segment.text.slice(0, LONGEST_SEGMENT).toLowerCase());
    known.set(key, cost);
    return cost;
  };
  let nearest: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  let seen = 0;
  for (const { source, segments } of templates) {
    if (++seen > MOST_TEMPLATES) break;
    const documented = segments.filter((segment) => segment.kind !== 'literal' || segment.text !== '');
    const distance = alignment(sent, documented, difference);
    if (distance >= least) continue;
    least = distance;
    nearest = source;
  }
  return nearest;
}

/** Measures the difference of two words: 0..1. */
function unlikeness(word: string, expected: string): number {
  if (word === expected) return 0;
  const edits = alignment([...word], [...expected], (a, b) => (a === b ? 0 : 1));
  return edits / Math.max(word.length, expected.length);
}

/** The cost of making one sequence the other, where leaving out and putting in cost 1 (Levenshtein, 1966). */
function alignment<A, B>(from: readonly A[], to: readonly B[], difference: (a: A, b: B) => number): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, a] of from.entries()) {
    const next = [line + 1];
    for (const [column, b] of to.entries()) {
      next.push(Math.min(row[column]! + difference(a, b), row[column + 1]! + 1, next[column]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}

/** The problem that a document has no such path. */
export type UnknownPath = (path: string) => Problem;

/** The longest part of a path that is repeated to the client. */
const LONGEST = 200;

/**
 * Creates the problem for paths that a document does not have. It names the nearest one that it has, below the base path that was
 * asked for.
 *
 * @param basePath - when given, the only base path
 */
export function createUnknownPath({ paths, servers }: Spec, basePath: string | undefined): UnknownPath {
  const templates = paths.map(({ template }) => template);
  const basePaths = basePath === undefined ? servers.map((server) => server.basePath) : [basePath];
  const longestFirst = [...basePaths].sort((a, b) => b.length - a.length);
  return (path) => {
    const asked = longestFirst.find((base) => base !== '' && path.startsWith(`${base}/`));
    const nearest = nearestPath(templates, asked === undefined ? path : path.slice(asked.length));
    const shown = path.length > LONGEST ? `${path.slice(0, LONGEST)}…` : path;
    const hint = nearest === undefined ? '' : ` The nearest documented path is ${asked ?? basePath ?? ''}${nearest}.`;
    return createProblem('not-found', { detail: `There is nothing at ${shown}.${hint}`, note: 'unknown path' });
  };
}
