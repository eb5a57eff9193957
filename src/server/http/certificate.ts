import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { createSecureContext } from 'node:tls';

/** A certificate with its private key, both in PEM; the certificate may be followed by the chain of its authorities. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate or key that cannot be used. The message says which and why. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
}

/**
 * Reads a certificate and its key from files in PEM.
 *
 * @throws {@link CertificateError} for a file that cannot be read, is none, has a passphrase, or does not belong to the other
 */
export function readCertificate(certFile: string, keyFile: string): Certificate {
  const read = (file: string): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      throw new CertificateError(`${file} cannot be read: ${(error as Error).message}.`);
    }
  };
  const pair = { cert: read(certFile), key: read(keyFile) };
  for (const [file, parts] of [
    [certFile, { cert: pair.cert }],
    [keyFile, { key: pair.key }],
    [`${certFile} with ${keyFile}`, pair],
  ] as const) {
    try {
      createSecureContext(parts);
    } catch (error) {
      const reason = (error as Error).message.replace(/^error:[^:]*:[^:]*:[^:]*:/, '');
      throw new CertificateError(
        `${file} cannot be used: ${reason}. A certificate and its key without passphrase, in PEM, are needed.`,
      );
    }
  }
  return pair;
}

/** The SHA-256 fingerprint of a certificate, as browsers show it: `AB:CD:…`. */
export function fingerprintOf({ cert }: Certificate): string {
  return new X509Certificate(cert).fingerprint256;
}

/** Days for which a certificate made here is valid; browsers take no more than 398. */
const DAYS = 90;

/**
 * Makes a certificate for this machine, signed by itself, with a new key that is written nowhere. Clients have to be told to trust it.
 *
 * @param host - the interface that the server listens on: the certificate is for `localhost`, its addresses, and this; with `0.0.0.0`
 * or `::` for every name and address of this machine
 * @example
 * const tls = selfSignedCertificate();
 * const mock = await startMock('openapi.yaml', { tls });
 * https.get(mock.url, { ca: tls.cert });
 */
export function selfSignedCertificate(host = '127.0.0.1'): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const now = Date.now();
  const name = sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from('contact-points')))));
  const algorithm = sequence(oid('2a8648ce3d040302'));
  // RFC 5280, section 4.1: version 3, serial number, algorithm, issuer, validity, subject, public key, extensions.
  const content = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name,
    sequence(utcTime(now - DAY), utcTime(now + DAYS * DAY)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      0xa3,
      sequence(
        extension('551d11', sequence(...namesFor(host).map(generalName))),
        extension('551d25', sequence(oid('2b06010505070301'))),
      ),
    ),
  );
  const signature = sign('sha256', content, privateKey);
  const der = sequence(content, algorithm, tagged(0x03, Buffer.from([0]), signature));
  const lines = der.toString('base64').match(/.{1,64}/g)!;
  return {
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

const DAY = 86_400_000;

/** A value of ASN.1 in its distinguished encoding (X.690): tag, length, content. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts);

/** @param hex - the encoded identifier */
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));

const extension = (hex: string, value: Buffer): Buffer => sequence(oid(hex), tagged(0x04, value));

const utcTime = (time: number): Buffer =>
  tagged(0x17, Buffer.from(`${new Date(time).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

function namesFor(host: string): string[] {
  const own = ['localhost', '127.0.0.1', '::1'];
  if (host !== '0.0.0.0' && host !== '::') return [...new Set([...own, host])];
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each!.map(({ address }) => address));
  return [...new Set([...own, hostname(), ...addresses])];
}

/** A host name, or an address of four or sixteen bytes. */
function generalName(name: string): Buffer {
  const family = isIP(name);
  if (family === 0) return tagged(0x82, Buffer.from(name));
  return tagged(0x87, family === 4 ? Buffer.from(name.split('.').map(Number)) : ipv6Bytes(name));
}

function ipv6Bytes(address: string): Buffer {
  const [head = '', tail = ''] = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname.slice(1, -1).split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail)];
  const middle = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return Buffer.from([...before, ...middle, ...after].map((group) => group.padStart(4, '0')).join(''), 'hex');
}
