import { useEffect, useRef } from 'preact/hooks';

/**
 * Does something when a key is pressed anywhere in the page, but not in fields and dialogs, which have keys of their own.
 *
 * @param act - gets the key; true when it has done something with it
 */
export function useKey(act: (key: string) => boolean): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isTaken =
        event.target instanceof Element && event.target.closest('input, textarea, select, dialog') !== null;
      if (isTaken || event.ctrlKey || event.metaKey || event.altKey) return;
      if (latest.current(event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
