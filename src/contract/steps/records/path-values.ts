import type { Parameter, PathEntry, PathTemplate, Resource, Spec } from '../../../openapi/model/model';
import { schemaParts, typesOf } from '../../../openapi/model/schema-facts';
import { expandPath } from '../../../openapi/operations/path-template';
import { encodeParameter } from '../../../openapi/parameters/encode-parameter';
import type { CaseContext, RecordOptions } from '../context/case';
import { Blocked } from '../context/case';
import { validValue } from '../requests/valid-request';

/** Values for the parameters of a path that plays no role on a resource. */
export interface FoundPath {
  readonly values: Readonly<Record<string, string>>;
  /** Names of the parameters whose values are made up: nothing has to be there. */
  readonly invented: readonly string[];
}

/** The resource with whose item a path begins: `pets` for `/pets/{id}/photos`. */
export function resourceAround({ resources }: Pick<Spec, 'resources'>, template: PathTemplate): Resource | undefined {
  const shape = shapeOf(template);
  return resources
    .filter(({ item }) => item !== undefined && item.template.parameterNames.length > 0)
    .filter(({ item }) => shape === shapeOf(item!.template) || shape.startsWith(`${shapeOf(item!.template)}/`))
    .sort((one, other) => other.item!.template.segments.length - one.item!.template.segments.length)[0];
}

/** Tests if a path leads to a record, or below one, that the run makes itself. */
export function isOnOwnRecord(spec: Pick<Spec, 'resources'>, template: PathTemplate): boolean {
  return resourceAround(spec, template)?.roles.create !== undefined;
}

/**
 * Finds values for the parameters of a path: those of a record where it begins with one, the documented ones where there are any,
 * and made up ones for the rest.
 *
 * @param given - values that are known already
 * @throws {@link Blocked} when a record is needed and there is none
 */
export async function pathValues(
  context: CaseContext,
  template: PathTemplate,
  parameters: readonly Parameter[],
  options: RecordOptions,
  given: Readonly<Record<string, string>> = {},
): Promise<FoundPath> {
  const around = resourceAround(context.spec, template);
  const values: Record<string, string> = {};
  if (around?.item !== undefined) {
    const { path } = await context.record(around, options);
    // The two may spell their parameters differently.
    for (const [index, name] of around.item.template.parameterNames.entries())
      values[template.parameterNames[index] ?? ''] = path[name] ?? '';
  }
  const invented: string[] = [];
  for (const name of template.parameterNames) {
    if (given[name] !== undefined || values[name] !== undefined) continue;
    const parameter = parameters.find((each) => each.in === 'path' && each.name === name);
    if (parameter === undefined) throw new Blocked(`the path parameter {${name}} is not described`);
    const known = context.givenId(name) ?? documentedValue(context, parameter);
    if (known === undefined) invented.push(name);
    const value = known ?? validValue(context.spec, parameter.schema, context.seed, name);
    values[name] = encodeParameter(parameter, value)[0]?.[1] ?? '';
  }
  return { values: { ...values, ...given }, invented };
}

/**
 * A path of an entry that leads to something that exists, for requests that no operation describes.
 *
 * @throws {@link Blocked} when a record is needed and there is none
 */
export async function pathFor(
  context: CaseContext,
  { operations, template }: PathEntry,
  options: RecordOptions = { mayBorrow: true },
): Promise<string> {
  const parameters = [...operations.values()].flatMap((operation) => operation.parameters);
  const { values } = await pathValues(context, template, parameters, options);
  return expandPath(template, values);
}

// A choice is no record's id; an example is the document's own offer.
function documentedValue({ spec, seed }: CaseContext, { examples, name, schema }: Parameter) {
  const parts = schemaParts(spec.schemas, schema).map((part) => part.schema);
  const [example] = parts.flatMap((part) => part.examples ?? []);
  const types = typesOf(spec.schemas, schema);
  const isChoice =
    parts.some((part) => part.enum !== undefined || part.const !== undefined) ||
    (types.size === 1 && types.has('boolean'));
  return examples[0]?.value ?? example ?? (isChoice ? validValue(spec, schema, seed, name) : undefined);
}

function shapeOf({ source }: PathTemplate): string {
  return source.replace(/\{[^}]*\}/g, '{}');
}
