/** Tells whether a path is one of those that a glob stands for. */
export type PathGlob = (path: string) => boolean;

/** One step of a glob: a character that stands for itself, or what a wildcard takes. */
type Step = string | { readonly takes: 'anything' | 'segment' | 'one' };

/**
 * Prepares a glob: `**` crosses slashes, `*` and `{name}` do not, and `{name}` is not empty; every other character stands for
 * itself. The time is that of the path times the glob at most, however many wildcards there are; a regular expression would
 * go back over a dozen of them for hours.
 *
 * @example compilePathGlob('/notes/*')('/notes/7') // true
 */
export function compilePathGlob(glob: string): PathGlob {
  const steps = stepsOf(glob);
  return (path) => {
    let open = withSkips(steps, [0]);
    for (const character of path) {
      const next: number[] = [];
      for (const at of open) {
        const step = steps[at];
        if (step === undefined) continue;
        if (typeof step === 'string') {
          if (step === character) next.push(at + 1);
        } else if (step.takes === 'anything' || character !== '/') next.push(step.takes === 'one' ? at + 1 : at);
      }
      open = withSkips(steps, next);
      if (open.size === 0) return false;
    }
    return open.has(steps.length);
  };
}

function stepsOf(glob: string): Step[] {
  return [...glob.matchAll(/\*+|\{[^{}/]*\}|./gsu)].flatMap(([part]): Step[] => {
    if (part === '*') return [{ takes: 'segment' }];
    if (part.startsWith('*')) return [{ takes: 'anything' }];
    return part.length > 1 && part.startsWith('{') ? [{ takes: 'one' }, { takes: 'segment' }] : [part];
  });
}

/** The places that can be reached without a character more: wildcards may take nothing. */
function withSkips(steps: readonly Step[], places: readonly number[]): Set<number> {
  const reached = new Set<number>();
  for (const place of places) {
    let at = place;
    while (!reached.has(at)) {
      reached.add(at);
      const step = steps[at];
      if (step === undefined || typeof step === 'string' || step.takes === 'one') break;
      at += 1;
    }
  }
  return reached;
}
