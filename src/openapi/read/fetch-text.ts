import { spawnSync } from 'node:child_process';
import { DocumentError } from './document-error';

/** True for the address of a document on the network. */
export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/** Longer than any server takes to send a document; one that never ends must not stop a start for good. */
const MOST_MILLISECONDS = 30_000;
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Fetches a text. It waits, in a process of its own that fetches: documents are loaded synchronously, as Jest registers its
 * tests so, and requests are not.
 *
 * @param url - of `http:` or `https:`
 * @throws DocumentError when it cannot be had
 */
export function fetchText(url: string): string {
  const { stdout, status, error } = spawnSync(process.execPath, ['-e', FETCH, url], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
    maxBuffer: MOST_BYTES,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: MOST_MILLISECONDS,
  });
  if (status === 0) return stdout;
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const reasons: Readonly<Record<string, string>> = {
    ETIMEDOUT: `did not answer within ${MOST_MILLISECONDS / 1000} seconds`,
    ENOBUFS: `is larger than ${MOST_BYTES / 1024 / 1024} MiB, and cannot be read`,
  };
  const reason = reasons[code ?? ''] ?? (stdout || 'cannot be fetched');
  throw new DocumentError([{ file: url, message: `${reason}; check the address, or save the document as a file` }]);
}

// Written for the process that fetches: it prints the text, or the reason why there is none.
const FETCH = `
fetch(process.argv[1], { headers: { accept: 'application/vnd.oai.openapi+json, application/json, application/yaml, */*;q=0.5' } })
  .then(async (response) => {
    if (!response.ok) throw new Error('answered ' + response.status + ' ' + response.statusText);
    process.stdout.write(await response.text());
  })
  .catch((error) => {
    process.exitCode = 1;
    process.stdout.write('cannot be fetched: ' + (error.cause?.message || error.cause?.code || error.message));
  });
`;
