import type { JsonValue } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { PropertyPath } from '../../../json-schema/model/schemas';
import type { Operation } from '../../../openapi/model/model';
import { roleOf } from '../../../openapi/resources/role-of';
import { answerReflectsRequest } from '../../checks/answer-reflects-request';
import { readsAgree } from '../../checks/reads-agree';
import { knownItem } from '../../exchange/promised-item';
import type { CaseContext, PlannedCase } from '../context/case';
import { itemInBody, shownItem } from '../requests/item-in-body';
import { type OperationResult, sendForOperation } from './send-for-operation';

/** A body that has to be accepted, and why. */
export interface AcceptedBody {
  readonly title?: string;
  /** Words for what is special about it. */
  readonly because: string;
  /** Pointer to what the document says about it. */
  readonly pointer: string;
  readonly json: JsonValue;
  /** The place in it that the case is about, where it is about a single one. */
  readonly subject?: PropertyPath;
  /** True when another record may have the same texts. */
  readonly asGiven?: boolean;
  /** The severity of a refusal, where prose allows it. */
  readonly severity?: 'warning';
}

/** Plans the case that sends a body, which is to be accepted, answered as it was sent, and kept. */
export function planKept(operation: Operation, body: AcceptedBody): PlannedCase {
  const { because, pointer, json, subject, asGiven, severity, title = `${because} is accepted` } = body;
  return {
    title,
    operation,
    pointer,
    exercises: subject && { in: 'body', path: subject },
    writes: true,
    exclusive: false,
    run: async (context) => {
      const expectation = { kind: 'success', because, pointer, severity } as const;
      const request = { parts: { json }, expectation, subject, asGiven };
      await keptAsSent(context, operation, await sendForOperation(context, operation, request), because);
    },
  };
}

/** Checks that a write answers what was sent, and that a read answers the same. */
async function keptAsSent(
  context: CaseContext,
  operation: Operation,
  { exchange, sent, before, created }: OperationResult,
  when: string,
): Promise<void> {
  const { spec } = context;
  const place = roleOf(spec, operation);
  const { response } = exchange;
  if (place === undefined || response.status >= 300) return;
  const { resource, role } = place;
  const item = itemInBody(resource, role, sent.json);
  const answer = shownItem(exchange, resource, role);
  if (!isJsonObject(item)) return;
  const about = { spec, resource: place.resource };
  const promised = withoutId(item, resource.idProperty);
  if (answer !== undefined)
    context.confirm(answerReflectsRequest, { ...about, promised, received: answer, when }, [exchange]);
  const { read } = place.resource.roles;
  const path = (created ?? before)?.path;
  if (read === undefined || path === undefined) return;
  const known = knownItem(exchange, resource, promised, answer);
  const expectation = { kind: 'success', because: `it was just written (${when})`, pointer: read.pointer } as const;
  const seen = await context.send(read, { path }, expectation);
  const received = shownItem(seen, resource, 'read');
  if (seen.response.status >= 300) return;
  context.confirm(readsAgree, { ...about, promised: known, received, when }, [exchange, seen]);
}

function withoutId(body: Record<string, JsonValue>, idProperty: string): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== idProperty));
}
