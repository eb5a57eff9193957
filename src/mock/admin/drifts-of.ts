import type { Drift } from '../../drifts/catalogue/drift';
import type { Spec } from '../../openapi/model/model';

/** The drifts of a document; the catalogue is loaded when somebody asks for it. */
export function driftsOf(spec: Spec): readonly Pick<Drift, 'name' | 'group' | 'title'>[] {
  return (require('../../drifts/list-drifts') as typeof import('../../drifts/list-drifts')).listDrifts(spec);
}
