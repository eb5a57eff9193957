import type { ComponentChildren } from 'preact';

interface ScrollableProps {
  /** The name that screen readers say. */
  readonly label: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A part of the page that scrolls by itself; it takes the focus, since the arrow keys have to reach it. */
export function Scrollable({ label, class: name = '', children }: ScrollableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class={`scroll ${name}`} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
