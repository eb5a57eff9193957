import { useEffect, useId, useState } from 'preact/hooks';

interface JsonInputProps {
  readonly label: string;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly rows?: number;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
}

/** A value as JSON text. What is no JSON is kept and marked, so that nothing typed is lost. */
export function JsonInput({ label, value, change, rows = 4, describedBy, invalid = false }: JsonInputProps) {
  const id = useId();
  const [text, setText] = useState(() => write(value));
  const unreadable = text.trim() !== '' && !isReadable(text);
  useEffect(() => {
    // Another value came from outside; what is typed stays as it was typed.
    if (isReadable(text) && write(JSON.parse(text)) !== write(value)) setText(write(value));
  }, [value]);
  return (
    <>
      <textarea
        class="code"
        aria-label={label}
        aria-invalid={unreadable || invalid ? 'true' : undefined}
        aria-describedby={[describedBy, unreadable ? id : undefined].filter(Boolean).join(' ') || undefined}
        data-unreadable={unreadable ? '' : undefined}
        rows={rows}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          if (isReadable(currentTarget.value)) change(JSON.parse(currentTarget.value));
        }}
      />
      {unreadable && (
        <p class="violation" id={id}>
          This is not JSON yet.
        </p>
      )}
    </>
  );
}

function write(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? '';
}

function isReadable(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
