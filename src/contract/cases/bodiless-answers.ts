import type { Operation, Resource } from '../../openapi/model/model';
import type { RequestParts } from '../exchange/build-request';
import type { Expectation } from '../exchange/expectation';
import { carriesBody, isSuccess, successStatuses } from '../exchange/statuses';
import type { CaseContext, CaseKind, CreatedRecord, PlannedCase } from '../steps/context/case';
import { sendForOperation } from '../steps/records/send-for-operation';
import { itemUnder, wrapItem } from '../steps/requests/item-in-body';
import { otherBody } from '../steps/requests/other-values';

/**
 * Answers without a body end with their header fields: 204, 304 and the answer to HEAD are read from the socket, as what follows them
 * would be the beginning of the next response.
 */
export const bodilessAnswers: CaseKind = {
  name: 'bodiless-answers',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { create, remove, replace, update } = resource.roles;
      for (const operation of create === undefined ? [] : [replace, update, remove]) {
        if (operation !== undefined && isBodiless(operation)) yield writeCase(resource, operation);
      }
    }
    for (const operation of spec.operations) if (operation.method === 'get') yield readCase(operation);
  },
};

function isBodiless(operation: Operation): boolean {
  return successStatuses(operation).some((status) => !carriesBody(operation.method, Number(status)));
}

function writeCase(resource: Resource, operation: Operation): PlannedCase {
  return {
    title: 'nothing follows an answer without a body',
    operation,
    pointer: operation.pointer,
    writes: true,
    exclusive: false,
    run: async (context) => write(context, await context.record(resource), operation),
  };
}

const open = (because: string): Expectation => ({ kind: 'open', because });

async function write(context: CaseContext, record: CreatedRecord, operation: Operation): Promise<void> {
  const isRemoval = operation === record.resource.roles.remove;
  const item = isRemoval ? undefined : await otherBody(context, operation, 'bodiless');
  if (!isRemoval && item === undefined) return;
  const { resource, value, id } = record;
  const own = item === undefined ? undefined : itemUnder(resource, item, value[resource.idProperty] ?? id);
  const body: RequestParts = own === undefined ? {} : { json: wrapItem(context.spec, operation, own) };
  const parts = { path: record.path, ...body, fromSocket: true };
  const { response } = await context.send(operation, parts, open('it can have no body'));
  if (isRemoval && isSuccess(response.status)) context.forget(record);
}

function readCase(operation: Operation): PlannedCase {
  return {
    title: 'nothing follows the answer to HEAD, nor a 304',
    operation,
    pointer: operation.pointer,
    writes: false,
    exclusive: false,
    run: async (context) => {
      const { exchange } = await sendForOperation(context, operation, {
        parts: {},
        expectation: open('the answer to HEAD is like it'),
        shared: true,
      });
      const { path, headers, body } = exchange.request;
      const { status, headers: answered } = exchange.response;
      if (!isSuccess(status)) return;
      await context.sendRaw({ method: 'HEAD', path, headers, body, fromSocket: true }, open('HEAD'));
      const { etag } = answered;
      if (etag === undefined) return;
      const conditional = { ...headers, 'if-none-match': etag };
      await context.sendRaw({ method: 'GET', path, headers: conditional, body, fromSocket: true }, open('it is known'));
    },
  };
}
