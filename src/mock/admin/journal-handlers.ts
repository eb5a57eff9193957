import type { JsonValue } from '../../json-schema/model/json-schema';
import type { ValidRequest } from '../handlers/handler';
import { createEntryView, type EntryView } from '../journal/entry-view';
import type { JournalEntry } from '../journal/journal';
import { createJournalFilter } from '../journal/journal-filter';
import { createProblem } from '../problems/problems';
import type { AdminHandlers, AdminTarget } from './admin-target';
import { streamExchanges } from './event-stream';
import { done, jsonAnswer } from './json-answer';

/** The operations about what was asked and answered. */
export function journalHandlers({ model, sessions, journal, hide, news }: AdminTarget): AdminHandlers {
  let known: EntryView | undefined;
  let knownFor: unknown;
  /** The view of the document that is kept at the moment. */
  const view = (): EntryView => {
    const { spec, basePath } = model();
    if (known === undefined || knownFor !== spec) known = createEntryView(spec, basePath, hide);
    knownFor = spec;
    return known;
  };
  /** The exchanges that the filters of a request leave, the newest first. */
  const selected = ({ session, parameters: { query } }: ValidRequest): JournalEntry[] => {
    const text = (name: string): string | undefined => query.get(name) as string | undefined;
    const isWanted = createJournalFilter(
      {
        operation: text('operation'),
        method: text('method'),
        path: text('path'),
        status: text('status'),
        after: query.get('after') as number | undefined,
        body: query.get('body') as JsonValue | undefined,
      },
      view().operationOf,
    );
    return [...journal(session).entries()].filter(isWanted).reverse();
  };
  return {
    async listJournal(request) {
      const { query } = request.parameters;
      const [limit, offset] = [Number(query.get('limit')), Number(query.get('offset'))];
      const entries = selected(request);
      return jsonAnswer({ total: entries.length, exchanges: entries.slice(offset, offset + limit).map(view().tell) });
    },
    async countJournal(request) {
      return jsonAnswer({ count: selected(request).length });
    },
    async clearJournal({ session }) {
      journal(session).clear();
      return done;
    },
    async getExchange({ session, parameters }) {
      const id = Number(parameters.path.get('id'));
      const entry = journal(session).get(id);
      if (entry !== undefined) return jsonAnswer(view().tell(entry));
      return createProblem('not-found', {
        detail: `The journal has no exchange ${id}, or not any more.`,
        note: 'unknown exchange',
      });
    },
    async streamEvents({ session, parameters }) {
      const last = parameters.header.get('Last-Event-ID') as number | undefined;
      const keepAlive = (): void => {
        if (session.name !== '') sessions.session(session.name);
      };
      return {
        status: 200,
        headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
        stream: streamExchanges(journal(session), (entry) => view().tell(entry), { last, keepAlive, news }),
        note: 'events',
      };
    },
  };
}
