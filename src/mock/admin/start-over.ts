import type { Model } from '../engine/create-model';
import type { Journal } from '../journal/journal';
import { createTokens } from '../login/session-tokens';
import { createOverrides } from '../overrides/session-overrides';
import type { Session } from '../sessions/session';
import { createSeedingChoice, createSnapshots, reseedData } from '../sessions/session-data';

/**
 * Makes everything of a session what it was when the mock was started: data, rules, chaos, tokens, clock, snapshots, journal.
 *
 * @param journal - the session's own
 */
export async function startOver(session: Session, model: Model, journal: Journal): Promise<void> {
  session.of(createSeedingChoice).chosen = undefined;
  await reseedData(session, model.initial());
  session.of(createOverrides).reset();
  session.forget(createTokens);
  session.clockAhead = 0;
  session.of(createSnapshots).clear();
  journal.clear();
}
