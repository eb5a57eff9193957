import type { Operation, PathEntry, Spec } from '../../openapi/model/model';
import { preflightAllows } from '../checks/laws';
import type { Exchange } from '../exchange/exchange';
import type { Severity } from '../findings/check';
import type { CaseKind, PlannedCase } from '../steps/context/case';
import { pathFor } from '../steps/records/path-values';
import { sendForOperation } from '../steps/records/send-for-operation';

const ORIGIN = 'https://app.example.com';
/** Methods that a page may always use (Fetch, section 2.2.1). */
const SIMPLE = new Set(['GET', 'HEAD', 'POST']);

/** OPTIONS is answered on every path, and a CORS preflight allows what the document has; where the document speaks of CORS. */
export const cors: CaseKind = {
  name: 'cors',
  *plan({ spec }) {
    const severity = severityOfCors(spec);
    if (severity === undefined) return;
    for (const entry of spec.paths) {
      if (entry.operations.size === 0) continue;
      yield optionsCase(entry, severity);
      for (const method of entry.operations.keys()) yield preflightCase(entry, method.toUpperCase(), severity);
      const get = entry.operations.get('get');
      if (get !== undefined) yield answerCase(get, severity);
    }
  },
};

// OpenAPI has no place for CORS: an extension or an OPTIONS operation promises it; words alone may speak of a gateway in front.
function severityOfCors({ document, paths }: Spec): Severity | undefined {
  if (Object.hasOwn(document, 'x-cors') || paths.some(({ operations }) => operations.has('options'))) return 'error';
  return /\bCORS\b|\bpreflight\b/i.test(document.info.description ?? '') ? 'warning' : undefined;
}

function optionsCase(entry: PathEntry, severity: Severity): PlannedCase {
  return {
    title: `OPTIONS ${entry.template.source} is answered`,
    pointer: entry.pointer,
    writes: false,
    exclusive: false,
    run: async (context) => {
      await options(context, entry, severity, {});
    },
  };
}

function preflightCase(entry: PathEntry, method: string, severity: Severity): PlannedCase {
  const requested = ['content-type', 'authorization', 'x-requested-with'];
  return {
    title: `a preflight for ${method} ${entry.template.source} is allowed`,
    pointer: entry.pointer,
    writes: false,
    exclusive: false,
    run: async (context) => {
      const exchange = await options(context, entry, severity, {
        origin: ORIGIN,
        'access-control-request-method': method,
        'access-control-request-headers': requested.join(','),
      });
      if (exchange.response.status >= 300) return;
      const lacking = refusal(exchange, method, requested);
      const observation = {
        severity,
        holds: lacking === undefined,
        title: `a preflight for ${method} ${entry.template.source} is refused: ${lacking}`,
        promised: `an answer that lets ${ORIGIN} send ${method} with ${requested.join(', ')}`,
        received: lacking ?? '',
        pointer: entry.pointer,
        symptom: lacking?.split(':')[0] ?? '',
      };
      context.confirm(preflightAllows, observation, [exchange]);
    },
  };
}

// A preflight alone lets no page read anything: the answer itself has to allow it as well.
function answerCase(operation: Operation, severity: Severity): PlannedCase {
  return {
    title: 'an answer may be read by a page of another origin',
    operation,
    pointer: operation.pointer,
    writes: false,
    exclusive: false,
    run: async (context) => {
      const expectation = {
        kind: 'success',
        because: 'an Origin changes nothing',
        pointer: operation.pointer,
      } as const;
      const { exchange } = await sendForOperation(context, operation, {
        parts: { headers: { origin: ORIGIN } },
        expectation,
      });
      const allowed = exchange.response.headers['access-control-allow-origin'];
      const observation = {
        severity,
        holds: exchange.response.status >= 300 || allowed === '*' || allowed === ORIGIN,
        title: 'does not let a page of another origin read its answer',
        promised: `Access-Control-Allow-Origin: * or ${ORIGIN}`,
        received: `Access-Control-Allow-Origin: ${allowed ?? 'none'}`,
        pointer: operation.pointer,
        symptom: 'answer',
      };
      context.confirm(preflightAllows, observation, [exchange]);
    },
  };
}

async function options(
  context: Parameters<PlannedCase['run']>[0],
  entry: PathEntry,
  severity: Severity,
  headers: Record<string, string>,
): Promise<Exchange> {
  const path = await pathFor(context, entry, { mayBorrow: true, shared: true });
  return context.sendRaw(
    // A browser sends no credentials with a preflight (Fetch, section 3.3.5).
    { method: 'OPTIONS', path, headers, anonymous: true },
    {
      kind: 'status',
      check: 'options-answered',
      statuses: [204, 200],
      warned: severity === 'warning' ? 'any' : [],
      because: 'OPTIONS is answered on every path',
      pointer: entry.pointer,
    },
  );
}

function refusal(
  { response: { headers } }: Exchange,
  method: string,
  requested: readonly string[],
): string | undefined {
  const allowed = headers['access-control-allow-origin'];
  if (allowed !== '*' && allowed !== ORIGIN) return `Access-Control-Allow-Origin: ${allowed ?? 'none'}`;
  const methods = listed(headers['access-control-allow-methods']);
  if (!SIMPLE.has(method) && !methods.has('*') && !methods.has(method.toLowerCase())) {
    return `Access-Control-Allow-Methods: ${headers['access-control-allow-methods'] ?? 'none'}`;
  }
  const names = listed(headers['access-control-allow-headers']);
  const missing = requested.filter((name) => !names.has(name) && !names.has('*'));
  return missing.length === 0 ? undefined : `Access-Control-Allow-Headers: without ${missing.join(', ')}`;
}

function listed(value: string | undefined): ReadonlySet<string> {
  return new Set((value ?? '').split(',').map((item) => item.trim().toLowerCase()));
}
