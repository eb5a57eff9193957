import { boundaryValues } from '../../schema/boundaries';
import type { JsonValue } from '../../schema/json-schema';
import { formatPropertyPath } from '../../schema/pointer';
import type { LabelledValue } from '../../schema/sample-types';
import { encodeParameter } from '../../spec/encode-parameter';
import type { Operation, Parameter, Spec } from '../../spec/model';
import type { CaseContext, CaseKind, PlannedCase } from '../case';
import { answerReflectsRequest } from '../checks/answer-reflects-request';
import { readsAgree } from '../checks/reads-agree';
import { isContested } from '../freedoms';
import { isObject } from '../record';
import { type OperationResult, placeOf, sendForOperation } from '../send-for-operation';
import { jsonBody } from '../valid-request';

/** Valid values at and around every boundary are accepted, answered as they were sent, and kept. */
export const values: CaseKind = {
  name: 'values',
  *plan({ spec }) {
    for (const operation of spec.operations) {
      const schema = jsonBody(operation)?.schema;
      for (const value of schema === undefined ? [] : boundaryValues(spec.schemas, schema, 'request')) {
        if (schema !== undefined && !isContested(spec.schemas, schema, value.value)) yield bodyCase(operation, value);
      }
      for (const parameter of operation.parameters) {
        if (parameter.in !== 'query' || isCursor(spec, operation, parameter)) continue;
        for (const value of boundaryValues(spec.schemas, parameter.schema, 'request')) {
          if (value.value === '' || isContested(spec.schemas, parameter.schema, value.value)) continue;
          yield queryCase(operation, parameter, value);
        }
      }
    }
  },
};

// Only the target knows which cursors there are.
function isCursor(spec: Spec, operation: Operation, parameter: Parameter): boolean {
  const paging = placeOf(spec, operation)?.resource.list?.paging;
  return paging?.kind === 'cursor' && paging.cursor.name === parameter.name;
}

function bodyCase(operation: Operation, { label, path, value, pointer }: LabelledValue): PlannedCase {
  const because = `${formatPropertyPath(path) || 'the body'}: ${label}`;
  return {
    title: `${because} is accepted`,
    operation,
    pointer,
    exercises: { in: 'body', path },
    writes: true,
    exclusive: false,
    run: async (context) => {
      const result = await sendForOperation(context, operation, {
        parts: { json: value },
        expectation: { kind: 'success', because, pointer },
        subject: path,
      });
      await keptAsSent(context, operation, result, because);
    },
  };
}

/** Checks that a write answers what was sent, and that a read answers the same. */
export async function keptAsSent(
  context: CaseContext,
  operation: Operation,
  { exchange, sent, before, created }: OperationResult,
  when: string,
): Promise<void> {
  const { spec } = context;
  const place = placeOf(spec, operation);
  const { json, response } = exchange;
  if (place === undefined || response.status >= 300 || json.kind !== 'json' || !isObject(sent.json)) return;
  const about = { spec, resource: place.resource };
  const promised = withoutId(sent.json, place.resource.idProperty);
  context.confirm(answerReflectsRequest, { ...about, promised, received: json.value, when }, [exchange]);
  const { read } = place.resource.roles;
  const path = (created ?? before)?.path;
  if (read === undefined || path === undefined || !isObject(json.value)) return;
  const expectation = { kind: 'success', because: `it was just written (${when})`, pointer: read.pointer } as const;
  const seen = await context.send(read, { path }, expectation);
  const received = seen.json.kind === 'json' ? seen.json.value : undefined;
  if (seen.response.status >= 300) return;
  context.confirm(readsAgree, { ...about, promised: json.value, received, when }, [exchange, seen]);
}

function queryCase(
  operation: Operation,
  parameter: Parameter,
  { label, path, value, pointer }: LabelledValue,
): PlannedCase {
  const because = `${formatPropertyPath([parameter.name, ...path])}: ${label}`;
  return {
    title: `${because} is accepted`,
    operation,
    pointer,
    exercises: { in: 'query', path: [parameter.name, ...path] },
    writes: false,
    exclusive: false,
    run: async (context) => {
      await sendForOperation(context, operation, {
        parts: { query: encodeParameter(parameter, value) },
        expectation: { kind: 'success', because, pointer },
        subject: [parameter.name],
      });
    },
  };
}

function withoutId(body: Record<string, JsonValue>, idProperty: string): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== idProperty));
}
