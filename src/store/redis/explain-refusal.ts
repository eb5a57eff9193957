/** What a failed connection says, and what may be done about it. */
const EXPLANATIONS: readonly (readonly [RegExp, string])[] = [
  [/^NOAUTH/, 'it asks for a password; write it into the URL, redis://:PASSWORD@HOST'],
  [/^WRONGPASS/, 'it does not know this user or password'],
  [/^NOPERM/, 'its user may not do what is needed: scripts, and every command below the prefix'],
  [/ECONNREFUSED/, 'nothing listens there'],
  [/ENOTFOUND|EAI_AGAIN/, 'the host name is unknown'],
  [
    /self[- ]signed|unable to (get|verify)/i,
    'its certificate is signed by an authority that is not known here; trust it with NODE_EXTRA_CA_CERTS=FILE',
  ],
  [/certificate has expired/, 'its certificate has expired'],
  [/altnames/, 'its certificate is made out to another host name'],
];

/**
 * Says why a server cannot be used, for who has to do something about it.
 *
 * @param message - of the error, or of the server
 * @param isTls - whether TLS was spoken
 * @example
 * explainRefusal('read ECONNRESET', false); // 'read ECONNRESET; perhaps TLS is spoken there: rediss://'
 */
export function explainRefusal(message: string, isTls: boolean): string {
  const known = EXPLANATIONS.find(([pattern]) => pattern.test(message));
  if (known !== undefined) return known[1];
  if (isTls && /timeout|no answer|EPROTO|wrong version|packet length/i.test(message)) {
    return `${message}; perhaps no TLS is spoken there: redis://`;
  }
  if (!isTls && /ECONNRESET|closed/i.test(message)) return `${message}; perhaps TLS is spoken there: rediss://`;
  return message;
}
