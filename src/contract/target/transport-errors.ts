import { TransportError } from '../exchange/exchange';

/** Advice for a certificate that Node does not trust. */
const TRUST = 'trust it with NODE_EXTRA_CA_CERTS=FILE, or do without its protection with --insecure';
const NO_TLS = 'no TLS is spoken there; perhaps http:// is meant';
const NO_HTTP = 'what answers there is no HTTP; perhaps https:// is meant';

/** Failures that every other request will meet, too. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused; nothing listens there',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name cannot be looked up at the moment',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the network of the host',
  UND_ERR_CONNECT_TIMEOUT: 'no connection could be made in time',
  ETIMEDOUT: 'no connection could be made in time',
  DEPTH_ZERO_SELF_SIGNED_CERT: `its certificate is self-signed; ${TRUST}`,
  SELF_SIGNED_CERT_IN_CHAIN: `its certificate is signed by an authority that is not known here; ${TRUST}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `its certificate is signed by an authority that is not known here; ${TRUST}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `its certificate is signed by an authority that is not known here; ${TRUST}`,
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is made out to another host name',
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
  EPROTO: NO_TLS,
  HPE_INVALID_CONSTANT: NO_HTTP,
  HPE_INVALID_VERSION: NO_HTTP,
};

/** Failures of one exchange. */
const FAILURES: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection was reset before the response was complete',
  UND_ERR_SOCKET: 'the connection was closed before the response was complete',
};

const CUT_OFF_CODES = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Tests for a connection that was cut off before the first byte of a response, as an idle one may be at any moment. */
export function isCutOff(error: unknown): boolean {
  return CUT_OFF_CODES.has(codeOf(error));
}

/**
 * Explains in words why an exchange failed.
 *
 * @param timeout - milliseconds that a response may take
 * @param proxy - the URL of the proxy on the way, without its credentials
 */
export function asTransportError(error: unknown, timeout: number, proxy?: string): TransportError {
  const code = codeOf(error);
  const message = String((error as { message?: unknown })?.message ?? error);
  const through = proxy === undefined ? '' : ` (through the proxy ${proxy})`;
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new TransportError(`no complete response within ${timeout} ms`, false);
  }
  const refused = proxy !== undefined && (code === 'UND_ERR_ABORTED' || /proxy response/i.test(message));
  if (refused) return new TransportError(`the proxy ${proxy} does not let it through: ${message}`, true);
  const reason = UNREACHABLE[code] ?? FAILURES[code] ?? message;
  return new TransportError(reason + through, UNREACHABLE[code] !== undefined);
}

// With several addresses behind a name, Node reports an AggregateError whose parts carry the codes. Errors are told by what
// they carry: inside Jest, those of Node are no instances of the Error that is seen here.
function codeOf(error: unknown): string {
  const { code, errors, cause } = (error ?? {}) as { code?: unknown; errors?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  if (Array.isArray(errors) && errors.length > 0) return codeOf(errors[0]);
  return cause === undefined ? '' : codeOf(cause);
}
