import type { Resource } from '../../openapi/model/model';
import { Blocked } from './blocked';

/** Nothing can be created, as the target checks references and no record to refer to is known. That is no fault of it. */
export class UnknownReferences extends Blocked {
  /** @param source - whether nothing is known of the references, or what was given is rejected, too */
  constructor(resource: Resource, names: readonly string[], source: 'unknown' | 'given') {
    const rejects = `${resource.roles.create?.id} rejects references to records that do not exist (${names.join(', ')})`;
    const example = `{${names.map((name) => `"${name}": ["…"]`).join(', ')}}`;
    super(
      source === 'unknown'
        ? `${rejects}, and none could be learnt from its list; give existing ones with --ids FILE, such as ${example}`
        : `${rejects}, those of --ids too; where they belong together, give them as "records": [{"${names.join('": "…", "')}": "…"}]`,
    );
  }
}
