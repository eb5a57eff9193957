import { UsageError } from './command';

/**
 * Loads what needs an optional peer: a package that few use, so that the installation of all others is smaller without it.
 *
 * @param asked - the words of the command line that need it
 * @param peer - the package with the version to install
 * @throws {@link UsageError} when the package is not installed
 * @example loadPeer('--metrics', 'prom-client@15', () => require('../../server/http/metrics'))
 */
export function loadPeer<Module>(asked: string, peer: string, load: () => Module): Module {
  try {
    return load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    const name = peer.replace(/(?<=.)@.*/, '');
    throw new UsageError(
      `${asked} needs the package ${name}, which is not installed. Put it beside this one: ` +
        `npm install ${peer}, or npx --package contact-points-kit --package ${peer} contact-points … ${asked}`,
    );
  }
}
