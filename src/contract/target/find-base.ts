import type { Operation, Spec } from '../../openapi/model/model';
import { buildRequest } from '../exchange/build-request';
import { type Target, TransportError } from '../exchange/exchange';

/** Number of operations that are asked before a base URL is given up. */
const asked = 3;

/** Base URL below the one that was given; `base` is undefined when the document's servers lead nowhere either. */
export interface OtherBase {
  readonly base?: string;
  /** The path of the document's server that leads there. */
  readonly path?: string;
}

/**
 * Looks below a base URL where everything is answered 404, at the paths of the document's servers.
 *
 * @param headers - headers that every request carries
 * @returns undefined when there is something at the base URL itself, or nothing that can be asked without knowing anything
 */
export async function findBase(
  target: Target,
  { operations, servers }: Spec,
  headers: Readonly<Record<string, string>>,
): Promise<OtherBase | undefined> {
  const plain = operations.filter(
    ({ method, parameters }) => method === 'get' && parameters.every(({ required }) => !required),
  );
  const some = plain.slice(0, asked);
  if (some.length === 0 || !(await isNothingAt(target, some, headers, ''))) return undefined;
  const paths = [...new Set(servers.map(({ basePath }) => basePath))].filter((path) => path !== '');
  for (const path of paths) {
    if (!target.url.endsWith(path) && !(await isNothingAt(target, some, headers, path)))
      return { base: target.url + path, path };
  }
  // A document may promise 404 for what is not there yet.
  const mayBeMissing = some.every(({ responses }) => responses.some(({ status }) => status === '404'));
  return mayBeMissing ? undefined : {};
}

async function isNothingAt(
  target: Target,
  operations: readonly Operation[],
  headers: Readonly<Record<string, string>>,
  prefix: string,
): Promise<boolean> {
  for (const operation of operations) {
    const request = buildRequest(operation, {}, headers);
    try {
      const { status } = await target.send({ ...request, path: prefix + request.path });
      if (status !== 404) return false;
    } catch (error) {
      if (error instanceof TransportError) return false;
      throw error;
    }
  }
  return true;
}
