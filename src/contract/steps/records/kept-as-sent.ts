import type { JsonValue } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { Operation } from '../../../openapi/model/model';
import { roleOf } from '../../../openapi/resources/role-of';
import { answerReflectsRequest } from '../../checks/answer-reflects-request';
import { readsAgree } from '../../checks/reads-agree';
import { knownItem } from '../../exchange/promised-item';
import type { CaseContext } from '../context/case';
import { itemInBody, shownItem } from '../requests/item-in-body';
import type { OperationResult } from './send-for-operation';

/** Checks that a write answers what was sent, and that a read answers the same. */
export async function keptAsSent(
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
