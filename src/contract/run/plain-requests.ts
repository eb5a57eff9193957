import type { Operation } from '../../openapi/model/model';
import { roleOf } from '../../openapi/resources/role-of';
import { describeResponse } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { isSuccess } from '../exchange/statuses';
import type { RawFinding } from '../findings/finding';
import type { CaseContext, ContractCase } from '../steps/context/case';
import { exampleBody } from '../steps/records/referred-resources';
import { sendForOperation } from '../steps/records/send-for-operation';
import { createContext } from './context';
import type { RunState } from './run-state';

/** Result of the plain valid request of an operation, as the first case of the operation sees it. */
export interface PlainOutcome {
  /** Faults that it shows; told by one case only. */
  readonly rawFindings: readonly RawFinding[];
  /** Reason that no variant of the request can be judged. */
  readonly blocked?: string;
}

/** Knowledge of the operations that take a plain valid request. */
export interface PlainRequests {
  /** Sends the plain valid request of a case's operation, once for all cases. Undefined for cases that need none. */
  of(contractCase: ContractCase): Promise<PlainOutcome | undefined>;
}

/** Kinds that vary a valid request: what the target says to them tells nothing where it refuses the plain one. */
const variants = new Set(
  'values combined-values mutations combined-faults malformed-bodies failed-writes competing-writes page-sizes'.split(
    ' ',
  ),
);

/** Statuses with which a document can say that a valid request may be refused all the same. */
const explained = [401, 403, 404, 409, 410, 412, 422, 428, 429];

/** Creates the knowledge of a run that has sent nothing yet. */
export function createPlainRequests(state: RunState): PlainRequests {
  const known = new Map<string, Promise<PlainOutcome>>();
  const told = new Set<string>();
  return {
    async of(contractCase) {
      const { operation } = contractCase;
      if (operation === undefined || !variants.has(contractCase.kind) || !needsOne(state, operation)) return undefined;
      const outcome = known.get(operation.id) ?? tryPlain(state, contractCase, operation);
      known.set(operation.id, outcome);
      const { rawFindings, blocked } = await outcome;
      const isFirst = !told.has(operation.id);
      told.add(operation.id);
      const own = isFirst ? rawFindings : [];
      return blocked === undefined ? { rawFindings: own } : { rawFindings: own, blocked };
    },
  };
}

// The first record of a resource is the plain request of its create.
function needsOne({ spec, readOnly }: RunState, operation: Operation): boolean {
  const role = roleOf(spec, operation)?.role;
  return role !== 'remove' && role !== 'read' && !(readOnly && operation.method !== 'get');
}

async function tryPlain(state: RunState, contractCase: ContractCase, operation: Operation): Promise<PlainOutcome> {
  const context = createContext(state, contractCase, () => {});
  const first = await attempt(context, operation);
  const { exchange } = first;
  if (exchange !== undefined && isSuccess(exchange.response.status)) return { rawFindings: [] };
  // A target that only stumbled can be judged; its cases tell what else they see.
  const second = await attempt(context, operation);
  if (second.exchange !== undefined && isSuccess(second.exchange.response.status)) return { rawFindings: [] };
  if (exchange === undefined) return first.blocked === undefined ? { rawFindings: [] } : first;
  const { status } = exchange.response;
  const isExplained = explained.includes(status) && exchange.documented?.status === String(status);
  const plain = first.rawFindings.filter(({ check }) => !(isExplained && check === 'accepts-valid'));
  return {
    rawFindings: plain,
    blocked: `${operation.id} refuses a plain valid request: ${describeResponse(exchange)}`,
  };
}

interface Attempt {
  readonly exchange?: Exchange | undefined;
  readonly rawFindings: readonly RawFinding[];
  readonly blocked?: string;
}

async function attempt(context: CaseContext, operation: Operation): Promise<Attempt> {
  const { spec } = context;
  const place = roleOf(spec, operation);
  let exchange: Exchange | undefined;
  const { rawFindings, blocked } = await context.rehearse(async (inner) => {
    const because = 'every property is valid';
    const example = place?.role === 'create' ? exampleBody(spec, place.resource) : undefined;
    const result = await sendForOperation(inner, operation, {
      parts: example === undefined ? {} : { json: example },
      expectation: { kind: 'success', because, pointer: operation.pointer },
      shared: false,
    });
    exchange = result.exchange;
  });
  return blocked === undefined ? { exchange, rawFindings } : { exchange, rawFindings, blocked: blocked.message };
}
