import type { JsonObject } from '../../json-schema/model/json-schema';
import type { Operation, Resource } from '../../openapi/model/model';
import { concurrentWritesKept } from '../checks/laws';
import { describeValue } from '../exchange/describe-value';
import { isSuccess } from '../exchange/statuses';
import { disagreements } from '../findings/agreement';
import type { CaseContext, CaseKind, PlannedCase } from '../steps/context/case';
import { Blocked } from '../steps/context/case';
import { confirmGone, confirmListed, readRecord } from '../steps/records/look-up';
import { siblingsOf } from '../steps/records/record';
import { wrapItem } from '../steps/requests/item-in-body';
import { otherBody } from '../steps/requests/other-values';

/** Number of races of two writers: a fault that shows only now and then shows in one of them. */
const ROUNDS = 3;

/** Writers that want the same record at the same time leave it as one of them wrote it, and others in peace. */
export const competingWrites: CaseKind = {
  name: 'competing-writes',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { create, replace, remove } = resource.roles;
      if (create === undefined) continue;
      const plan = (operation: Operation, title: string, run: PlannedCase['run']): PlannedCase => {
        return { title, operation, pointer: operation.pointer, writes: true, exclusive: true, run };
      };
      if (replace !== undefined) {
        yield plan(replace, 'two replaces at once leave what one of them wrote', (context) =>
          leavesOneOfBoth(context, resource, replace),
        );
      }
      if (remove === undefined) continue;
      yield plan(remove, 'creates and removals at once hit what they are meant for', (context) =>
        interleaves(context, resource, remove),
      );
      yield plan(remove, 'one of two removals at once removes', (context) => removesOnce(context, resource, remove));
    }
  },
};

async function leavesOneOfBoth(context: CaseContext, resource: Resource, replace: Operation): Promise<void> {
  const record = await context.record(resource);
  for (let round = 0; round < ROUNDS; round += 1) {
    const [one, other] = [
      await otherBody(context, replace, `competes first ${round}`),
      await otherBody(context, replace, `competes second ${round}`),
    ];
    if (one === undefined || other === undefined) return;
    const bodies = [one, other].map((body) =>
      Object.hasOwn(body, resource.idProperty)
        ? { ...body, [resource.idProperty]: record.value[resource.idProperty]! }
        : body,
    );
    // A server may turn one of them down (RFC 9110, section 15.5.10).
    const open = { kind: 'open', because: 'another replace is under way' } as const;
    const exchanges = await Promise.all(
      bodies.map((item) =>
        context.send(replace, { path: record.path, json: wrapItem(context.spec, replace, item) }, open),
      ),
    );
    const written = bodies.filter((_, index) => isSuccess(exchanges[index]!.response.status));
    if (written.length === 0) throw new Blocked(`${replace.id} does not replace while another one is under way`);
    const seen = await readRecord(context, record, 'two replaces have been answered');
    if (seen === undefined || resource.roles.read === undefined) return;
    const { spec } = context;
    const isAsWritten = (promised: JsonObject): boolean =>
      disagreements({ spec, resource, promised, received: seen.value }, seen.exchange).every((each) => each.isSpelling);
    const observation = {
      holds: written.some(isAsWritten),
      title: 'mixes or loses what two replaces at once have written',
      promised: `everything of one of the two: ${written.map(describeValue).join(' or ')}`,
      received: describeValue(seen.value),
      pointer: replace.pointer,
      symptom: 'competing replaces',
    };
    if (!context.confirm(concurrentWritesKept, observation, [...exchanges, seen.exchange])) return;
  }
}

// Half of the old records go while as many new ones come; everybody else stays.
async function interleaves(context: CaseContext, resource: Resource, remove: Operation): Promise<void> {
  const first = await context.record(resource);
  const old = [first, ...(await siblingsOf(context, first, 5))];
  const leaving = old.filter((_, index) => index % 2 === 0);
  const expectation = { kind: 'success', because: 'the record is there', pointer: remove.pointer } as const;
  const [created, removed] = await Promise.all([
    Promise.all(leaving.map(() => context.record(resource))),
    Promise.all(leaving.map(({ path }) => context.send(remove, { path }, expectation))),
  ]);
  const staying = [...old.filter((record) => !leaving.includes(record)), ...created];
  for (const record of staying) {
    const seen = await readRecord(context, record, 'others were removed and created at the same time');
    if (seen !== undefined)
      await confirmListed(context, record, seen.value, 'after creates and removals at once', removed);
  }
  const title = 'a record that was removed while others were created can still be read';
  // An id that was free may have been given again.
  const givenAgain = new Set(created.map(({ id }) => id));
  for (const [index, record] of leaving.entries()) {
    if (givenAgain.has(record.id)) continue;
    const removal = removed[index]!;
    if (isSuccess(removal.response.status)) await confirmGone(context, record, removal, title);
  }
}

async function removesOnce(context: CaseContext, resource: Resource, remove: Operation): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { path, ...record } = await context.record(resource);
    const open = { kind: 'open', because: 'another removal is under way' } as const;
    const exchanges = await Promise.all([0, 1].map(() => context.send(remove, { path }, open)));
    const successes = exchanges.filter(({ response }) => isSuccess(response.status));
    if (successes.length > 0) context.forget({ ...record, path });
    const observation = {
      holds: successes.length > 0,
      title: 'does not remove a record that two clients want removed at the same time',
      promised: 'a success for one of the two',
      received: exchanges.map(({ response }) => `status ${response.status}`).join(', '),
      pointer: remove.pointer,
      symptom: 'competing removals',
    };
    if (!context.confirm(concurrentWritesKept, observation, exchanges)) return;
  }
}
