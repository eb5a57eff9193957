import { useEffect, useRef } from 'preact/hooks';
import { RecordsView } from './data/records-view';
import { DriftsView } from './drifts-view';
import { usePage } from './page/page-context';
import { formatRoute, goTo, VIEWS, type View } from './page/route';
import { RequestsView } from './requests/requests-view';
import { RulesView } from './rules/rules-view';
import { SessionSwitch, SessionsView } from './sessions-view';
import { KeyboardHelp } from './ui/keyboard-help';
import { Scrollable } from './ui/scrollable';
import { useKey } from './ui/use-key';

const TITLES: Readonly<Record<View, string>> = {
  requests: 'Requests',
  data: 'Data',
  rules: 'Rules',
  sessions: 'Sessions',
  drifts: 'Drifts',
};

const CONTENTS: Readonly<Record<View, () => preact.JSX.Element>> = {
  requests: RequestsView,
  data: RecordsView,
  rules: RulesView,
  sessions: SessionsView,
  drifts: DriftsView,
};

/**
 * The frame around the views: the name of the mock, the session that is shown, the navigation.
 *
 * @param props.problem - the reason why the document on the disk is not the one that is served
 */
export function Shell({ problem }: { problem: string | undefined }) {
  const { model, route } = usePage();
  const { view, session } = route;
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // After a change of view, keyboard and screen reader go on in the new one.
    if (!first.current) main.current?.focus();
    first.current = false;
  }, [view, session]);
  useKey((key) => {
    const chosen = VIEWS[Number(key) - 1];
    if (chosen !== undefined) goTo({ view: chosen, session });
    return chosen !== undefined;
  });
  const Content = CONTENTS[view];
  return (
    <div class="shell">
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <div class="top">
        <header class="bar">
          <h1>
            {model.title} <small>{model.version}</small>
          </h1>
          <SessionSwitch />
          <KeyboardHelp />
        </header>
        {problem !== undefined && (
          <div class="problem" role="alert">
            <p>The document was saved but cannot be served. The last good version still is.</p>
            <Scrollable label="What is wrong">
              <pre>{problem}</pre>
            </Scrollable>
          </div>
        )}
      </div>
      <nav class="views" aria-label="Views">
        <ul>
          {VIEWS.map((each) => (
            <li key={each}>
              <a href={formatRoute({ view: each, session })} aria-current={each === view ? 'page' : undefined}>
                {TITLES[each]}
              </a>
            </li>
          ))}
          <li class="apart">
            <a href={`../${session === '' ? '' : `~${session}/`}`}>Front door</a>
          </li>
          <li>
            <a href={`../${session === '' ? '' : `~${session}/`}docs/`}>API reference</a>
          </li>
        </ul>
      </nav>
      <main id="main" ref={main} tabIndex={-1} aria-label={TITLES[view]} key={`${view} ${session}`}>
        <Content />
      </main>
    </div>
  );
}
