import type { JsonObject } from '../json-schema/model/json-schema';
import type { MethodOf, PathOf } from '../openapi/model/document-types';
import type { Mock, MockSession } from './create-mock';
import type { Journal } from './journal/journal';
import type { Rule, RuleEntry, RuleMatch } from './overrides/rule';
import type { RuleBook } from './overrides/rule-book';
import type { StateDocument } from './sessions/state-document';

/** A rule for a path of a document's types, as `openapi-typescript` writes them, and for a method that it has there. */
export type RuleFor<Paths, Path extends string = PathOf<Paths>> = Rule & {
  readonly match: RuleMatch & { readonly path?: Path | PathOf<Paths>; readonly method?: MethodOf<Paths, Path> };
};

/** The rules of a session; `add` completes paths and methods, and takes globs as well. */
export type RulesFor<Paths> = Omit<RuleBook, 'add'> & {
  add<Path extends string = PathOf<Paths>>(rule: RuleFor<Paths, Path>, position?: number): RuleEntry;
};

/** The data, rules and journal of one session of a mock. */
export interface SessionControls<Paths = unknown> {
  readonly rules: RulesFor<Paths>;
  readonly journal: Journal;
  readonly state: SessionState;
  /** Makes everything what it was at the start: data, rules, chaos, tokens, clock, snapshots and journal. */
  reset(): Promise<void>;
}

/** The data of a session, as plain objects. */
export interface SessionState {
  /** Gives the records of a resource, oldest first; the names of resources are told at the start of `serve`. */
  get(resource: string): Promise<readonly JsonObject[]>;
  /**
   * Replaces the records of the resources that are named, and leaves all others.
   * @throws {Error} when a record does not fit the document; it says why, and nothing is changed
   */
  set(resources: Readonly<Record<string, readonly object[]>>): Promise<void>;
  /** Gives all data, for {@link SessionState.set} at another time or in another place. */
  export(): Promise<StateDocument>;
}

/**
 * Gives the data, rules and journal of a session in a plain form.
 *
 * @param session - gives the session each time, as one without requests is forgotten after a while
 */
export function controlSession<Paths = unknown>(mock: Mock, session: () => MockSession): SessionControls<Paths> {
  const exported = async (): Promise<StateDocument> => JSON.parse(await mock.exportState(session())) as StateDocument;
  return {
    get rules() {
      return session().rules;
    },
    get journal() {
      return mock.journal(session());
    },
    reset: () => mock.startOver(session()),
    state: {
      export: exported,
      async get(resource) {
        const { resources } = await exported();
        return resources[resource] ?? unknownResource(resource, Object.keys(resources));
      },
      async set(replaced) {
        const before = await exported();
        const state = { ...before, resources: { ...before.resources, ...replaced } } as StateDocument;
        const report = await mock.importState(state as never, session());
        if (report === undefined || report.left === 0) return;
        await mock.importState(before as never, session());
        throw new Error(`The data do not fit the document:\n${report.reasons.join('\n')}`);
      },
    },
  };
}

function unknownResource(name: string, known: readonly string[]): never {
  throw new Error(`There is no resource "${name}". The document has: ${known.join(', ') || 'none'}.`);
}
