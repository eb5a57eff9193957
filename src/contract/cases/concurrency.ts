import type { JsonObject } from '../../json-schema/model/json-schema';
import type { Resource } from '../../openapi/model/model';
import { concurrentWritesKept, idsUnique } from '../checks/laws';
import { readsAgree } from '../checks/reads-agree';
import type { CaseContext, CaseKind, CreatedRecord } from '../steps/context/case';
import { readRecord } from '../steps/records/look-up';

/** Number of creates that are sent at the same time. */
const WRITERS = 12;

/** Writers at the same time get ids of their own and do not lose each other's records. */
export const concurrency: CaseKind = {
  name: 'concurrency',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { create } = resource.roles;
      if (create === undefined) continue;
      yield {
        title: `${WRITERS} writers at once lose nothing`,
        operation: create,
        pointer: create.pointer,
        writes: true,
        exclusive: false,
        run: (context) => losesNothing(context, resource),
      };
    }
  },
};

async function losesNothing(context: CaseContext, resource: Resource): Promise<void> {
  await context.record(resource);
  const records = await Promise.all(Array.from({ length: WRITERS }, () => context.record(resource)));
  const ids = new Set(records.map(({ id }) => id.toLowerCase()));
  const about = { pointer: resource.roles.create?.pointer ?? '#/paths' };
  const evidence = records.map(({ exchange }) => exchange).slice(-2);
  const unique = {
    ...about,
    holds: ids.size === WRITERS,
    title: 'gives the same id twice',
    promised: `${WRITERS} different ids`,
    received: `${ids.size} different ids`,
  };
  if (!context.confirm(idsUnique, unique, evidence) || resource.roles.read === undefined) return;
  const seen = await Promise.all(records.map((record) => readAfterRace(context, record)));
  const lost = seen.filter((each) => each === undefined).length;
  const kept = { ...about, holds: lost === 0, title: 'loses records when several are created at once' };
  const texts = { promised: `${WRITERS} records that can be read`, received: `${lost} of them cannot` };
  context.confirm(concurrentWritesKept, { ...kept, ...texts }, evidence);
}

async function readAfterRace(context: CaseContext, record: CreatedRecord): Promise<JsonObject | undefined> {
  const seen = await readRecord(context, record, 'it was created a moment ago');
  if (seen === undefined) return undefined;
  const about = { spec: context.spec, resource: record.resource, when: 'created together with others' };
  context.confirm(readsAgree, { ...about, promised: record.value, received: seen.value }, [
    record.exchange,
    seen.exchange,
  ]);
  return seen.value;
}
