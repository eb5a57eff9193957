import type { Spec } from '../../openapi/model/model';
import { createProblem, type Problem } from '../problems/problems';
import { nearestPath } from './nearest-path';

/** The problem that a document has no such path. */
export type UnknownPath = (path: string) => Problem;

/** What a client sent is repeated in parts only: it may be very long. */
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
