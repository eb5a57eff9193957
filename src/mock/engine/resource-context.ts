import type { Resource, Spec } from '../../openapi/model';
import type { NewId } from '../handlers/new-id';
import type { Parents } from '../handlers/parents';
import type { RecordCodec } from '../records/record-codec';
import type { SampleValue } from '../generation/sample-value';
import type { Shapes } from '../handlers/shape';
import type { Prism } from '../generation/prism';

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
