import { law, type Observation } from '../../findings/check';
import type { CaseContext } from './case';
import { settle } from './settle';

const check = law('a-law', 'RFC 0');
const observation = (holds: boolean): Observation => ({
  holds,
  title: 'does not hold',
  promised: '',
  received: '',
  pointer: '#',
});

function judge(looks: readonly (boolean | undefined)[], busy?: boolean) {
  const told: unknown[] = [];
  let look = 0;
  const context = {
    confirm: (_: unknown, input: Observation) => {
      if (!input.holds) told.push(input);
      return input.holds;
    },
  } as unknown as CaseContext;
  const observe = async () => {
    const holds = looks[Math.min(look, looks.length - 1)];
    look += 1;
    return holds === undefined ? undefined : { observation: observation(holds), evidence: [] };
  };
  const held = settle(context, check, observe, busy === undefined ? undefined : async () => busy);
  return held.then((holds) => ({ holds, told: told.length, looks: look }));
}

test.each([
  ['what holds is looked at once', [true], undefined, { holds: true, told: 0, looks: 1 }],
  ['what holds at last held', [false, false, true], undefined, { holds: true, told: 0, looks: 3 }],
  ['nothing to see is no fault', [undefined], undefined, { holds: true, told: 0, looks: 1 }],
  ['what never holds is told once', [false], undefined, { holds: false, told: 1, looks: 4 }],
  ['on a quiet target, too', [false], false, { holds: false, told: 1, looks: 4 }],
  ['where others write all the time, nothing can be told', [false], true, { holds: true, told: 0, looks: 4 }],
])('%s', async (_, looks, busy, expected) => expect(await judge(looks, busy)).toEqual(expected));
