import { isJsonObject } from '../json-object';
import { violationsProblem } from '../problems/violations-problem';
import { createLastNumbers } from '../sessions/last-numbers';
import { readState } from '../sessions/read-state';
import { createSeedingChoice } from '../sessions/seeding-choice';
import { createSnapshots } from '../sessions/snapshots';
import { type StateDocument, writeState } from '../sessions/state-document';
import { loadData, reseedData, resetData } from '../sessions/world-data';
import type { AdminHandlers } from './admin-handlers';
import type { AdminTarget } from './admin-target';
import { countRecords } from './count-records';
import { jsonAnswer, jsonText } from './json-answer';

/** The operations about the data of a world. */
export function dataHandlers({ model, journal }: AdminTarget): AdminHandlers {
  return {
    async exportState({ world }) {
      return jsonText(await writeState(model().spec, world.store, world.of(createLastNumbers)));
    },
    async importState({ world, body }) {
      const state = readState(model(), body as unknown as StateDocument);
      if (state.violations.length > 0) return violationsProblem(state.violations);
      await loadData(world, state.records, state.lastNumbers);
      return jsonAnswer({ records: await countRecords(model().spec, world) });
    },
    async reset({ world, body }) {
      if (!isJsonObject(body) || body.scope !== 'all') {
        await resetData(world);
      } else {
        world.of(createSeedingChoice).chosen = undefined;
        await reseedData(world, model().initial());
        world.reset();
        world.of(createSnapshots).clear();
        journal(world).clear();
      }
      return jsonAnswer({ records: await countRecords(model().spec, world) });
    },
    async reseed({ world, body }) {
      const { seed, count } = body as { seed?: number; count?: number };
      const chosen = { ...(seed !== undefined && { seed }), ...(count !== undefined && { count }) };
      world.of(createSeedingChoice).chosen = chosen;
      await reseedData(world, model().initial(chosen));
      return jsonAnswer({ records: await countRecords(model().spec, world) });
    },
  };
}
