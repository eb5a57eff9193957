import { useState } from 'preact/hooks';
import { Modal } from './modal';
import { useKey } from './use-key';

/** The keys of the page. */
const KEYS = [
  ['1 … 5', 'Go to a view, in the order of the navigation'],
  ['/', 'Search the requests'],
  ['↑ ↓', 'Go from request to request'],
  ['Enter', 'Open a request'],
  ['Esc', 'Close a request or a dialog'],
  ['?', 'Show these keys'],
] as const;

/** A button, and the key `?`, that show which keys there are. */
export function KeyboardHelp() {
  const [shown, setShown] = useState(false);
  useKey((key) => {
    if (key === '?') setShown(true);
    return key === '?';
  });
  return (
    <>
      <button
        type="button"
        class="quiet"
        aria-label="Keyboard help"
        title="Keyboard help"
        onClick={() => setShown(true)}
      >
        ?
      </button>
      {shown && (
        <Modal title="Keys" close={() => setShown(false)}>
          <dl class="pairs">
            {KEYS.map(([key, meaning]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </Modal>
      )}
    </>
  );
}
