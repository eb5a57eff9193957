import type { OpenAPIV3_1 } from 'openapi-types';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { childPointer, valueAt } from '../../json-schema/model/pointer';
import { follow, followEach, type Located } from '../model/locate';
import type { Operation, Spec } from '../model/model';
import { parsePathTemplate } from './path-template';
import { readPathEntry } from './read-operations';

/** A request that the API sends to its clients: a callback of an operation (OpenAPI 3.1, section 4.8.18), or a webhook. */
export interface OutgoingRequest {
  /** Unique in a document: the name of the webhook or the callback, as far as needed with its operation and its method. */
  readonly name: string;
  /** The operation whose callback it is; undefined for a webhook. */
  readonly caller: Operation | undefined;
  /** The address with the runtime expressions in it; undefined for a webhook. */
  readonly address: string | undefined;
  /** The request that is sent and the answers that it may get, described like any operation. */
  readonly operation: Operation;
}

type PathItems = Readonly<Record<string, OpenAPIV3_1.PathItemObject | OpenAPIV3_1.ReferenceObject | undefined>>;

/** No path: the client says where the request goes. */
const NOWHERE = parsePathTemplate('/');

/** Reads the callbacks and the webhooks of a document, in its order. */
export function readOutgoingRequests({ document, schemas, operations }: Spec): OutgoingRequest[] {
  const found: OutgoingRequest[] = [];
  const add = (
    name: string,
    item: Located<OpenAPIV3_1.PathItemObject>,
    origin: Pick<OutgoingRequest, 'caller' | 'address'>,
  ): void => {
    for (const operation of readPathEntry(document, schemas, NOWHERE, item).operations.values())
      found.push({ name, ...origin, operation });
  };
  for (const caller of operations) {
    const { callbacks } = valueAt(document as unknown as JsonValue, caller.pointer) as { callbacks?: object };
    const named = followEach<PathItems>(document, caller.pointer, 'callbacks', callbacks as Record<string, PathItems>);
    for (const { name, pointer, node } of named) {
      for (const [address, item] of Object.entries(node)) {
        if (item === undefined || address.startsWith('x-')) continue;
        add(name, follow(document, { pointer: childPointer(pointer, address), node: item }), { caller, address });
      }
    }
  }
  const webhooks = document.webhooks as PathItems | undefined;
  for (const { name, ...item } of followEach<OpenAPIV3_1.PathItemObject>(document, '#', 'webhooks', webhooks))
    add(name, item, { caller: undefined, address: undefined });
  return withUniqueNames(found);
}

/** Makes names longer where several requests have the same one: by the operation that calls, by the method, by a number. */
function withUniqueNames(requests: readonly OutgoingRequest[]): OutgoingRequest[] {
  const longer: readonly ((request: OutgoingRequest, index: number) => string)[] = [
    ({ name, caller }) => (caller === undefined ? name : `${caller.id}.${name}`),
    ({ name, operation }) => `${name}.${operation.method}`,
    ({ name }, index) => `${name}.${index + 1}`,
  ];
  return longer.reduce<OutgoingRequest[]>(
    (named, lengthen) => {
      const counts = new Map<string, number>();
      for (const { name } of named) counts.set(name, (counts.get(name) ?? 0) + 1);
      return named.map((request, index) =>
        counts.get(request.name) === 1 ? request : { ...request, name: lengthen(request, index) },
      );
    },
    [...requests],
  );
}
