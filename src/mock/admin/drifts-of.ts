import type { Spec } from '../../spec/model';
import type { Drift } from '../drift/drift';

/** The drifts of a document; the catalogue is loaded when somebody asks for it. */
export function driftsOf(spec: Spec): readonly Pick<Drift, 'name' | 'group' | 'title'>[] {
  return (require('../drift/list-drifts') as typeof import('../drift/list-drifts')).listDrifts(spec);
}
