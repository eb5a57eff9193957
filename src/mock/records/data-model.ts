import type { Resource, Spec } from '../../openapi/model/model';
import type { InitialRecords } from '../../store/interface/store';
import type { SeedOptions } from '../seeding/seed-options';
import type { RecordCodec } from './record-codec';

/** The part of a prepared document by which data are started, read and written. */
export interface DataModel {
  readonly spec: Spec;
  /** The resources that have records of their own. */
  readonly recorded: readonly Resource[];
  /** By the name of their resource. */
  readonly codecs: ReadonlyMap<string, RecordCodec>;
  /**
   * The records of each resource at the start.
   *
   * @param other - what to seed with instead of what the model was made with
   * @throws {@link ../../openapi/document-error.DocumentError} when an `x-seed` of the document is not as documented
   */
  initial(other?: Pick<SeedOptions, 'seed' | 'count'>): ReadonlyMap<string, InitialRecords>;
}
