import type { Spec } from '../../../openapi/model/model';
import type { Exchange } from '../../exchange/exchange';
import { isSecretName, isWrongCredential, MASK, maskSecrets, secretsInPath } from '../../exchange/secrets';

/** An exchange as plain data that is safe to show: secrets are masked, bodies are text. */
export interface RenderedExchange {
  readonly request: RenderedRequest;
  readonly response: RenderedResponse;
  /** Why the request was sent: `label has 256 characters`. */
  readonly because: string;
}

/** An exchange of a run, with its time and its case. */
export interface TimedExchange extends RenderedExchange {
  /** When the request was sent, ISO 8601 in UTC. */
  readonly at: string;
  readonly caseId: string;
}

/** A request. */
export interface RenderedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RenderedBody;
}

/** A response. */
export interface RenderedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RenderedBody;
  readonly milliseconds: number;
}

/** A body: its text, or its bytes in Base64 when they are no UTF-8. */
export interface RenderedBody {
  readonly bytes: number;
  readonly text?: string;
  readonly base64?: string;
  /** True when the text or Base64 is only the start of the body. */
  readonly truncated?: true;
}

/** The length to which a rendered body is cut, in bytes. */
const LONGEST_BODY = 16_384;

/** Renders an exchange as plain data that is safe to show. */
export function renderExchange({ spec, request, response, expectation }: Exchange): RenderedExchange {
  const parts = secretsInPath(request.path, spec);
  const keys = parts.flatMap((part) => ('text' in part ? [] : [[`?${part.secret}`, part.value] as const]));
  const masked = maskSecrets({ ...request.headers, ...Object.fromEntries(keys) }, spec);
  return {
    request: {
      method: request.method,
      path: parts.map((part) => ('text' in part ? part.text : MASK)).join(''),
      headers: renderHeaders(request.headers, masked, spec),
      body: request.body && renderBody(request.body, masked),
    },
    response: {
      status: response.status,
      headers: renderHeaders(response.headers, masked, spec),
      body: response.body.byteLength === 0 ? undefined : renderBody(response.body, masked),
      milliseconds: Math.round(response.milliseconds * 10) / 10,
    },
    because: expectation.because,
  };
}

type Masked = (text: string) => string;

function renderHeaders(headers: Readonly<Record<string, string>>, masked: Masked, spec: Spec): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const isSecret = isSecretName(name, spec) && !isWrongCredential(name, value);
      return [name, isSecret ? MASK : masked(value)];
    }),
  );
}

function renderBody(body: Uint8Array, masked: Masked): RenderedBody {
  const start = body.subarray(0, LONGEST_BODY);
  const cut = start.byteLength < body.byteLength ? ({ truncated: true } as const) : {};
  try {
    // A character that the cut has split is no fault of the body.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(start, {
      stream: start.byteLength < body.byteLength,
    });
    return { bytes: body.byteLength, text: masked(text), ...cut };
  } catch {
    return { bytes: body.byteLength, base64: Buffer.from(start).toString('base64'), ...cut };
  }
}
