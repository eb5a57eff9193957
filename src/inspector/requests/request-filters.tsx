import { useRef, useState } from 'preact/hooks';
import { Confirm } from '../ui/modal';
import { useKey } from '../ui/use-key';
import type { ExchangeFilter } from './exchange-filter';
import type { LiveExchanges } from './live-exchanges';

interface RequestFiltersProps {
  readonly filter: ExchangeFilter;
  readonly change: (filter: ExchangeFilter) => void;
  readonly state: LiveExchanges['state'];
  readonly paused: boolean;
  readonly pause: (paused: boolean) => void;
  readonly clear: () => Promise<void>;
  /** Saves the requests that are shown as a HAR file. */
  readonly save: () => void;
}

const STATES: Readonly<Record<LiveExchanges['state'], string>> = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Connection lost; trying again',
};

/** Filters, pauses and clears the list of requests. `/` goes to the search field from anywhere. */
export function RequestFilters({ filter, change, state, paused, pause, clear, save }: RequestFiltersProps) {
  const field = useRef<HTMLInputElement>(null);
  const [clearing, setClearing] = useState(false);
  useKey((key) => {
    if (key === '/') field.current?.focus();
    return key === '/';
  });
  return (
    <search class="toolbar">
      <label class="grow">
        <span class="sr-only">Search requests</span>
        <input
          ref={field}
          type="search"
          placeholder="Search  ( / )"
          value={filter.text}
          onInput={({ currentTarget }) => change({ ...filter, text: currentTarget.value })}
        />
      </label>
      <label>
        <span class="sr-only">Status</span>
        <select
          value={filter.status}
          onChange={({ currentTarget }) => change({ ...filter, status: currentTarget.value })}
        >
          <option value="">Any status</option>
          <option value="2">2xx</option>
          <option value="3">3xx</option>
          <option value="4">4xx</option>
          <option value="5">5xx</option>
        </select>
      </label>
      <button type="button" aria-pressed={paused} onClick={() => pause(!paused)}>
        {paused ? 'Paused' : 'Pause'}
      </button>
      <button type="button" title="Save the requests that are shown as a HAR file" onClick={save}>
        Save
      </button>
      <button type="button" onClick={() => setClearing(true)}>
        Clear
      </button>
      <span class="live" data-state={paused ? 'paused' : state}>
        {paused ? 'Paused' : STATES[state]}
      </span>
      {clearing && (
        <Confirm
          title="Clear the journal?"
          text="The mock forgets the requests of this session. Its data stay as they are."
          action="Clear"
          act={clear}
          close={() => setClearing(false)}
        />
      )}
    </search>
  );
}
