import { usePage } from '../page/page-context';

/** Copies a text. Without a secure context browsers have no clipboard, hence the selection as the other way. */
export function CopyButton({ text, label, what }: { text: string; label: string; what: string }) {
  const { tell } = usePage();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      tell(`${what} copied.`);
    } catch {
      tell(copySelected(text) ? `${what} copied.` : 'The browser does not allow copying; select the text instead.');
    }
  };
  return (
    <button type="button" onClick={() => void copy()}>
      {label}
    </button>
  );
}

function copySelected(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}
