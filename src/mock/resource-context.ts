import type { Resource, Spec } from '../spec/model';
import type { NewId } from './new-id';
import type { Parents } from './parents';
import type { Prism } from './prism';
import type { RecordCodec } from './record-codec';
import type { SampleValue } from './sample-value';
import type { Shapes } from './shape';

/** What the handlers of a document's operations share. */
export interface MockContext {
  readonly spec: Spec;
  readonly shapes: Shapes;
  readonly sample: SampleValue;
  readonly prism: Prism;
  readonly now: () => Date;
  /** Header fields that every response has. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What the handlers of one resource share. */
export interface ResourceContext extends MockContext {
  readonly resource: Resource;
  readonly codec: RecordCodec;
  readonly parents: Parents;
  readonly newId: NewId;
}
