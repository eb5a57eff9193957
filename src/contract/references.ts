import type { JsonObject, JsonValue } from '../schema/json-schema';
import type { Operation, Resource } from '../spec/model';
import type { RequestParts } from './build-request';
import type { CaseContext } from './case';
import { errorShapeOf, readViolations } from './error-shape';
import type { Exchange } from './exchange';
import { listItems } from './list-items';
import { isObject } from './record';

/** What is known of the records that bodies refer to, on a target that checks its references. */
export interface References {
  /** Whether the target has rejected a record for its references alone. */
  readonly checked: boolean;
  /**
   * Learns references from the target's own list, when a create was rejected because of them alone.
   *
   * @returns whether there is something to use now
   */
  learn(context: CaseContext, resource: Resource, rejected: Exchange): Promise<boolean>;
  /** Puts known references into a body; answers the same parts where none are needed. The case's subject is left alone. */
  adapt(operation: Operation, parts: RequestParts, subject: readonly (string | number)[] | undefined): RequestParts;
}

/** Whether a property refers to another record, by the way such properties are named. */
export function isReferenceName(name: string): boolean {
  return referenceName.test(name);
}

/** Properties that refer to another record, by the way such properties are named. */
const referenceName = /(?:^|[_-])(?:id|uuid|ref)s?$|[a-z](?:Id|Uuid|Ref)s?$/;

/** Creates the memory of a run; it is empty until a target turns out to check its references. */
export function createReferences(): References {
  // Whole sets that were seen together, as one reference may only be right beside another.
  const known: JsonObject[] = [];
  let next = 0;
  let checked = false;
  return {
    get checked() {
      return checked;
    },
    async learn(context, resource, rejected) {
      const { list } = resource.roles;
      const blamed = blamedProperties(rejected);
      if (list === undefined || blamed.length === 0 || !blamed.every(isReferenceName)) return false;
      checked = true;
      const path = await context.parents(resource);
      const page = await context.send(
        list,
        { path },
        { kind: 'success', because: 'nothing is asked for', pointer: list.pointer },
      );
      for (const item of listItems(resource, page) ?? []) {
        if (!isObject(item)) continue;
        const entries = Object.entries(item).filter(([name]) => name !== resource.idProperty && isReferenceName(name));
        if (blamed.every((name) => item[name] !== undefined && item[name] !== null))
          known.push(Object.fromEntries(entries));
      }
      return known.length > 0;
    },
    adapt(_operation, parts, subject) {
      if (known.length === 0 || !isObject(parts.json)) return parts;
      next += 1;
      const chosen = known[next % known.length] ?? {};
      const json: JsonObject = { ...parts.json };
      for (const [name, value] of Object.entries(chosen)) {
        const present: JsonValue | undefined = Object.hasOwn(json, name) ? json[name] : undefined;
        if (present !== undefined && present !== null && name !== subject?.[0]) json[name] = value;
      }
      return { ...parts, json };
    },
  };
}

function blamedProperties({ spec, json, describedBy, response }: Exchange): readonly string[] {
  if (response.status < 400 || response.status >= 500 || json.kind !== 'json' || describedBy?.schema === undefined)
    return [];
  const shape = errorShapeOf(spec.schemas, describedBy.schema);
  return shape === undefined
    ? []
    : (readViolations(shape, json.value) ?? []).map(({ path }) => (path ?? '').replace(/^[#/]+/, ''));
}
