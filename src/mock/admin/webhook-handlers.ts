import { type HandFired, outgoingOf } from '../callbacks/callbacks';
import { createProblem, violationsProblem } from '../problems/problems';
import type { AdminHandlers, AdminTarget } from './admin-target';
import { jsonAnswer } from './json-answer';

/** The operations about the requests that the document's API sends: its callbacks and webhooks. */
export function webhookHandlers({ model, callbacks }: AdminTarget): AdminHandlers {
  return {
    async listWebhooks() {
      const { all } = outgoingOf(model().spec);
      return jsonAnswer(
        all.map(({ name, caller, address, operation }) => ({
          name,
          method: operation.method.toUpperCase(),
          operation: caller?.id,
          address,
        })),
      );
    },
    async fireWebhook({ session, parameters, body }) {
      const name = String(parameters.path.get('name'));
      if (callbacks === undefined) {
        const detail = 'This mock sends no requests. Start it with --callbacks.';
        return createProblem('conflict', { detail });
      }
      const asked = body as unknown as HandFired;
      if (!URL.canParse(asked.url)) {
        const reason = 'must be an absolute address, such as http://localhost:3000/hooks';
        return violationsProblem([{ in: 'body', path: ['url'], keyword: 'format', reason }]);
      }
      const report = await callbacks().fire(model(), session, name, asked);
      if (report !== undefined) {
        const { durationMs, note, ...sent } = report;
        return jsonAnswer({ ...sent, duration_ms: Math.round(durationMs * 1000) / 1000, note });
      }
      const names = outgoingOf(model().spec).all.map((each) => each.name);
      const known = names.length === 0 ? 'The document has none.' : `There are ${names.slice(0, 20).join(', ')}.`;
      const detail = `The document has no webhook and no callback "${name}". ${known}`;
      return createProblem('not-found', { detail, note: 'unknown webhook' });
    },
  };
}
