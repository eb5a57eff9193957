import type { ChaosOptions } from '../overrides/chaos';
import { type DelayRange, parseDelay } from '../overrides/delay-range';
import { violationsProblem } from '../problems/violations-problem';
import type { AdminHandlers } from './admin-handlers';
import type { AdminTarget } from './admin-target';
import { driftsOf } from './drifts-of';
import { jsonAnswer } from './json-answer';

/** What a client says about a session's reliability. */
interface Settings {
  readonly delay?: string;
  readonly fail_rate?: number;
  readonly fail_with?: readonly number[];
}

/** The operations about delays and failures that befall all requests, and about the deliberate faults that there are. */
export function settingHandlers({ model }: AdminTarget): AdminHandlers {
  return {
    async getSettings({ session }) {
      return jsonAnswer(told(session.chaosOptions));
    },
    async putSettings({ session, body }) {
      const { delay, fail_rate, fail_with } = body as Settings;
      const range = delay === undefined ? undefined : parseDelay(delay);
      if (delay !== undefined && range === undefined) {
        const reason = 'must be milliseconds up to 600000, or a range of them such as 50..300';
        return violationsProblem([{ in: 'body', path: ['delay'], keyword: 'delay', reason }]);
      }
      const isCalm = range === undefined && (fail_rate ?? 0) === 0;
      const options: ChaosOptions = {
        ...(range !== undefined && { delay: range }),
        ...(fail_rate !== undefined && { failRate: fail_rate }),
        ...(fail_with !== undefined && { failWith: fail_with }),
      };
      session.chaosOptions = isCalm ? undefined : options;
      return jsonAnswer(told(session.chaosOptions));
    },
    async listDrifts() {
      return jsonAnswer(driftsOf(model().spec).map(({ name, group, title }) => ({ name, group, title })));
    },
  };
}

function told({ delay, failRate, failWith }: ChaosOptions = {}): Settings {
  return {
    ...(delay !== undefined && { delay: shown(delay) }),
    ...(failRate !== undefined && { fail_rate: failRate }),
    ...(failWith !== undefined && { fail_with: failWith }),
  };
}

function shown({ min, max }: DelayRange): string {
  return min === max ? String(min) : `${min}..${max}`;
}
