import type { JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { MediaTypeSpec, NamedExample, Operation, Parameter, Spec } from '../../openapi/model/model';
import { allChecks } from '../checks/all-checks';
import { jsonBody } from '../exchange/build-request';
import type { Severities } from '../findings/severities';
import { SelectionError, unknownName } from './selection';

/** Settings of one operation, beside what the document says. */
export interface OperationSettings {
  /** True when its cases are left out. */
  readonly skip?: boolean;
  /** Headers that its requests carry, beside those of the run. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Values of its parameters, in place of the document's examples: ids of what is there. */
  readonly ids?: Readonly<Record<string, JsonValue>>;
  /** Bodies that it takes, in place of the document's examples. */
  readonly examples?: readonly JsonValue[];
  /** Severities of checks on it, by name. */
  readonly checks?: Severities;
}

/** Settings of operations by their ids. */
export type OperationSettingsById = Readonly<Record<string, OperationSettings>>;

/**
 * Makes sure that settings fit a document.
 *
 * @param ownChecks - names of checks beside those of the suite
 * @throws {@link SelectionError} for an operation, parameter or check that there is not, with the nearest one, and for a value that
 *   its schema does not allow
 */
export function checkOperationSettings(
  spec: Spec,
  operations: OperationSettingsById,
  checks: Severities = {},
  ownChecks: readonly string[] = [],
): void {
  const names = [...allChecks.map(({ name }) => name), ...ownChecks];
  const known = (place: string, name: string, kind: string, all: readonly string[]): void => {
    if (!all.includes(name)) throw new SelectionError(unknownName(place, name, kind, all));
  };
  for (const name of Object.keys(checks)) known('checks:', name, 'check', names);
  const ids = spec.operations.map(({ id }) => id);
  for (const [id, settings] of Object.entries(operations)) {
    known('operations:', id, 'operation', ids);
    const operation = spec.operations.find((each) => each.id === id)!;
    const place = `operations.${id}`;
    for (const name of Object.keys(settings.checks ?? {})) known(`${place}.checks:`, name, 'check', names);
    for (const [name, value] of Object.entries(settings.ids ?? {})) {
      const parameters = operation.parameters.map((each) => each.name);
      known(`${place}.ids:`, name, 'parameter', parameters);
      const { schema } = operation.parameters.find((each) => each.name === name)!;
      refuse(spec, schema, value, `${place}.ids.${name}`);
    }
    const body = jsonBody(operation)?.schema;
    for (const [index, value] of (settings.examples ?? []).entries()) {
      if (body === undefined) throw new SelectionError(`${place}.examples: ${id} takes no JSON body.`);
      refuse(spec, body, value, `${place}.examples[${index}]`);
    }
  }
}

function refuse({ schemas }: Spec, schema: LocatedSchema, value: JsonValue, place: string): void {
  const [violation] = schemas.validator(schema, 'request')(value);
  if (violation === undefined) return;
  const path = violation.path.length === 0 ? place : `${place}.${violation.path.join('.')}`;
  throw new SelectionError(`${path}: ${violation.detail}, as ${violation.pointer} says.`);
}

/** Puts the ids and examples of settings in place of the document's examples. */
export function withSettings(spec: Spec, operations: OperationSettingsById): Spec {
  const changed = new Map<Operation, Operation>();
  for (const operation of spec.operations) {
    const { ids = {}, examples = [] } = operations[operation.id] ?? {};
    if (Object.keys(ids).length + examples.length === 0) continue;
    const { body } = operation;
    changed.set(operation, {
      ...operation,
      parameters: operation.parameters.map((parameter) => withId(parameter, ids[parameter.name])),
      body: body && { ...body, mediaTypes: body.mediaTypes.map((each) => withExamples(each, operation, examples)) },
    });
  }
  if (changed.size === 0) return spec;
  const of = (operation: Operation): Operation => changed.get(operation) ?? operation;
  const ofAll = <Key extends string>(all: ReadonlyMap<Key, Operation>): Map<Key, Operation> =>
    new Map([...all].map(([method, operation]) => [method, of(operation)]));
  const paths = new Map(spec.paths.map((entry) => [entry, { ...entry, operations: ofAll(entry.operations) }]));
  return {
    ...spec,
    paths: [...paths.values()],
    operations: spec.operations.map(of),
    resources: spec.resources.map((resource) => ({
      ...resource,
      collection: resource.collection && paths.get(resource.collection),
      item: resource.item && paths.get(resource.item),
      roles: Object.fromEntries(Object.entries(resource.roles).map(([role, operation]) => [role, of(operation)])),
    })),
  };
}

function withId(parameter: Parameter, value: JsonValue | undefined): Parameter {
  return value === undefined ? parameter : { ...parameter, examples: [exampleOf(parameter.pointer, value, 0)] };
}

function withExamples(mediaType: MediaTypeSpec, operation: Operation, values: readonly JsonValue[]): MediaTypeSpec {
  if (values.length === 0 || mediaType !== jsonBody(operation)) return mediaType;
  return { ...mediaType, examples: values.map((value, index) => exampleOf(mediaType.pointer, value, index)) };
}

function exampleOf(pointer: string, value: JsonValue, index: number): NamedExample {
  return { name: `of the settings, ${index + 1}`, pointer, value };
}
