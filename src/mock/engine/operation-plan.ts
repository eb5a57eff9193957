import { createParameterDecoder, type ParameterDecoder } from '../../openapi/decode-parameters';
import type { Operation } from '../../openapi/model';
import { type BodyReader, createBodyReader } from '../bodies/read-body';
import { offeredMediaTypes } from '../handlers/documented-success';
import { createNegotiator, type Negotiator } from '../messages/accept';
import type { Handler } from '../handlers/handler';
import type { ReferenceGuard } from './reference-guard';
import type { MockContext } from './resource-context';

/** Everything that requests for one operation pass through, prepared once. */
export interface OperationPlan {
  readonly operation: Operation;
  /** Undefined when the success has no body, so that there is nothing to negotiate. */
  readonly negotiate: Negotiator | undefined;
  /** The media types that a success can have, for a person. */
  readonly offered: string;
  readonly decode: ParameterDecoder;
  readonly readBody: BodyReader;
  readonly handler: Handler;
  /** Stands before the handler; undefined when what a request refers to need not exist. */
  readonly references: ReferenceGuard | undefined;
}

/**
 * Prepares an operation: what it takes, what it gives, who answers.
 *
 * @param handler - answers its valid requests
 * @param references - judges what they refer to
 */
export function planOperation(
  { spec }: MockContext,
  operation: Operation,
  handler: Handler,
  references: ReferenceGuard | undefined,
): OperationPlan {
  const offered = offeredMediaTypes(operation);
  return {
    operation,
    negotiate: offered.length === 0 ? undefined : createNegotiator(offered),
    offered: offered.join(', '),
    decode: createParameterDecoder(operation, spec.schemas),
    readBody: createBodyReader(spec.schemas, operation.body),
    handler,
    references,
  };
}
