import { hashKeys } from '../../json-schema/model/random';
import type { Resource } from '../../openapi/model/model';
import { curlLine } from '../exchange/curl';
import { VERIFY_DEFAULTS } from '../exchange/verify-defaults';
import type { CaseContext, CaseKind } from '../steps/context/case';
import { findFailingWalk, operationsOf, type Step, walksOver } from '../walks/random-walk';
import { auditModel, takeStep } from '../walks/take-step';
import { rememberBodies, removeAll, startModel } from '../walks/walk-model';

/**
 * Random sequences of creates, reads, replaces, updates, removals and lists, right and wrong ones, agree with a model of the
 * resource. A failing sequence is cut down to the shortest one that still shows the fault.
 */
export const randomWalks: CaseKind = {
  name: 'random-walks',
  *plan({ spec, seed, fuzz = VERIFY_DEFAULTS.fuzz }) {
    for (const resource of spec.resources) {
      const { create } = resource.roles;
      if (create === undefined || Object.keys(resource.roles).length < 2 || fuzz < 1) continue;
      yield {
        title: `${fuzz} random sequences do what a record does`,
        operation: create,
        pointer: create.pointer,
        writes: true,
        exclusive: true,
        run: (context) =>
          walkAtRandom(context, resource, { seed: hashKeys(['walks', seed, resource.name]) | 0, runs: fuzz }),
      };
    }
  },
};

async function walkAtRandom(
  context: CaseContext,
  resource: Resource,
  options: { readonly seed: number; readonly runs: number },
): Promise<void> {
  const bodies = rememberBodies(context, resource);
  const take = async (inner: CaseContext, steps: readonly Step[]): Promise<void> => {
    const model = await startModel(inner, resource, bodies);
    try {
      for (const step of steps) await takeStep(inner, model, step);
      await auditModel(inner, model);
    } finally {
      await removeAll(inner, model.records);
    }
  };
  const failing = await findFailingWalk(context, walksOver(resource), options, take);
  if (failing === undefined) return;
  const { rawFinding, rehearsal, seed, path } = failing;
  const { exchanges } = rehearsal;
  const judged = rawFinding.exchanges.at(-1);
  const until = judged === undefined ? exchanges : exchanges.slice(0, exchanges.indexOf(judged) + 1);
  context.report({
    ...rawFinding,
    exchanges: until,
    sequence: {
      seed,
      path,
      operations: operationsOf({ exchanges: until }),
      commands: until.map(({ request }) => curlLine(context.url, request, { spec: context.spec })),
    },
  });
}
