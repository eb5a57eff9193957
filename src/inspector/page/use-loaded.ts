import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** Something that is loaded, now or soon. */
export interface Loaded<T> {
  /** What was loaded last; stays while it is loaded again, and when that fails. */
  readonly value: T | undefined;
  readonly error: unknown;
  readonly reload: () => void;
}

/**
 * Loads something, and again whenever what it depends on changes. An answer that comes late is dropped.
 *
 * @param load - asks for it
 * @param inputs - what it depends on, compared as they are
 */
export function useLoaded<T>(load: () => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ value?: T; error?: unknown }>({});
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    let current = true;
    latest.current().then(
      (value) => current && setState({ value }),
      (error: unknown) => current && setState(({ value }) => ({ ...(value !== undefined && { value }), error })),
    );
    return () => {
      current = false;
    };
  }, [turn, ...inputs]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  return { value: state.value, error: state.error, reload };
}
