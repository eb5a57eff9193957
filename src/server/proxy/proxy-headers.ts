/** Header fields by name, each with all its values, as `IncomingMessage.headersDistinct` gives them. */
export type DistinctHeaders = Readonly<Record<string, readonly string[] | undefined>>;

/** Fields that are about one connection and go no further (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The fields that go on to the next server: all but those about this connection, among them those that `Connection` names.
 *
 * @param others - further fields that stay here, in lower case
 */
export function forwardedHeaders(headers: DistinctHeaders, others: readonly string[]): Record<string, string[]> {
  const named = (headers.connection ?? [])
    .flatMap((value) => value.split(','))
    .map((name) => name.trim().toLowerCase());
  const staying = new Set([...HOP_BY_HOP, ...named, ...others]);
  const going: Record<string, string[]> = {};
  for (const [name, values] of Object.entries(headers)) {
    if (values !== undefined && !staying.has(name)) going[name] = [...values];
  }
  return going;
}

/** The same with one text for each field (RFC 9110, section 5.3). */
export function joinedHeaders(headers: DistinctHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, (values ?? []).join(', ')]));
}
