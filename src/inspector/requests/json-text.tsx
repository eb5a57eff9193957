import type { ComponentChildren } from 'preact';
import { Scrollable } from '../ui/scrollable';

/** Longer texts are shown without colours: thousands of elements make a page slow. */
const LONGEST = 40_000;

const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON, laid out and coloured, or any other text as it is. Only texts are made of what the target says, no elements. */
export function JsonText({ value, label }: { value: unknown; label: string }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const coloured = typeof value !== 'string' && text.length <= LONGEST;
  return (
    <Scrollable label={label}>
      <pre>{coloured ? colour(text) : text}</pre>
    </Scrollable>
  );
}

function colour(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [whole, quoted, colon, word] = match;
    parts.push(text.slice(end, match.index));
    const kind = colon !== undefined ? 'name' : quoted !== undefined ? 'text' : word !== undefined ? 'word' : 'number';
    parts.push(<span class={`j-${kind}`}>{quoted ?? whole}</span>, colon ?? '');
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}
