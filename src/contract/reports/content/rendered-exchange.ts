import type { Spec } from '../../../openapi/model/model';
import type { Exchange } from '../../exchange/exchange';
import { isSecretName, MASK, maskSecrets, secretsInPath } from '../../exchange/secrets';

/** An exchange as plain data that may be shown to anybody: secrets are masked, bodies are text. */
export interface ToldExchange {
  readonly request: ToldRequest;
  readonly response: ToldResponse;
  /** Why the request was sent: `label has 256 characters`. */
  readonly because: string;
}

/** A request. */
export interface ToldRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: ToldBody;
}

/** A response. */
export interface ToldResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: ToldBody;
  readonly milliseconds: number;
}

/** A body: its text, or its bytes in Base64 when they are no UTF-8. */
export interface ToldBody {
  readonly bytes: number;
  readonly text?: string;
  readonly base64?: string;
  /** True when the text or Base64 is only the start of the body. */
  readonly truncated?: true;
}

/** What is kept of a body, in bytes. */
const longestBody = 16_384;

/** Makes an exchange fit to be shown. */
export function toldExchange({ spec, request, response, expectation }: Exchange): ToldExchange {
  const parts = secretsInPath(request.path, spec);
  const keys = parts.flatMap((part) => ('text' in part ? [] : [[`?${part.secret}`, part.value] as const]));
  const masked = maskSecrets({ ...request.headers, ...Object.fromEntries(keys) }, spec);
  return {
    request: {
      method: request.method,
      path: parts.map((part) => ('text' in part ? part.text : MASK)).join(''),
      headers: toldHeaders(request.headers, masked, spec),
      ...(request.body === undefined ? {} : { body: toldBody(request.body, masked) }),
    },
    response: {
      status: response.status,
      headers: toldHeaders(response.headers, masked, spec),
      ...(response.body.byteLength === 0 ? {} : { body: toldBody(response.body, masked) }),
      milliseconds: Math.round(response.milliseconds * 10) / 10,
    },
    because: expectation.because,
  };
}

type Masked = (text: string) => string;

function toldHeaders(headers: Readonly<Record<string, string>>, masked: Masked, spec: Spec): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const secret = isSecretName(name, spec) || name === 'set-cookie';
      return [name, secret ? MASK : masked(value)];
    }),
  );
}

function toldBody(body: Uint8Array, masked: Masked): ToldBody {
  const start = body.subarray(0, longestBody);
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
