import type { Client } from '../../mock/login/auth-settings';
import { type DelayRange, LONGEST_DELAY, parseDelay } from '../../mock/overrides/delay-range';
import { type ParseValue, UsageError } from '../command-line/command';

/** Takes the names of drifts with commas between. */
export const driftNames: ParseValue<readonly string[]> = (text, source) =>
  text.split(',').map((name) => {
    if (name.trim() === '') throw new UsageError(`${source} needs a name; \`contact-points drifts\` lists them.`);
    return name.trim();
  });

/** Takes an address or a host name. */
export const host: ParseValue<string> = (text, source) => {
  if (/^[a-z0-9_.:%-]+$/i.test(text)) return text;
  throw new UsageError(`${source} must be an address or a host name such as 127.0.0.1, not "${text}".`);
};

/** Takes milliseconds, or a range of them. */
export const delay: ParseValue<DelayRange> = (text, source) => {
  const range = parseDelay(text);
  if (range !== undefined) return range;
  const limits = `up to ${LONGEST_DELAY}, or a range of them such as 50..300`;
  throw new UsageError(`${source} must be milliseconds ${limits}, not "${text}".`);
};

/** Takes a share of one. */
export const share: ParseValue<number> = (text, source) => {
  const number = /^(\d+(\.\d+)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (number <= 1) return number;
  throw new UsageError(`${source} must be a share from 0 to 1, such as 0.02, not "${text}".`);
};

/** Takes statuses of errors with commas between. */
export const statuses: ParseValue<readonly number[]> = (text, source) =>
  text.split(',').map((status) => {
    if (/^[45]\d\d$/.test(status.trim())) return Number(status);
    throw new UsageError(`${source} must be statuses from 400 to 599 with commas between, not "${status}".`);
  });

/** Takes a client and its secret. A wrong one is not repeated: it may be half a secret. */
export const client: ParseValue<Client> = (text, source) => {
  const colon = text.indexOf(':');
  if (colon > 0 && colon < text.length - 1) return { id: text.slice(0, colon), secret: text.slice(colon + 1) };
  throw new UsageError(`${source} must be an id and a secret with a colon between, such as mock-client:mock-secret.`);
};

/** Takes an API key. */
export const apiKey: ParseValue<string> = (text, source) => {
  if (text.trim() !== '') return text.trim();
  throw new UsageError(`${source} needs a key.`);
};

/** Takes a path; without its trailing slash, so that the root is `''`. */
export const basePath: ParseValue<string> = (path, source) => {
  if (path === '/') return '';
  if (/^(\/[\w!$&'()*+,;=:@.%~-]+)+\/?$/.test(path)) return path.replace(/\/$/, '');
  throw new UsageError(`${source} must be a path such as /v1, or / for the root, not "${path}".`);
};

/** Takes the URL of a real API. One with credentials is not repeated. */
export const upstreamUrl: ParseValue<URL> = (text, source) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && (url.username !== '' || url.password !== '')) {
    throw new UsageError(`${source} must not hold credentials; clients send their own.`);
  }
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') return url;
  throw new UsageError(`${source} must be a URL such as https://api.example.com/v1, not "${text}".`);
};

/** Takes the name of an operation, or a path. */
export const upstreamName: ParseValue<string> = (name, source) => {
  if (name.trim() !== '') return name;
  throw new UsageError(`${source} needs the name of an operation, or a path.`);
};

/** Takes a bearer token. */
export const adminToken: ParseValue<string> = (token, source) => {
  if (/^[\w.~+/=-]+$/.test(token)) return token;
  throw new UsageError(`${source} must be letters, digits and -._~+/= only, as in an Authorization header.`);
};

/** Takes the origin of pages, in the form in which browsers send it. */
export const adminOrigin: ParseValue<string> = (text, source) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) return url.origin;
  throw new UsageError(`${source} must be an origin such as http://localhost:3000, without a path, not "${text}".`);
};

/** Takes the name of a host, as it stands in a URL. */
export const callbackHost: ParseValue<string> = (text, source) => {
  const url = URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : undefined;
  if (url !== undefined && url.port === '' && url.href === `http://${url.hostname}/`) return url.hostname;
  throw new UsageError(`${source} must be a host name such as hooks.example.com, without a port, not "${text}".`);
};

/** Takes the URL of a store that processes share; undefined for the memory of this one. It may hold a password, so it is not repeated. */
export const storeUrl: ParseValue<string | undefined> = (text, source) => {
  if (text === 'memory') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^rediss?:$/.test(url.protocol) && url.hostname !== '' && /^\/?\d*$/.test(url.pathname)) {
    return text;
  }
  const form = 'a URL such as redis://:PASSWORD@HOST:6379/0; rediss:// is for TLS';
  throw new UsageError(`${source} must be memory, or ${form}.`);
};

/** Takes the beginning of keys in Redis. */
export const storePrefix: ParseValue<string> = (prefix, source) => {
  if (/^[\w.:-]{1,100}$/.test(prefix)) return prefix;
  throw new UsageError(`${source} must be 1 to 100 letters, digits and ._:- only, not "${prefix}".`);
};
