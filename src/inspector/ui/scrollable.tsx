import type { ComponentChildren } from 'preact';

interface ScrollableProps {
  /** What it is, for who cannot see it. */
  readonly label: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A part of the page that scrolls by itself; a stop of the keyboard, since the arrow keys have to reach it. */
export function Scrollable({ label, class: name = '', children }: ScrollableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class={`scroll ${name}`} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
