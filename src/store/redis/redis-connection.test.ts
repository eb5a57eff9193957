import { explainRefusal } from './redis-connection';

test.each([
  ['self-signed certificate in certificate chain', true, /trust it with NODE_EXTRA_CA_CERTS=FILE$/],
  ['self-signed certificate', true, /trust it with NODE_EXTRA_CA_CERTS=FILE$/],
  ['unable to verify the first certificate', true, /trust it with NODE_EXTRA_CA_CERTS=FILE$/],
  [
    "Hostname/IP does not match certificate's altnames: IP: 127.0.0.2 is not in the cert's list: 127.0.0.1",
    true,
    /^its certificate is made out to another host name$/,
  ],
  ['certificate has expired', true, /^its certificate has expired$/],
  ['NOAUTH HELLO must be called with the client already authenticated, otherwise', false, /^it asks for a password; /],
  ['WRONGPASS invalid username-password pair or user is disabled.', false, /^it does not know this user or password$/],
  ['connect ECONNREFUSED 127.0.0.1:6379', false, /^nothing listens there$/],
  ['getaddrinfo ENOTFOUND redis.example', false, /^the host name is unknown$/],
  ['read ECONNRESET', false, /^read ECONNRESET; perhaps TLS is spoken there: rediss:\/\/$/],
  ['Connection timeout', true, /^Connection timeout; perhaps no TLS is spoken there: redis:\/\/$/],
  ['Connection timeout', false, /^Connection timeout$/],
  ['something else', true, /^something else$/],
])('%j, TLS %j', (message, isTls, expected) => {
  expect(explainRefusal(message, isTls)).toMatch(expected);
});
