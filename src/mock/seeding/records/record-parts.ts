import type { LocatedSchema } from '../../../json-schema/schemas';
import type { Resource, Spec } from '../../../openapi/model';
import type { World } from '../names/record-profile';
import type { Sampler } from '../values/property-maker';
import type { SeedExtension } from '../values/seed-extension';
import type { SeedPlan } from './seed-plan';

/** What the records of a resource are made of. */
export interface RecordParts {
  readonly spec: Spec;
  readonly resource: Resource;
  readonly properties: ReadonlyMap<string, LocatedSchema>;
  readonly extensions: ReadonlyMap<string, SeedExtension>;
  readonly plan: SeedPlan;
  readonly world: World;
  readonly sample: Sampler;
  /** Whether other resources refer to this one as a branch of something; asked when the first record is made. */
  readonly isBranch: () => boolean;
}
