import { join } from 'node:path';
import { caseKinds } from '../src/contract/plan/plan-cases';
import { verify } from '../src/contract/verify';
import { createDriftingMock } from '../src/drifts/create-drifting-mock';
import { loadSpec } from '../src/openapi/load-spec';
import { createWireTarget } from './judge/wire-target';

const spec = loadSpec(join(__dirname, '../fixtures/specs/customer-notes.yaml'));
/** Kinds that look at records in ways of their own, so that one fault is seen by several; walks differ with every seed. */
const kinds = caseKinds.filter(({ name }) => ['creation', 'removal', 'failed-writes', 'random-walks'].includes(name));

test.each(['create:not-kept', 'write:half-done-although-rejected', 'remove:does-nothing'])(
  '%s has the same keys with every seed, in every order of the cases',
  async (drift) => {
    const keys: string[][] = [];
    for (const [seed, ordered] of [
      [1, kinds],
      [2, [...kinds].reverse()],
      [3, kinds],
    ] as const) {
      const mock = createDriftingMock({ spec, count: 20 }, [drift]);
      const target = createWireTarget(async (request) => mock.handle(request));
      const { findings } = await verify(target, spec, { seed, kinds: ordered, fuzz: 5 });
      keys.push(findings.map(({ key }) => key).sort());
    }
    expect(keys[0]?.length).toBeGreaterThan(0);
    expect(new Set(keys.map((each) => JSON.stringify(each)))).toEqual(new Set([JSON.stringify(keys[0])]));
  },
);
